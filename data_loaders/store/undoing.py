"""Taking back: one revision, a whole upload, the sample data."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Row,
    Select,
    and_,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
)

from data_loaders.store.database import count_change, take_turn, writing
from data_loaders.store.standing import batches, refresh
from data_loaders.store.tables import (
    figures,
    files,
    problems,
    report_tables,
    reports,
    revisions,
    sections,
    uploads,
)

_TAKEN_OVER = ("report_id", "upload_id", "sha256", "file", "kind", "slots")
_SAVED = revisions.c.action == "save"


def undo_revision(engine: Engine, *, report_id: int, number: int, by: str = "") -> int:
    """Take revision `number` of a report back; returns the number of the revision that says so.

    Taking back an undo brings back what it had taken. Raises `LookupError` when there is no such revision,
    when it is undone already, or when it brought something back: that is then taken back itself.
    """
    asked = select(revisions).where(revisions.c.report_id == report_id, revisions.c.number == number)
    return _undo(engine, asked.where(or_(_SAVED, _takes_a_save_back())), by)[report_id]


def undo_upload(engine: Engine, upload_id: int, *, by: str = "") -> dict[int, int]:
    """Take back what an upload saved in all its reports; returns the new revision's number by report id.

    Raises `LookupError` when there is nothing of it left to undo.
    """
    return _undo(engine, select(revisions).where(revisions.c.upload_id == upload_id, _SAVED), by)


def remove_sample(engine: Engine, sample: str = "province") -> int:
    """Remove the sample data named ("province" or "reports") for good; returns how many reports went."""
    with writing(engine) as connection:
        take_turn(connection)
        sampled = select(uploads.c.id).where(uploads.c.sample == sample)
        going = connection.execute(
            select(revisions.c.id, revisions.c.report_id).where(revisions.c.upload_id.in_(sampled))
        ).all()
        if not going:
            return 0
        count_change(connection)
        _delete_revisions(connection, [row.id for row in going])
        connection.execute(delete(uploads).where(uploads.c.sample == sample))
        connection.execute(delete(files).where(files.c.sha256.not_in(select(uploads.c.sha256))))
        return _drop_empty(connection, {row.report_id for row in going})


def _undo(engine: Engine, asked: Select[Any], by: str) -> dict[int, int]:
    """Undo the revisions among `asked` that are not undone yet, one a report."""
    with writing(engine) as connection:
        take_turn(connection)
        undone = connection.execute(asked.where(revisions.c.undone.is_(False))).all()
        if not undone:
            raise LookupError("nothing to undo")
        version = count_change(connection)
        numbers = _next_numbers(connection, [row.report_id for row in undone])
        said = {"version": version, "at": datetime.now(UTC), "by": by[:100]}
        rows = [{**_undoing_row(row), **said, "number": numbers[row.report_id]} for row in undone]
        connection.execute(insert(revisions), rows)
        refresh(connection, numbers)
        return numbers


def _takes_a_save_back() -> ColumnElement[bool]:
    taken = revisions.alias("taken")
    same_report = and_(taken.c.report_id == revisions.c.report_id, taken.c.number == revisions.c.undoes)
    return exists().where(same_report, taken.c.action == "save")


def _undoing_row(undone: Row[Any]) -> dict[str, Any]:
    """The revision that says another is undone, as far as it follows from that one."""
    taken = {name: getattr(undone, name) for name in _TAKEN_OVER}
    return {**taken, "action": "undo", "undoes": undone.number, "undone": False, "head": {}}


def _next_numbers(connection: Connection, report_ids: Iterable[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for some in batches(report_ids):
        asked = (
            select(revisions.c.report_id, func.max(revisions.c.number))
            .where(revisions.c.report_id.in_(some))
            .group_by(revisions.c.report_id)
        )
        found |= {report_id: number + 1 for report_id, number in connection.execute(asked)}
    return found


def _delete_revisions(connection: Connection, ids: list[int]) -> None:
    for some in batches(ids):
        for table in (figures, problems, sections, report_tables):
            connection.execute(delete(table).where(table.c.revision_id.in_(some)))
        connection.execute(delete(revisions).where(revisions.c.id.in_(some)))


def _drop_empty(connection: Connection, report_ids: Iterable[int]) -> int:
    """Delete the reports that have no revision left, refresh the others; how many went."""
    touched = set(report_ids)
    left: set[int] = set()
    for some in batches(touched):
        asked = select(revisions.c.report_id).where(revisions.c.report_id.in_(some))
        left |= set(connection.scalars(asked))
    for some in batches(touched - left):
        connection.execute(delete(reports).where(reports.c.id.in_(some)))
    refresh(connection, left)
    return len(touched - left)
