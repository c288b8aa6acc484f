"""The revisions of one report: who handed in what, and what differs between any two. Plain queries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Row, func, select

from dashboard.reports.figure_changes import STATED_COLUMNS, figure_changes
from data_loaders.store.standing import holding, revisions_of
from data_loaders.store.tables import figures, files, revisions


@dataclass(frozen=True, slots=True)
class RevisionLine:
    """One entry of a report's history; `undoes` is the number taken back (0 for a save).

    `restores` is the number that the undo of an undo brought back (0 else), `others` how many other reports
    the same file still states.
    """

    number: int
    action: str
    undoes: int
    restores: int
    undone: bool
    at: str
    by: str
    file: str
    kind: str
    sha256: str
    upload_id: int
    slots: tuple[str, ...]
    figures: int
    others: int

    @property
    def can_be_undone(self) -> bool:
        """Whether a person may take it back: a save, or the undo of a save."""
        return not self.undone and not self.restores


def history(connection: Connection, *, report_id: int) -> tuple[RevisionLine, ...]:
    """Every revision, newest first."""
    made = _made(connection, report_id)
    stated = Counter(
        connection.scalars(select(figures.c.revision_id).where(figures.c.report_id == report_id))
    )
    reports = _reports_stated(connection, {row.upload_id for row in made})
    undone = {row.number: row.undoes or 0 for row in made}
    return tuple(_line(row, stated[row.id], undone, reports) for row in reversed(made))


def changes_between(connection: Connection, *, report_id: int, older: int, newer: int) -> pd.DataFrame:
    """What the state after revision `newer` says otherwise than that after `older` (see `figure_changes`).

    0 stands for the time before the first revision.
    """
    made = _made(connection, report_id)
    stated = _every_figure(connection, report_id)
    before, after = (_state_after(made, stated, number) for number in (older, newer))
    return figure_changes(before, after)


def changes_by_revision(connection: Connection, *, report_id: int) -> dict[int, pd.DataFrame]:
    """What each revision changed, by its number (see `figure_changes`)."""
    made = _made(connection, report_id)
    stated = _every_figure(connection, report_id)
    states = [_state_after(made, stated, number) for number in (0, *(row.number for row in made))]
    pairs = zip(made, pairwise(states), strict=True)
    return {row.number: figure_changes(before, after) for row, (before, after) in pairs}


def original_file(connection: Connection, *, sha256: str) -> bytes:
    """The bytes of an original file."""
    return connection.scalars(select(files.c.content).where(files.c.sha256 == sha256)).one()


def _made(connection: Connection, report_id: int) -> list[Row[Any]]:
    return revisions_of(connection, [report_id]).get(report_id, [])


def _reports_stated(connection: Connection, uploads: set[int]) -> dict[int, int]:
    """Upload id -> how many reports it still states."""
    saved = (revisions.c.action == "save", revisions.c.undone.is_(False))
    asked = (
        select(revisions.c.upload_id, func.count())
        .where(revisions.c.upload_id.in_(uploads), *saved)
        .group_by(revisions.c.upload_id)
    )
    return dict(connection.execute(asked).all())


def _every_figure(connection: Connection, report_id: int) -> pd.DataFrame:
    names = ["revision_id", *STATED_COLUMNS]
    asked = select(*(figures.c[name] for name in names)).where(figures.c.report_id == report_id)
    return pd.DataFrame(connection.execute(asked.order_by(figures.c.id)).all(), columns=names)


def _state_after(made: Sequence[Row[Any]], stated: pd.DataFrame, number: int) -> pd.DataFrame:
    slots = holding([row for row in made if row.number <= number])
    held = {(row.id, slot) for slot, row in slots.items()}
    stands = zip(stated["revision_id"], stated["slot"], strict=True)
    return stated.loc[[one in held for one in stands]]


def _line(row: Row[Any], count: int, undone: Mapping[int, int], reports: Mapping[int, int]) -> RevisionLine:
    return RevisionLine(
        number=row.number,
        action=row.action,
        undoes=row.undoes or 0,
        restores=undone.get(row.undoes, 0),
        undone=row.undone,
        at=row.at.isoformat(),
        by=row.by,
        file=row.file,
        kind=row.kind,
        sha256=row.sha256,
        upload_id=row.upload_id,
        slots=tuple(row.slots),
        figures=count,
        others=max(reports.get(row.upload_id, 0) - 1, 0),
    )
