"""What a reader of one kind of table hands to `recognition`: figures still without unit and period."""

from __future__ import annotations

from dataclasses import dataclass, field

from data_loaders.drafts import Figure, Place, Problem, Section, TableCopy


@dataclass(frozen=True, slots=True)
class Evidence:
    """Texts that may say which unit and period a table is of: its heading, top down, and its sheet's name.

    `header` is the title of the column its values stand in; `unit` and `period` are the cells that name them.
    """

    lines: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    sheet: str = ""
    unit: str = ""
    parents: tuple[str, ...] = ()
    period: str = ""
    place: Place = field(default_factory=Place)
    period_place: Place = field(default_factory=Place)

    @property
    def column(self) -> str:
        """The title of the column of values as one text."""
        return " ".join(self.header)


@dataclass(slots=True)
class TableReading:
    """One table, or one row of a table of many units; `of_table` are problems of the table, not of a unit.

    `rows` are those of its sheet that it takes, where that is known.
    """

    kind: str
    evidence: Evidence
    figures: list[Figure] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    tables: list[TableCopy] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    slots: set[str] = field(default_factory=set)
    head: dict[str, str] = field(default_factory=dict)
    rows: range = range(0)
    of_table: list[Problem] = field(default_factory=list)
