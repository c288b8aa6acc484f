"""What holds of a report: slot by slot the newest revision that is not undone, and the headline figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Connection, Row, Select, bindparam, select, update

from data_loaders.drafts import SOURCES
from data_loaders.store.tables import figures, reports, revisions, uploads

DECISIONS = "decisions"
"""The kind of a revision that only decides about the figures of a file saved before."""

_AT_ONCE = 500
_RANK = {source: rank for rank, source in enumerate(SOURCES)}
_FLAGGED = ("id", "report_id", "revision_id", "slot", "indicator", "breakdown", "source", "confirmed")


class Ranked(Protocol):
    """What decides which figure is the headline: a stored row has it, and a drafted figure."""

    indicator: str
    breakdown: str
    source: str
    confirmed: bool


def headline_positions(stated: Sequence[Ranked]) -> set[int]:
    """Positions of the figures taken first: one an indicator and breakdown, of the most trusted source."""
    best: dict[tuple[str, str], int] = {}
    for position, one in enumerate(stated):
        first = best.get((one.indicator, one.breakdown))
        if one.confirmed and (first is None or _RANK[one.source] < _RANK[stated[first].source]):
            best[one.indicator, one.breakdown] = position
    return set(best.values())


def head_of(heads: Iterable[Mapping[str, str]], first_hand_in: datetime) -> dict[str, Any]:
    """`head` and `received_on` of a report from what its files say, oldest first."""
    said = list(heads)
    merged = {key: text for one in said for key, text in one.items() if key != "received_on"}
    stated = [one["received_on"] for one in said if one.get("received_on")]
    return {"head": merged, "received_on": min(stated, default=first_hand_in.date().isoformat())}


def revisions_of(connection: Connection, report_ids: Iterable[int]) -> dict[int, list[Row[Any]]]:
    """Every revision of the reports by report id, oldest first, each with the `sample` it came with."""
    asked = (
        select(revisions, uploads.c.sample)
        .join(uploads, uploads.c.id == revisions.c.upload_id)
        .order_by(revisions.c.report_id, revisions.c.number)
    )
    return _by_report(connection, asked, revisions.c.report_id, report_ids)


def holding(made: Sequence[Row[Any]]) -> dict[str, Row[Any]]:
    """The revision that holds each slot after those in `made`, a report's revisions, oldest first."""
    back = taken_back(made)
    saved = (row for row in made if row.action == "save" and row.number not in back)
    return {slot: row for row in saved for slot in row.slots}


def taken_back(made: Sequence[Row[Any]]) -> set[int]:
    """The numbers of the revisions that later ones take back.

    An undo that is itself taken back takes nothing back; decisions go with the file they are about.
    """
    back: set[int] = set()
    for row in reversed(made):
        if row.action == "undo" and row.number not in back:
            back.add(row.undoes)
    decided = [row for row in made if row.kind == DECISIONS and row.action == "save"]
    return back | {row.number for row in decided if _decided_file(row, made) in back}


def _decided_file(decisions: Row[Any], made: Iterable[Row[Any]]) -> int:
    """The number of the revision whose figures were decided about."""
    same = (row for row in made if row.sha256 == decisions.sha256 and row.kind != DECISIONS)
    return max(
        (row.number for row in same if row.action == "save" and row.number < decisions.number), default=0
    )


def holders(holding_now: Mapping[str, Row[Any]]) -> list[Row[Any]]:
    """The revisions that hold a slot, each once, oldest first."""
    return sorted({row.id: row for row in holding_now.values()}.values(), key=lambda row: row.number)


def current_rows(connection: Connection, report_ids: Iterable[int]) -> dict[int, list[Row[Any]]]:
    """The figures marked current by report id, in the order they were stored."""
    asked = _flagged().where(figures.c.current)
    return _by_report(connection, asked, figures.c.report_id, report_ids)


def refresh(connection: Connection, report_ids: Iterable[int]) -> None:
    """Bring the flags of the reports' revisions and figures, heads and days of receipt to what holds now."""
    made = revisions_of(connection, report_ids)
    _mark_undone(connection, made)
    stored = _by_report(connection, _flagged(), figures.c.report_id, made)
    changes, heads = FlagChanges(), []
    for report_id, rows in made.items():
        slots = holding(rows)
        held = {(slot, row.id) for slot, row in slots.items()}
        standing = [row for row in stored[report_id] if (row.slot, row.revision_id) in held]
        changes.note(standing, headline_positions(standing))
        changes.drop(row for row in stored[report_id] if (row.slot, row.revision_id) not in held)
        heads.append({"id": report_id, **head_of((row.head for row in holders(slots)), rows[0].at)})
    changes.apply(connection)
    update_heads(connection, heads)


def _mark_undone(connection: Connection, made: Mapping[int, Sequence[Row[Any]]]) -> None:
    """Write `undone` where it changes."""
    changed: dict[bool, list[int]] = {True: [], False: []}
    for rows in made.values():
        back = taken_back(rows)
        for row in rows:
            if row.undone != (row.number in back):
                changed[not row.undone].append(row.id)
    for undone, ids in changed.items():
        for some in batches(ids):
            connection.execute(update(revisions).where(revisions.c.id.in_(some)).values(undone=undone))


def update_heads(connection: Connection, heads: Iterable[Mapping[str, Any]]) -> None:
    """Write `head` and `received_on` of the reports named by `id`."""
    rows = [{"report": one["id"], "head": one["head"], "received_on": one["received_on"]} for one in heads]
    if rows:
        connection.execute(update(reports).where(reports.c.id == bindparam("report")), rows)


class FlagChanges:
    """Which stored figures change their flags, gathered over many reports and written together."""

    def __init__(self) -> None:
        self._ids: dict[tuple[bool, bool], list[int]] = defaultdict(list)

    def note(self, standing: Sequence[Row[Any]], headlines: set[int]) -> None:
        """The rows stand; those at the positions `headlines` are headlines."""
        for position, row in enumerate(standing):
            self._add(row, current=True, headline=position in headlines)

    def drop(self, rows: Iterable[Row[Any]]) -> None:
        """The rows no longer hold."""
        for row in rows:
            self._add(row, current=False, headline=False)

    def apply(self, connection: Connection) -> None:
        """Write what changes, a few statements in all."""
        for (current, headline), ids in self._ids.items():
            for some in batches(ids):
                flags = {"current": current, "headline": headline}
                connection.execute(update(figures).where(figures.c.id.in_(some)).values(flags))

    def _add(self, row: Row[Any], *, current: bool, headline: bool) -> None:
        if (row.current, row.headline) != (current, headline):
            self._ids[current, headline].append(row.id)


def batches(ids: Iterable[int]) -> Iterator[Sequence[int]]:
    """The ids in portions that every database takes in one statement."""
    listed = list(ids)
    return (listed[start : start + _AT_ONCE] for start in range(0, len(listed), _AT_ONCE))


def _flagged() -> Select[Any]:
    names = (*_FLAGGED, "current", "headline")
    return select(*(figures.c[name] for name in names)).order_by(figures.c.id)


def _by_report(
    connection: Connection, asked: Select[Any], column: ColumnElement[int], ids: Iterable[int]
) -> dict[int, list[Row[Any]]]:
    """The rows of `asked` with `column` among `ids`, by their report."""
    found: dict[int, list[Row[Any]]] = defaultdict(list)
    for some in batches(ids):
        for row in connection.execute(asked.where(column.in_(some))):
            found[row.report_id].append(row)
    return found
