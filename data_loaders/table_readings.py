"""What a reader of one kind of table hands to `recognition`: figures still without unit and period."""

from __future__ import annotations

from dataclasses import dataclass, field

from data_loaders.drafts import Figure, Place, Problem, Section, TableCopy


@dataclass(frozen=True, slots=True)
class Evidence:
    """Texts that may say which unit and period a table is of, the nearest to it first."""

    lines: tuple[str, ...] = ()
    sheet: str = ""
    unit: str = ""
    parents: tuple[str, ...] = ()
    period: str = ""
    place: Place = field(default_factory=Place)
    period_place: Place = field(default_factory=Place)


@dataclass(slots=True)
class TableReading:
    """One table, or one row of a table of many units."""

    kind: str
    evidence: Evidence
    figures: list[Figure] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    tables: list[TableCopy] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    slots: set[str] = field(default_factory=set)
    head: dict[str, str] = field(default_factory=dict)
