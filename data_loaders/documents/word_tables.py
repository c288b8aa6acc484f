"""The grid of a Word table: merged cells' texts in their first cell, merged areas beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from data_loaders.documents.document_model import padded
from data_loaders.documents.word_numbering import whole
from data_loaders.documents.word_package import Element, attribute, child, local

_MOST_COLUMNS = 200
_WRAPPERS = {"sdt", "sdtContent", "customXml", "ins", "moveTo"}
Span = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class _Cell:
    row: int
    column: int
    width: int
    text: str
    goes_on: bool


def read_rows(
    table: Element, text_of: Callable[[Element], str]
) -> tuple[tuple[tuple[str, ...], ...], tuple[Span, ...]]:
    """Rows of cell texts and the merged areas of a table."""
    cells = [cell for number, row in enumerate(_below(table, "tr")) for cell in _row(number, row, text_of)]
    grid: list[list[str]] = [[] for _ in range(max((cell.row for cell in cells), default=-1) + 1)]
    for cell in cells:
        row = grid[cell.row]
        row += [""] * (cell.column - len(row))
        row += ["" if cell.goes_on else cell.text, *[""] * (cell.width - 1)]
    return padded(grid), tuple(_spans(cells))


def _row(number: int, row: Element, text_of: Callable[[Element], str]) -> Iterator[_Cell]:
    properties = child(row, "trPr")
    if child(properties, "del") is not None:
        return
    column = min(whole(attribute(child(properties, "gridBefore"), "val")), _MOST_COLUMNS)
    for cell in _below(row, "tc"):
        about = child(cell, "tcPr")
        width = min(max(1, whole(attribute(child(about, "gridSpan"), "val"))), _MOST_COLUMNS)
        merge = child(about, "vMerge")
        goes_on = merge is not None and attribute(merge, "val") in ("", "continue")
        if column >= _MOST_COLUMNS:
            return
        yield _Cell(number, column, width, "" if goes_on else text_of(cell), goes_on)
        column += width


def _below(parent: Element, name: str) -> Iterator[Element]:
    """The children of that name, wrappers looked through."""
    for element in parent:
        if local(element) == name:
            yield element
        elif local(element) in _WRAPPERS:
            yield from _below(element, name)


def _spans(cells: list[_Cell]) -> Iterator[Span]:
    going_on = {(cell.row, cell.column) for cell in cells if cell.goes_on}
    for cell in cells:
        if cell.goes_on:
            continue
        bottom = cell.row
        while (bottom + 1, cell.column) in going_on:
            bottom += 1
        if bottom > cell.row or cell.width > 1:
            yield (cell.row, cell.column, bottom, cell.column + cell.width - 1)
