"""Files on their way in: read and checked, not yet stored. Plain data, kept in a person's session."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import pandas as pd
from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import SQLAlchemyError

from dashboard.reports.figure_changes import STATED_COLUMNS, drafted_frame, figure_changes
from data_loaders.drafts import Reading, ReportDraft
from data_loaders.importing import problem_row, status_of
from data_loaders.reading.reading_process import read_apart
from data_loaders.reading.recognition import Answers
from data_loaders.store.database import data_version
from data_loaders.store.decisions import Decision, FigureKey, decide_figures, decided
from data_loaders.store.storage import SavedReport, save_reading, sha256_of, undo_upload
from data_loaders.store.tables import figures, reports

_log = logging.getLogger("dashboard")


@dataclass(slots=True, eq=False)
class StagedFile:
    """One file: its bytes, what was read from it, what the person answered, what became of it.

    `failure` is "" or the reference code of an error of ours; `saved` and `saved_at` are set once stored,
    `undone` once taken back. `seen_version` is the data version the person saw the changes against.
    """

    name: str
    content: bytes
    sha256: str
    reading: Reading | None = None
    answers: Answers = field(default_factory=Answers)
    failure: str = ""
    saved: list[SavedReport] = field(default_factory=list)
    saved_at: str = ""
    by: str = ""
    undone: bool = False
    seen_version: int | None = None
    changes: pd.DataFrame | None = None
    decisions: dict[FigureKey, Decision] = field(default_factory=dict)

    @property
    def status(self) -> str:
        """unread, failed, ready, needs_review, rejected, saved, unchanged or undone."""
        if self.failure:
            return "failed"
        if self.undone:
            return "undone"
        if self.saved_at:
            return "saved" if any(one.changed for one in self.saved) else "unchanged"
        if self.reading is None:
            return "unread"
        status = status_of(self.reading)
        return "ready" if status == "saved" else status

    @property
    def drafts(self) -> list[ReportDraft]:
        """The reports it states, those with anything to store."""
        return self.reading.drafts if self.reading else []

    @property
    def decided_drafts(self) -> list[ReportDraft]:
        """The same with what the person decided about the figures in sentences."""
        return [decided(draft, self.decisions) for draft in self.drafts]


def stage(staged: list[StagedFile], name: str, content: bytes) -> None:
    """Put a file behind the others, unless the very same is waiting there already."""
    sha256 = sha256_of(content)
    if not any(one.sha256 == sha256 and not one.saved_at for one in staged):
        staged.append(StagedFile(name, content, sha256))


def drop(staged: list[StagedFile], one: StagedFile) -> None:
    """Take a file off the list; a second click on its button finds it gone."""
    staged[:] = [other for other in staged if other is not one]


def read(one: StagedFile) -> None:
    """Read the file; an error of ours is logged and noted, so that it stops no other file."""
    one.changes = None
    try:
        one.reading = read_apart(one.name, one.content, one.answers)
    except Exception:
        _note_failure(one, "reading")


def answer(one: StagedFile, *, about: str, asked: str, said: str) -> None:
    """Note an answer and forget the reading, so that the file is read again with it."""
    if about == "period":
        one.answers = replace(one.answers, period=said)
    elif asked:
        one.answers = replace(one.answers, names={**one.answers.names, asked: said})
    else:
        one.answers = replace(one.answers, unit=said)
    one.reading = None


def save(engine: Engine, one: StagedFile, *, by: str) -> None:
    """Store the file's reports in one transaction; a failure is noted on the file."""
    if one.status != "ready" or one.reading is None:
        return
    try:
        reading = replace(one.reading, drafts=one.decided_drafts)
        saved = save_reading(engine, reading, content=one.content, by=by, expected_version=one.seen_version)
        one.saved = [_with_decisions(engine, report, one, by) for report in saved]
    except SQLAlchemyError:
        _note_failure(one, "saving")
        return
    one.by, one.saved_at = by, datetime.now(UTC).isoformat()
    one.content = b""  # the database has it; a session should not hold it as well


def decide(one: StagedFile, key: FigureKey, decision: Decision | None) -> None:
    """Note what the person decided about a figure, or (None) that nothing is decided."""
    one.decisions.pop(key, None)
    if decision:
        one.decisions[key] = decision
    one.changes = None


def undo(engine: Engine, one: StagedFile) -> None:
    """Take back everything the file saved; what somebody else has taken back already is left."""
    uploads = {report.upload_id for report in one.saved if report.changed}
    for upload_id in uploads:
        with suppress(LookupError):
            undo_upload(engine, upload_id, by=one.by)
    one.undone = True


def problem_table(one: StagedFile, language: str) -> pd.DataFrame:
    """Every problem of the file: code, severity, sentence, sheet, cell, section, value, unit_code."""
    names = ["code", "severity", "sentence", "sheet", "cell", "section", "value", "unit_code"]
    if one.reading is None:
        return pd.DataFrame(columns=names)
    found = [(problem, "") for problem in one.reading.problems]
    found += [(problem, draft.unit_code) for draft in one.drafts for problem in draft.problems]
    rows = [{**problem_row(problem, language), "unit_code": unit_code} for problem, unit_code in found]
    frame = pd.DataFrame(rows, columns=["message", *[name for name in names if name != "sentence"]])
    frame = frame.rename(columns={"message": "sentence"})[names]
    return frame.sort_values("severity", kind="stable").reset_index(drop=True)


def changes_of(connection: Connection, one: StagedFile) -> pd.DataFrame:
    """What saving the file would change, found anew when the stored data have changed."""
    version = data_version(connection)
    if one.changes is None or one.seen_version != version:
        one.changes, one.seen_version = changes_against_stored(connection, one.decided_drafts), version
    return one.changes


def changes_against_stored(connection: Connection, drafts: Iterable[ReportDraft]) -> pd.DataFrame:
    """What saving the drafts would change (see `figure_changes`): only the slots they speak for."""
    drafts = list(drafts)
    return figure_changes(_stored(connection, drafts), drafted_frame(drafts))


def _stored(connection: Connection, drafts: list[ReportDraft]) -> pd.DataFrame:
    """The figures that hold now in the slots the drafts replace."""
    slots = {(draft.unit_code, draft.period): draft.slots for draft in drafts}
    periods = {draft.period for draft in drafts}
    asked = (
        select(*(figures.c[name] for name in STATED_COLUMNS))
        .join(reports, reports.c.id == figures.c.report_id)
        .where(figures.c.current, reports.c.period.in_(periods))
        .order_by(figures.c.id)
    )
    rows = [
        row for row in connection.execute(asked) if row.slot in slots.get((row.unit_code, row.period), ())
    ]
    return pd.DataFrame(rows, columns=list(STATED_COLUMNS)).astype({"value": float})


def _with_decisions(engine: Engine, saved: SavedReport, one: StagedFile, by: str) -> SavedReport:
    """What became of a report; decisions about a file that was stored before are stored on their own."""
    if saved.changed or not one.decisions:
        return saved
    return decide_figures(engine, report_id=saved.report_id, decisions=one.decisions, by=by) or saved


def _note_failure(one: StagedFile, doing: str) -> None:
    one.failure = secrets.token_hex(3).upper()
    _log.exception("%s %s failed, reference %s", doing, one.name, one.failure)
