"""What people corrected or dropped of the figures read from a report's sentences, over all its revisions."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, Row, select

from data_loaders.catalogue.indicators import indicators
from data_loaders.catalogue.problem_kinds import sentence
from data_loaders.store.decisions import CORRECTED, DROPPED
from data_loaders.store.tables import problems, revisions


@dataclass(frozen=True, slots=True)
class MadeDecision:
    """One correction or drop: in which revision, when and by whom, what was read and what became of it."""

    revision: int
    at: str
    by: str
    undone: bool
    section: str
    sentence: str


def made_decisions(connection: Connection, *, report_id: int, language: str) -> tuple[MadeDecision, ...]:
    """The decisions, newest first; one that later revisions carry on stands where it was made."""
    names = ("number", "at", "by", "undone")
    asked = (
        select(problems, *(revisions.c[name] for name in names))
        .join(revisions, revisions.c.id == problems.c.revision_id)
        .where(revisions.c.report_id == report_id, problems.c.code.in_((CORRECTED, DROPPED)))
        .order_by(revisions.c.number, problems.c.id)
    )
    first: dict[tuple[str, ...], MadeDecision] = {}
    for row in connection.execute(asked):
        said = sentence(row.code, {**row.details, "name": _name(row, language)}, language)
        made = MadeDecision(row.number, row.at.isoformat(), row.by, row.undone, row.section, said)
        first.setdefault((row.code, row.indicator, row.section, said), made)
    return tuple(sorted(first.values(), key=lambda one: -one.revision))


def _name(row: Row, language: str) -> str:
    known = indicators().get(row.indicator)
    return known.name_en if known and language == "en" else row.details["name"]
