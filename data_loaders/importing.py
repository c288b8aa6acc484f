"""Importing files: read, check, store, and say what became of each."""

from __future__ import annotations

import csv
import io
import logging
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.exc import DataError, IntegrityError

from data_loaders.catalogue.problem_kinds import problem_kinds, sentence
from data_loaders.catalogue.units import units
from data_loaders.drafts import Problem, Reading, ReportDraft
from data_loaders.files.spreadsheets import Sheet
from data_loaders.reading.file_reading import read_file
from data_loaders.reading.reading_child import refused
from data_loaders.reading.reading_process import Content, read_apart, read_many
from data_loaders.reading.recognition import Answers, read_tables
from data_loaders.store.storage import SavedReport, save_reading

_log = logging.getLogger("dashboard")

__all__ = ["import_file", "import_files", "import_sheet", "outcome", "problem_row", "read_file", "status_of"]


def import_file(
    engine: Engine,
    name: str,
    content: bytes,
    *,
    answers: Answers | None = None,
    dry_run: bool = False,
    by: str = "",
    sample: str = "",
) -> dict[str, Any]:
    """Read one file in a child process and store it unless `dry_run`; returns what `import --json` prints."""
    reading = read_apart(name, content, answers)
    return _kept(engine, reading, content, dry_run=dry_run, by=by, sample=sample)


def import_files(
    engine: Engine,
    files: Iterable[tuple[str, Content]],
    *,
    answers: Answers | None = None,
    dry_run: bool = False,
    by: str = "",
) -> Iterator[dict[str, Any]]:
    """Import files as `import_file` does one, several read at once; results in the order of the files.

    An error of ours in storing one is logged and stops no other.
    """
    for content, reading in read_many(files, answers):
        try:
            yield _kept(engine, reading, content, dry_run=dry_run, by=by)
        except (DataError, IntegrityError):
            _log.exception("storing %r failed", reading.file)
            yield outcome(refused(reading.file, "file_not_stored"), "rejected", [])


def import_sheet(
    engine: Engine, sheet: Sheet, *, answers: Answers | None = None, dry_run: bool = False, by: str = ""
) -> dict[str, Any]:
    """Import the rows of a database as `import_file` does a file; the original kept is the rows as CSV."""
    reading = read_tables(f"{sheet.name}.csv", [sheet], answers)
    return _kept(engine, reading, _as_csv(sheet), dry_run=dry_run, by=by)


def _as_csv(sheet: Sheet) -> bytes:
    file = io.StringIO(newline="")
    csv.writer(file).writerows([sheet.texts(row) for row in range(sheet.height)])
    return file.getvalue().encode("utf-8-sig")


def _kept(
    engine: Engine, reading: Reading, content: bytes, *, dry_run: bool, by: str = "", sample: str = ""
) -> dict[str, Any]:
    status = status_of(reading)
    saved: list[SavedReport] = []
    if status == "saved" and not dry_run:
        saved = save_reading(engine, reading, content=content, by=by, sample=sample)
        status = "saved" if any(one.changed for one in saved) else "unchanged"
    elif status == "saved":
        status = "checked"
    return outcome(reading, status, saved)


def status_of(reading: Reading) -> str:
    """saved (there is something to save), needs_review (a question stands first) or rejected."""
    if any(draft.figures or draft.sections for draft in reading.drafts):
        return "saved"
    return "needs_review" if reading.questions else "rejected"


def outcome(reading: Reading, status: str, saved: list[SavedReport]) -> dict[str, Any]:
    """The JSON object of one file (DESIGN section 5)."""
    numbers = {(one.unit_code, one.period): one for one in saved}
    own = [problem for draft in reading.drafts for problem in draft.problems]
    return {
        "file": reading.file,
        "status": status,
        "kind": reading.kind,
        "reports": [_report(draft, numbers.get((draft.unit_code, draft.period))) for draft in reading.drafts],
        "problems": [problem_row(one) for one in (*reading.problems, *own)],
    }


def problem_row(problem: Problem, language: str = "vi") -> dict[str, str]:
    """A problem as it is shown: code, severity, place, value and sentence."""
    return {
        "code": problem.code,
        "severity": problem_kinds()[problem.code].severity,
        "sheet": problem.place.sheet,
        "cell": problem.place.cell,
        "section": problem.place.section,
        "indicator": problem.indicator,
        "value": problem.value,
        "message": sentence(problem.code, {"value": problem.value, **problem.details}, language),
    }


def _report(draft: ReportDraft, saved: SavedReport | None) -> dict[str, Any]:
    return {
        "unit_code": draft.unit_code,
        "unit": units()[draft.unit_code].full_name,
        "period": draft.period,
        "revision": saved.revision if saved else None,
        "figures": len(draft.figures),
    }
