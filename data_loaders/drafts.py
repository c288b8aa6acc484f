"""What a reader hands over: plain data about one file, before anything is stored.

A file becomes one `Reading`; a reading holds one `ReportDraft` for each unit and period the file
speaks for, and the `Question`s a person has to answer before the rest can be stored.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

SOURCES = ("form", "table", "narrative")
"""Where a figure can stand, the most trusted first: the headline is taken in this order."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: sheet and cell (`D9`) of a workbook, or section of a narrative."""

    sheet: str = ""
    cell: str = ""
    section: str = ""


NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Figure:
    """One number as one report states it.

    `value` is in the indicator's stored unit (counts as they are, percent as 0 to 100, money in đồng).
    `quote` is the text as written: the cell's text, or the sentence. `slot` names the part of the
    report that speaks (`form:3`, `one_stop`, `table:<indicator>`, `narrative`): a later revision
    replaces what it has a slot for and leaves the other slots alone. `mark` is the code of the
    problem that makes the value doubtful, or "".
    """

    indicator: str
    value: float
    source: str
    slot: str
    breakdown: str = ""
    place: Place = NOWHERE
    quote: str = ""
    approximate: bool = False
    confirmed: bool = True
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to look at again: a stable code, where it stands, the value found.

    Severity and the sentence for a person come from `catalogue/problem_kinds.toml` by code;
    `details` fills that sentence.
    """

    code: str
    place: Place = NOWHERE
    indicator: str = ""
    value: str = ""
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Section:
    """One section of a narrative: number as printed ("II", "1", "a"), title, depth from 1, text.

    `future` marks sections on tasks ahead and proposals: no result is read from them.
    """

    number: str
    title: str
    depth: int
    text: str
    theme: str = ""
    future: bool = False


@dataclass(frozen=True, slots=True)
class TableCopy:
    """A table of the report as it stands: title, sheet or section, rows of cell texts."""

    title: str
    place: Place
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What a person has to say before a part of the file can be stored.

    `about` is "unit" or "period"; `asked` the text found ("" when the file says nothing);
    `candidates` are unit codes or periods, best first.
    """

    about: str
    asked: str
    candidates: tuple[str, ...] = ()
    place: Place = NOWHERE


@dataclass(slots=True)
class ReportDraft:
    """What one file states about one unit and one period."""

    unit_code: str
    period: str
    kind: str
    figures: list[Figure] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    tables: list[TableCopy] = field(default_factory=list)
    slots: set[str] = field(default_factory=set)
    head: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CellWindow:
    """Cells around one cell as the reader saw them: `rows` and `columns` count from 0, `texts` a row each."""

    rows: tuple[int, ...]
    columns: tuple[int, ...]
    texts: tuple[tuple[str, ...], ...]


@dataclass(slots=True)
class Reading:
    """What one file says: its kind (forms, one_stop, table, document or "" when not recognised).

    `surroundings` are the cells around those that problems and questions name, by sheet and cell.
    """

    file: str
    kind: str = ""
    drafts: list[ReportDraft] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    refused: bool = False
    surroundings: dict[tuple[str, str], CellWindow] = field(default_factory=dict)


__all__ = [
    "NOWHERE",
    "SOURCES",
    "CellWindow",
    "Figure",
    "Place",
    "Problem",
    "Question",
    "Reading",
    "ReportDraft",
    "Section",
    "TableCopy",
    "replace",
]
