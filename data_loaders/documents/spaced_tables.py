"""Tables without ruling lines, told from columns of numbers with clear space between them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from data_loaders.documents.outline_marks import mark_of
from data_loaders.documents.pdf_lines import Line
from data_loaders.documents.pdf_page import Word
from data_loaders.documents.ruled_tables import RuledTable, Ruling

_NUMBER = re.compile(r"^(?:\d[\d.,]*\s?%?|[-–x/]|\d+/\d+)$")
_GUTTER, _FEWEST_GUTTERS, _FEWEST_ROWS = 0.6, 2, 3
_FARTHEST, _NEAR, _KEPT = 4.0, 1.9, 0.7
_EDGE = 3.0
Span = tuple[float, float]


def find_spaced(lines: Sequence[Line]) -> tuple[list[RuledTable], list[Line]]:
    """The tables that the lines of a page make by their columns alone, and the lines outside them."""
    tables: list[RuledTable] = []
    outside: list[Line] = []
    place = 0
    for first, last in _stretches(lines):
        outside += lines[place:first]
        tables.append(_ruled(lines[first:last]))
        place = last
    return tables, [*outside, *lines[place:]]


def _stretches(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """From where to where lines stand in common columns, around each row of numbers that begins one."""
    end = 0
    for seed, line in enumerate(lines):
        if seed < end or not _is_row(line):
            continue
        last = _down(lines, seed)
        first = _up(lines, seed, last, end)
        if sum(map(_is_row, lines[first:last])) >= _FEWEST_ROWS - 1 and _has_header(lines[first:last]):
            yield first, last
            end = last


def _is_row(line: Line) -> bool:
    """Whether a line has clear columns, and numbers in two of them or more, the last one among them."""
    cells = _cells([line])
    numbers = [bool(_NUMBER.match(_text(cell))) for cell in cells]
    return len(cells) > _FEWEST_GUTTERS and sum(numbers) >= _FEWEST_GUTTERS and numbers[-1]


def _has_header(lines: Sequence[Line]) -> bool:
    """Whether words stand above the numbers, over more than one column."""
    above = next((index for index, line in enumerate(lines) if _is_row(line)), 0)
    return above > 0 and any(len(_cells([line])) > 1 for line in lines[:above])


def _down(lines: Sequence[Line], seed: int) -> int:
    last = seed + 1
    while last < len(lines) and _goes_on(lines[seed:last], lines[last]):
        last += 1
    return last


def _up(lines: Sequence[Line], seed: int, last: int, least: int) -> int:
    """Where the header begins: lines above that keep the columns, the first of them over several."""
    first = place = seed
    while place > least and _keeps(lines[place:last], lines[place - 1], lines[place]):
        place -= 1
        if len(_cells([lines[place]])) > 1:
            first = place
    return first


def _goes_on(table: Sequence[Line], line: Line) -> bool:
    """Whether a line under a table belongs to it: a row, or more words of the cells above."""
    alone = len(_cells([line])) == 1
    far = line.baseline - table[-1].baseline > _NEAR * line.size
    if alone and (far or mark_of(line.text) or line.text.endswith(":")):
        return False
    return _keeps(table, line, table[-1])


def _keeps(table: Sequence[Line], line: Line, beside: Line) -> bool:
    """Whether a line beside a table leaves most of the spaces between its columns free."""
    near = abs(line.baseline - beside.baseline) <= _FARTHEST * line.size and line.page == beside.page
    before, after = len(_gutters(table)), len(_gutters([*table, line]))
    return near and after >= max(_FEWEST_GUTTERS, _KEPT * before)


def _cells(lines: Sequence[Line]) -> list[list[Word]]:
    """The words of lines by the columns the lines have together."""
    gutters = _gutters(lines)
    words = [word for line in lines for word in line.words]
    edges = [(float("-inf"), words[0].x0), *gutters, (float("inf"), float("inf"))]
    columns = [
        [one for one in words if left[1] - 1 <= one.x0 < right[0] + 1] for left, right in pairwise(edges)
    ]
    return [sorted(one, key=lambda word: (word.baseline, word.x0)) for one in columns if one]


def _gutters(lines: Sequence[Line]) -> list[Span]:
    """The spaces that run down between the words of all lines."""
    least = _GUTTER * max(line.size for line in lines)
    spans = sorted((word.x0, word.x1) for line in lines for word in line.words)
    found, reach = [], spans[0][1]
    for x0, x1 in spans:
        if x0 - reach >= least:
            found.append((reach, x0))
        reach = max(reach, x1)
    return found


def _text(words: Iterable[Word]) -> str:
    return " ".join(word.text for word in words)


def _ruled(lines: Sequence[Line]) -> RuledTable:
    """The lines as a table whose walls stand in the middle of the spaces."""
    words = [word for line in lines for word in line.words]
    rows = list(_rows(lines))
    top, bottom = words[0].baseline - words[0].size, rows[-1][-1].baseline + _EDGE
    left, right = min(one.x0 for one in words) - _EDGE, max(one.x1 for one in words) + _EDGE
    across = [left, *((start + end) / 2 for start, end in _gutters(lines)), right]
    down = [top, *((_foot(above) + _head(below)) / 2 for above, below in pairwise(rows)), bottom]
    return RuledTable(
        [Ruling(at, [[top, bottom]]) for at in across], [Ruling(at, [[left, right]]) for at in down], words
    )


def _foot(row: Sequence[Line]) -> float:
    return row[-1].baseline - row[-1].size / 3


def _head(row: Sequence[Line]) -> float:
    return row[0].baseline - row[0].size / 3


def _rows(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines row by row: the header, then a row for each line of numbers with the words around it."""
    starts = [index for index, line in enumerate(lines) if _is_row(line)]
    header = max(index for index in range(starts[0]) if len(_cells([lines[index]])) > 1)
    cuts = [_cut(lines, above, below) for above, below in pairwise([header, *starts])]
    for first, last in pairwise([0, *cuts, len(lines)]):
        yield list(lines[first:last])


def _cut(lines: Sequence[Line], above: int, below: int) -> int:
    """Where the row of the line `below` begins: at it, or at words above that belong to it."""
    between = lines[above + 1 : below]
    if any(_stands_over(line, lines[below]) for line in between):
        return below
    nearer = (
        place
        for place in range(above + 1, below)
        if lines[below].baseline - lines[place].baseline <= lines[place].baseline - lines[above].baseline
    )
    return next(nearer, below)


def _stands_over(line: Line, other: Line) -> bool:
    """Whether some words of a line stand over words of the other."""
    return any(one.x0 < word.x1 and word.x0 < one.x1 for one in line.words for word in other.words)
