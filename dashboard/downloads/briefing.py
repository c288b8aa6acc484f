"""A page as a briefing: its sentence, key figures, who needs attention, findings with chart and table.

Plain data, the same for slides and for a Word file. Everything is said already; nothing is computed later.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Values = tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One figure with what a reader needs to judge it; `lines` are change, target, counts and coverage."""

    label: str
    value: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """One row of marks: its name, a value for each category, its colour ("" for the next of the palette)."""

    name: str
    values: Values
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Plot:
    """What a chart draws: `kind` is dots, line, stacked or pairs; `target` is drawn as a line of its own.

    `numbers` is the number format of the values, in the notation of Office.
    """

    kind: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    target: float | None = None
    target_name: str = ""
    numbers: str = "#,##0"


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table as it is read: headings, rows of texts, which columns hold numbers."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Finding:
    """A chart under its finding; `caption` says measure, denominator, period, coverage and source."""

    title: str
    caption: str
    plot: Plot | None = None
    table: TextTable | None = None


@dataclass(frozen=True, slots=True)
class Briefing:
    """One page of one selection: `title` names it, `scope` period, parent and level, `sentence` answers.

    `attention` holds units with their reasons, `others` how many more there are; `label` says "số liệu minh
    họa" where the data are made up, else "".
    """

    title: str
    scope: str
    sentence: str
    figures: tuple[KeyFigure, ...]
    attention: tuple[tuple[str, str], ...]
    others: int
    findings: tuple[Finding, ...]
    source: str
    label: str = ""

    @property
    def tables(self) -> Sequence[tuple[str, TextTable]]:
        """The tables behind the findings, each with its finding."""
        return [(one.title, one.table) for one in self.findings if one.table and one.table.rows]
