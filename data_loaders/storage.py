"""Keeping readings: the original bytes, an upload as one transaction, revisions, undo."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, delete, insert, select, update

from data_loaders.catalogue.units import units
from data_loaders.database import count_change, writing
from data_loaders.drafts import SOURCES, Figure, Place, Problem, Reading, ReportDraft
from data_loaders.tables import (
    figures,
    files,
    problems,
    report_tables,
    reports,
    revisions,
    sections,
    uploads,
)


@dataclass(frozen=True, slots=True)
class SavedReport:
    """What became of one report of an upload: its revision number and figures, `changed` unless the same."""

    unit_code: str
    period: str
    revision: int
    figures: int
    changed: bool
    report_id: int = 0


def sha256_of(content: bytes) -> str:
    """The SHA-256 of a file's bytes, in hex."""
    return hashlib.sha256(content).hexdigest()


def save_reading(
    engine: Engine,
    reading: Reading,
    *,
    content: bytes,
    by: str = "",
    sample: str = "",
    at: datetime | None = None,
) -> list[SavedReport]:
    """Store all reports of a reading in one transaction, the original bytes with them.

    A report that these very bytes already state as it holds now is left as it is.
    """
    with writing(engine) as connection:
        return save_in(connection, reading, content=content, by=by, sample=sample, at=at)


def save_in(
    connection: Connection,
    reading: Reading,
    *,
    content: bytes,
    by: str = "",
    sample: str = "",
    at: datetime | None = None,
) -> list[SavedReport]:
    """`save_reading` inside a running transaction."""
    count_change(connection)
    sha256 = sha256_of(content)
    known = {draft_key(draft): _unchanged(connection, draft, sha256) for draft in reading.drafts}
    if all(known.values()):
        return [one for one in known.values() if one]
    _keep_file(connection, sha256, reading.file, content)
    upload = {"sha256": sha256, "file": reading.file, "kind": reading.kind, "at": at or _now(), "by": by, "sample": sample}
    upload_id = connection.execute(insert(uploads).values(upload)).inserted_primary_key[0]
    return [
        known[draft_key(draft)] or _save_report(connection, draft, reading, {**upload, "upload_id": upload_id})
        for draft in reading.drafts
    ]


def draft_key(draft: ReportDraft) -> tuple[str, str]:
    """What identifies a draft within a reading: its unit and period."""
    return draft.unit_code, draft.period


def undo_revision(engine: Engine, *, report_id: int, number: int, by: str = "") -> int:
    """Take revision `number` of a report back; returns the number of the revision that says so.

    Raises `LookupError` when there is no such saved revision or it is undone already.
    """
    with writing(engine) as connection:
        count_change(connection)
        undone = connection.execute(
            select(revisions).where(
                revisions.c.report_id == report_id,
                revisions.c.number == number,
                revisions.c.action == "save",
                revisions.c.undone.is_(False),
            )
        ).one_or_none()
        if undone is None:
            raise LookupError(f"no revision {number} to undo")
        connection.execute(update(revisions).where(revisions.c.id == undone.id).values(undone=True))
        new_number = _next_number(connection, report_id)
        row = {name: getattr(undone, name) for name in ("report_id", "upload_id", "sha256", "file", "kind", "slots")}
        row |= {"number": new_number, "action": "undo", "undoes": number, "undone": False, "at": _now(), "by": by}
        connection.execute(insert(revisions).values(row))
        refresh_current(connection, report_id)
        return new_number


def remove_sample(engine: Engine, sample: str = "province") -> int:
    """Remove the sample data named ("province" or "reports") for good; returns how many reports went."""
    with writing(engine) as connection:
        count_change(connection)
        of_sample = select(uploads.c.id).where(uploads.c.sample == sample)
        gone = list(connection.scalars(select(revisions.c.id).where(revisions.c.upload_id.in_(of_sample))))
        touched = set(
            connection.scalars(select(revisions.c.report_id).where(revisions.c.upload_id.in_(of_sample)))
        )
        for table in (figures, problems, sections, report_tables):
            for some in _batches(gone):
                connection.execute(delete(table).where(table.c.revision_id.in_(some)))
        connection.execute(delete(revisions).where(revisions.c.upload_id.in_(of_sample)))
        connection.execute(delete(uploads).where(uploads.c.sample == sample))
        connection.execute(delete(files).where(files.c.sha256.not_in(select(uploads.c.sha256))))
        return sum(_drop_if_empty(connection, report_id) for report_id in touched)


def _drop_if_empty(connection: Connection, report_id: int) -> bool:
    left = connection.scalar(select(revisions.c.id).where(revisions.c.report_id == report_id).limit(1))
    if left is None:
        connection.execute(delete(reports).where(reports.c.id == report_id))
        return True
    refresh_current(connection, report_id)
    return False


def _batches(ids: Sequence[int], size: int = 500) -> Iterable[Sequence[int]]:
    return (ids[start : start + size] for start in range(0, len(ids), size))


def _now() -> datetime:
    return datetime.now(UTC)


def _keep_file(connection: Connection, sha256: str, name: str, content: bytes) -> None:
    if connection.scalar(select(files.c.sha256).where(files.c.sha256 == sha256)) is None:
        row = {"sha256": sha256, "name": name, "size": len(content), "content": content}
        connection.execute(insert(files).values(row))


def _report_row(connection: Connection, unit_code: str, period: str) -> Any:  # noqa: ANN401
    asked = select(reports).where(reports.c.unit_code == unit_code, reports.c.period == period)
    return connection.execute(asked).one_or_none()


def _unchanged(connection: Connection, draft: ReportDraft, sha256: str) -> SavedReport | None:
    """The report as it stands, when these bytes already are its newest word on all slots of the draft."""
    report = _report_row(connection, draft.unit_code, draft.period)
    if report is None:
        return None
    holding = _holding(connection, report.id)
    numbers = [holding.get(slot, (0, ""))for slot in draft.slots]
    if not numbers or any(found != sha256 for _, found in numbers):
        return None
    revision = max(number for number, _ in numbers)
    return SavedReport(draft.unit_code, draft.period, revision, len(draft.figures), changed=False, report_id=report.id)


def _holding(connection: Connection, report_id: int) -> dict[str, tuple[int, str]]:
    """For each slot of a report the number and SHA-256 of the revision that holds now."""
    rows = connection.execute(
        select(revisions.c.number, revisions.c.sha256, revisions.c.slots)
        .where(revisions.c.report_id == report_id, revisions.c.action == "save", revisions.c.undone.is_(False))
        .order_by(revisions.c.number)
    )
    return {slot: (row.number, row.sha256) for row in rows for slot in row.slots}


def _save_report(
    connection: Connection, draft: ReportDraft, reading: Reading, upload: dict[str, Any]
) -> SavedReport:
    report_id = _report_id(connection, draft, upload)
    number = _next_number(connection, report_id)
    row = {
        "report_id": report_id,
        "number": number,
        "action": "save",
        "undone": False,
        "slots": sorted(draft.slots),
        **{name: upload[name] for name in ("upload_id", "sha256", "file", "at", "by")},
        "kind": draft.kind,
    }
    revision_id = connection.execute(insert(revisions).values(row)).inserted_primary_key[0]
    _insert_contents(connection, draft, reading, revision_id, report_id)
    refresh_current(connection, report_id)
    return SavedReport(
        draft.unit_code, draft.period, number, len(draft.figures), changed=True, report_id=report_id
    )


def _report_id(connection: Connection, draft: ReportDraft, upload: dict[str, Any]) -> int:
    head = {key: text for key, text in draft.head.items() if key != "received_on"}
    stated = draft.head.get("received_on") or draft.head.get("date", "")
    report = _report_row(connection, draft.unit_code, draft.period)
    if report is None:
        row = {"unit_code": draft.unit_code, "period": draft.period, "head": head}
        row |= {"received_on": stated or ("" if upload["sample"] else upload["at"].date().isoformat())}
        return connection.execute(insert(reports).values(row)).inserted_primary_key[0]
    now = {"head": {**report.head, **head}, "received_on": min(filter(None, (stated, report.received_on)), default="")}
    if now != {"head": report.head, "received_on": report.received_on}:
        connection.execute(update(reports).where(reports.c.id == report.id).values(now))
    return report.id


def _next_number(connection: Connection, report_id: int) -> int:
    asked = select(revisions.c.number).where(revisions.c.report_id == report_id)
    return (connection.scalar(asked.order_by(revisions.c.number.desc()).limit(1)) or 0) + 1


def _insert_contents(
    connection: Connection, draft: ReportDraft, reading: Reading, revision_id: int, report_id: int
) -> None:
    _insert_many(connection, figures, (_figure_row(one, draft, revision_id, report_id) for one in draft.figures))
    shared = [one for one in reading.problems if _concerns(one, draft)]
    _insert_many(connection, problems, (_problem_row(one, revision_id) for one in [*draft.problems, *shared]))
    _insert_many(
        connection,
        sections,
        (
            {
                "revision_id": revision_id,
                "position": position,
                "number": one.number,
                "title": one.title[:300],
                "depth": one.depth,
                "theme": one.theme,
                "text": one.text,
            }
            for position, one in enumerate(draft.sections)
        ),
    )
    _insert_many(
        connection,
        report_tables,
        (
            {
                "revision_id": revision_id,
                "position": position,
                "title": one.title[:300],
                "sheet": one.place.sheet[:120],
                "section": one.place.section[:300],
                "rows": [list(row) for row in one.rows],
            }
            for position, one in enumerate(draft.tables)
        ),
    )


def _concerns(problem: Problem, draft: ReportDraft) -> bool:
    """Whether a problem of the whole file is told with this report: not when it is about another unit."""
    return problem.code not in ("unit_unknown", "unit_ambiguous", "unit_did_not_exist") and (
        problem.code != "unit_misspelt" or units()[draft.unit_code].full_name in problem.details.get("unit", "")
    )


def _insert_many(connection: Connection, table: Any, rows: Iterable[dict[str, Any]]) -> None:  # noqa: ANN401
    listed = list(rows)
    if listed:
        connection.execute(insert(table), listed)


def _figure_row(figure: Figure, draft: ReportDraft, revision_id: int, report_id: int) -> dict[str, Any]:
    return {
        "revision_id": revision_id,
        "report_id": report_id,
        "unit_code": draft.unit_code,
        "period": draft.period,
        "indicator": figure.indicator,
        "breakdown": figure.breakdown,
        "value": figure.value,
        "source": figure.source,
        "slot": figure.slot,
        **_place_columns(figure.place),
        "quote": figure.quote,
        "approximate": figure.approximate,
        "confirmed": figure.confirmed,
        "mark": figure.mark,
        "current": False,
        "headline": False,
    }


def _problem_row(problem: Problem, revision_id: int) -> dict[str, Any]:
    return {
        "revision_id": revision_id,
        "code": problem.code,
        **_place_columns(problem.place),
        "indicator": problem.indicator,
        "value": problem.value,
        "details": dict(problem.details),
    }


def _place_columns(place: Place) -> dict[str, str]:
    return {"sheet": place.sheet[:120], "cell": place.cell, "section": place.section[:300]}


def refresh_current(connection: Connection, report_id: int) -> None:
    """Mark the figures that hold now, and among them one headline an indicator and breakdown."""
    holding = _revision_ids(connection, report_id)
    rows = connection.execute(
        select(
            figures.c.id,
            figures.c.revision_id,
            figures.c.slot,
            figures.c.indicator,
            figures.c.breakdown,
            figures.c.source,
            figures.c.confirmed,
            figures.c.current,
            figures.c.headline,
        )
        .where(figures.c.report_id == report_id)
        .order_by(figures.c.id)
    ).all()
    current = [row for row in rows if holding.get(row.slot) == row.revision_id]
    headline = _headlines(current)
    _set_flag(connection, "current", rows, {row.id for row in current})
    _set_flag(connection, "headline", rows, headline)


def _revision_ids(connection: Connection, report_id: int) -> dict[str, int]:
    rows = connection.execute(
        select(revisions.c.id, revisions.c.slots)
        .where(revisions.c.report_id == report_id, revisions.c.action == "save", revisions.c.undone.is_(False))
        .order_by(revisions.c.number)
    )
    return {slot: row.id for row in rows for slot in row.slots}


def _headlines(current: Sequence[Any]) -> set[int]:
    """The ids of the figures taken first: form before table before narrative, confirmed ones only."""
    best: dict[tuple[str, str], Any] = {}
    for row in current:
        key = (row.indicator, row.breakdown)
        if row.confirmed and (key not in best or SOURCES.index(row.source) < SOURCES.index(best[key].source)):
            best[key] = row
    return {row.id for row in best.values()}


def _set_flag(connection: Connection, name: str, rows: Sequence[Any], wanted: set[int]) -> None:
    """Bring a flag of the rows to what is wanted, touching only those that change."""
    for value in (True, False):
        ids = [row.id for row in rows if (row.id in wanted) is value and getattr(row, name) is not value]
        for some in _batches(ids):
            connection.execute(update(figures).where(figures.c.id.in_(some)).values({name: value}))
