"""A report document as blocks in reading order, the same whatever file it was read from."""

from __future__ import annotations

from dataclasses import dataclass, field

SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: its text with the list mark in front, NFC; marks of footnotes as superscript digits.

    `bold` when all of it is; `heading` is the level of a heading style (0: none); `page` counts from 1
    (0: unknown). Until `tidied`, the text may hold tabs between columns and line breaks.
    """

    text: str
    bold: bool = False
    heading: int = 0
    page: int = 0


@dataclass(frozen=True, slots=True)
class DocumentTable:
    """A table: rows of cell texts, all of one length; a merged cell's text stands in its first cell.

    `merged` holds the merged areas (top, left, bottom, right) the file states.
    """

    rows: tuple[tuple[str, ...], ...]
    page: int = 0
    merged: tuple[tuple[int, int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote where it stands: its mark (superscript digits) and text."""

    mark: str
    text: str


Block = Paragraph | DocumentTable | Footnote


@dataclass(slots=True)
class Document:
    """A document read: its blocks, and the pages that hold pictures but no text."""

    blocks: list[Block] = field(default_factory=list)
    pages_without_text: tuple[int, ...] = ()


def footnote_mark(number: str) -> str:
    """A footnote's number as it stands in a text: "12" -> "¹²"."""
    return number.translate(SUPERSCRIPTS)


def padded(rows: list[list[str]]) -> tuple[tuple[str, ...], ...]:
    """Rows brought to one length with blank cells."""
    width = max((len(row) for row in rows), default=0)
    return tuple((*row, *[""] * (width - len(row))) for row in rows)
