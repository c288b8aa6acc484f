"""Tables that go on over a page's end, joined into one; rows cut in two made whole."""

from __future__ import annotations

import re
from collections.abc import Sequence

from data_loaders.documents.broken_syllables import separator
from data_loaders.documents.document_model import Block, DocumentTable
from data_loaders.numbers import is_blank, read_number

_ROW_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?")
_DEEPEST_HEADER = 4


def with_whole_tables(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with neighbouring parts of one table joined and cut rows made whole."""
    found: list[Block] = []
    for block in blocks:
        above = found[-1] if found else None
        if isinstance(block, DocumentTable) and isinstance(above, DocumentTable) and _is_rest(above, block):
            found[-1] = _joined(above, block)
        else:
            found.append(block)
    return [
        _filled(_with_whole_rows(block)) if isinstance(block, DocumentTable) else block for block in found
    ]


def header_depth(rows: Sequence[Sequence[str]]) -> int:
    """How many rows a table's header has: those above the first row that holds a number, at most four."""
    for depth, row in enumerate(rows[: _DEEPEST_HEADER + 1]):
        if depth and (any(is_number(cell) for cell in row) or _ROW_NUMBER.fullmatch(row[0])):
            return depth
    return 1


def is_number(text: str) -> bool:
    """Whether a cell holds a number as offices write them."""
    return not is_blank(text) and not read_number(text).error


def _is_rest(above: DocumentTable, table: DocumentTable) -> bool:
    """Whether `table` has no header of its own, or the very header of `above`."""
    if len(above.rows[0]) != len(table.rows[0]):
        return False
    return _repeated(above, table) > 0 or not _begins_anew(above, table)


def _begins_anew(above: DocumentTable, table: DocumentTable) -> bool:
    """Whether the first row is a header of its own: words in its first cell, a number in none."""
    first = table.rows[0]
    if not first[0] or _ROW_NUMBER.fullmatch(first[0]) or any(is_number(cell) for cell in first):
        return False
    return above.page == table.page or not _is_cut(above.rows, first)


def _repeated(above: DocumentTable, table: DocumentTable) -> int:
    """How many of `table`'s first rows repeat the header of `above`."""
    depth = min(header_depth(above.rows), len(table.rows))
    same = all(_same_header(own, first) for own, first in zip(table.rows[:depth], above.rows, strict=False))
    return depth if same and any(table.rows[0]) else 0


def _same_header(own: Sequence[str], first: Sequence[str]) -> bool:
    """Whether a header row says the same as that of the part before, as far as it is shown."""
    return all(a == b or (bool(a) and b.startswith(a)) for a, b in zip(own, first, strict=True))


def _joined(above: DocumentTable, table: DocumentTable) -> DocumentTable:
    skipped = _repeated(above, table)
    rows, rest = list(above.rows), list(table.rows[skipped:])
    if rest and above.page != table.page and _is_cut(rows, rest[0]):
        rows[-1] = _whole(rows[-1], rest.pop(0))
        skipped += 1
    shift = len(rows) - skipped
    moved = tuple(
        (top + shift, left, bottom + shift, right)
        for top, left, bottom, right in table.merged
        if top >= skipped
    )
    return DocumentTable((*rows, *rest), table.page, above.merged + moved)


def _is_cut(rows: Sequence[Sequence[str]], row: Sequence[str]) -> bool:
    """Whether `row`, the first on a page, is the rest of the last row: it goes on with filled cells only."""
    last = rows[-1]
    filled = [column for column, text in enumerate(row) if text]
    if not all(last[column] for column in filled):
        return False
    if row[0]:
        return all(separator(last[column], row[column], tight=False) == "" for column in filled)
    return not any(is_number(row[column]) and is_number(last[column]) for column in filled)


def _whole(above: Sequence[str], row: Sequence[str]) -> tuple[str, ...]:
    """Two parts of a row put together, cell by cell."""
    return tuple(
        f"{a}{separator(a, b, tight=False)}{b}" if a and b else a or b
        for a, b in zip(above, row, strict=True)
    )


def _with_whole_rows(table: DocumentTable) -> DocumentTable:
    """Append a row that only goes on with the row above: no number, one filled cell in small letters."""
    rows: list[tuple[str, ...]] = []
    for index, row in enumerate(table.rows):
        if index >= header_depth(table.rows) and rows and _goes_on(rows[-1], row):
            rows[-1] = _whole(rows[-1], row)
        else:
            rows.append(row)
    if len(rows) == len(table.rows):
        return table
    return DocumentTable(
        tuple(rows), table.page, tuple(one for one in table.merged if one[2] < header_depth(rows))
    )


def _goes_on(above: Sequence[str], row: Sequence[str]) -> bool:
    filled = [column for column, text in enumerate(row) if text]
    return len(filled) == 1 and filled[0] > 0 and row[filled[0]][0].islower() and bool(above[filled[0]])


def _filled(table: DocumentTable) -> DocumentTable:
    """The text of a cell merged over several rows below the header stands in each of them."""
    rows = [list(row) for row in table.rows]
    depth = header_depth(table.rows)
    for top, left, bottom, _ in table.merged:
        for row in range(top + 1, min(bottom + 1, len(rows))):
            if top >= depth:
                rows[row][left] = rows[top][left]
    return DocumentTable(tuple(tuple(row) for row in rows), table.page, table.merged)
