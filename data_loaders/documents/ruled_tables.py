"""Tables on a page told from their ruling lines: cells, merged cells, and the words in each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from data_loaders.documents.broken_syllables import separator
from data_loaders.documents.document_model import DocumentTable
from data_loaders.documents.pdf_page import Stroke, Word

_SAME, _TOUCH = 2.5, 3.5
_NARROWEST, _PADDING = 4.0, 5.7
_MOST_STROKES, _MOST_CROSSINGS = 6000, 250_000


@dataclass(slots=True)
class Ruling:
    """A line of a table: where it runs, and from where to where."""

    at: float
    spans: list[list[float]]

    def covers(self, point: float) -> bool:
        """Whether the line is drawn at that point of its length."""
        return any(start - _TOUCH <= point <= end + _TOUCH for start, end in self.spans)


@dataclass(slots=True)
class RuledTable:
    """A table found on a page: its lines from left to right and from top to bottom, the words in it."""

    columns: list[Ruling]
    rows: list[Ruling]
    words: list[Word] = field(default_factory=list)

    @property
    def top(self) -> float:
        """Where the table begins."""
        return self.rows[0].at

    @property
    def bottom(self) -> float:
        """Where the table ends."""
        return self.rows[-1].at

    def holds(self, word: Word) -> bool:
        """Whether a word stands inside."""
        x, y = (word.x0 + word.x1) / 2, word.baseline - word.size / 3
        return self.columns[0].at < x < self.columns[-1].at and self.top < y < self.bottom


def find_tables(strokes: Sequence[Stroke]) -> list[RuledTable]:
    """The tables the lines of a page draw, from top to bottom; frames of one cell are none."""
    if not strokes or len(strokes) > _MOST_STROKES:
        return []
    level = _rulings((one.y0, one.x0, one.x1) for one in strokes if one.is_level)
    upright = _rulings((one.x0, one.y0, one.y1) for one in strokes if not one.is_level)
    tables = [RuledTable(columns, rows) for rows, columns in _groups(level, upright)]
    real = [one for one in tables if len(one.rows) > 1 and len(one.columns) > 1 and _cells(one) > 1]
    return sorted(real, key=lambda one: one.top)


def on_same_columns(tables: Sequence[RuledTable]) -> None:
    """Give the parts of one table the columns all of them have together (a header may lack some)."""
    every = sorted(line.at for table in tables for line in table.columns)
    places = [at for index, at in enumerate(every) if not index or at - every[index - 1] > _TOUCH]
    for table in tables:
        table.columns = [_nearest(table.columns, at) for at in places]


def is_continued(above: RuledTable, below: RuledTable) -> bool:
    """Whether two tables on following pages have the same edges and columns, so that they can be one."""
    many, few = sorted((above.columns, below.columns), key=len, reverse=True)
    edges = abs(many[0].at - few[0].at) <= _TOUCH and abs(many[-1].at - few[-1].at) <= _TOUCH
    return edges and all(any(abs(line.at - other.at) <= _TOUCH for other in many) for line in few)


def read_ruled(table: RuledTable, page: int) -> DocumentTable:
    """The rows of a table found: each cell's words, merged cells' in their first cell."""
    width, height = len(table.columns) - 1, len(table.rows) - 1
    owner = _owners(table, width, height)
    words: dict[tuple[int, int], list[Word]] = {}
    for word in table.words:
        words.setdefault(owner[_cell(table, word)], []).append(word)
    merged = _merged(owner)
    rights = {(top, left): right for top, left, _, right in merged}
    rows = tuple(
        tuple(
            cell_text(words.get((row, column), ()), _room(table, column, rights.get((row, column), column)))
            for column in range(width)
        )
        for row in range(height)
    )
    return DocumentTable(rows, page, tuple(merged))


def cell_text(words: Iterable[Word], room: float) -> str:
    """Words in reading order as one text, words broken for want of room (inner width) made whole."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda one: (one.baseline, one.x0)):
        if lines and word.baseline - lines[-1][0].baseline < 0.5 * word.size:
            lines[-1].append(word)
        else:
            lines.append([word])
    text = ""
    for index, line in enumerate(lines):
        line.sort(key=lambda one: one.x0)
        own = " ".join(one.text for one in line)
        text += (separator(text, own, tight=_is_tight(lines[index - 1], line, room)) if index else "") + own
    return text


def _is_tight(above: list[Word], line: list[Word], room: float) -> bool:
    last, first = above[-1], line[0]
    return len(above) == 1 and not last.spaced and (last.x1 - last.x0) + (first.x1 - first.x0) > room


def _room(table: RuledTable, left: int, right: int) -> float:
    return table.columns[right + 1].at - table.columns[left].at - 2 * _PADDING


def _nearest(columns: list[Ruling], at: float) -> Ruling:
    """The line of a table at a place, or one that is nowhere drawn."""
    return next((line for line in columns if abs(line.at - at) <= _TOUCH), Ruling(at, []))


def _rulings(pieces: Iterable[tuple[float, float, float]]) -> list[Ruling]:
    """Pieces of lines (at, start, end) put together: those side by side as one, those end to end as one."""
    found: list[Ruling] = []
    for at, start, end in sorted(pieces):
        if found and at - found[-1].at <= _SAME:
            found[-1].spans.append([start, end])
        else:
            found.append(Ruling(at, [[start, end]]))
    for one in found:
        one.spans = _together(one.spans)
    return found


def _together(spans: list[list[float]]) -> list[list[float]]:
    joined: list[list[float]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1] + _TOUCH:
            joined[-1][1] = max(joined[-1][1], end)
        else:
            joined.append([start, end])
    return joined


def _groups(level: list[Ruling], upright: list[Ruling]) -> list[tuple[list[Ruling], list[Ruling]]]:
    """Lines that cross one another, group by group: (level ones, upright ones), each cut to its group."""
    pieces = [
        (kind, one.at, span)
        for kind, lines in (("-", level), ("|", upright))
        for one in lines
        for span in one.spans
    ]
    group = list(range(len(pieces)))

    def root(index: int) -> int:
        while group[index] != index:
            group[index] = group[group[index]]
            index = group[index]
        return index

    flat = [index for index, one in enumerate(pieces) if one[0] == "-"]
    tall = [index for index, one in enumerate(pieces) if one[0] == "|"]
    for i in flat if len(flat) * len(tall) <= _MOST_CROSSINGS else ():
        for j in tall:
            if _cross(pieces[i], pieces[j]):
                group[root(i)] = root(j)
    members: dict[int, list[int]] = {}
    for index in range(len(pieces)):
        members.setdefault(root(index), []).append(index)
    return [
        (_rulings_of(pieces, found, "-"), _rulings_of(pieces, found, "|"))
        for found in members.values()
        if len(found) > 3
    ]


def _cross(flat: tuple[str, float, list[float]], tall: tuple[str, float, list[float]]) -> bool:
    _, y, (x0, x1) = flat
    _, x, (y0, y1) = tall
    return x0 - _TOUCH <= x <= x1 + _TOUCH and y0 - _TOUCH <= y <= y1 + _TOUCH


def _rulings_of(pieces: list[tuple[str, float, list[float]]], members: list[int], kind: str) -> list[Ruling]:
    """The lines of one kind in a group; lines too close to be the two sides of a cell count as one."""
    found: list[Ruling] = []
    for _, at, span in sorted(
        (pieces[index] for index in members if pieces[index][0] == kind), key=lambda one: one[1]
    ):
        if found and at - found[-1].at < _NARROWEST:
            found[-1].spans.append(span)
        else:
            found.append(Ruling(at, [span]))
    return found


def _cells(table: RuledTable) -> int:
    owner = _owners(table, len(table.columns) - 1, len(table.rows) - 1)
    return len(set(owner.values()))


def _owners(table: RuledTable, width: int, height: int) -> dict[tuple[int, int], tuple[int, int]]:
    """For each place of the grid the first place of the cell it belongs to: cells without a wall are one."""
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for row in range(height):
        middle = (table.rows[row].at + table.rows[row + 1].at) / 2
        for column in range(width):
            across = (table.columns[column].at + table.columns[column + 1].at) / 2
            here = (row, column)
            if column and not table.columns[column].covers(middle):
                here = owner[row, column - 1]
            elif row and not table.rows[row].covers(across):
                here = owner[row - 1, column]
            owner[row, column] = here
    return owner


def _cell(table: RuledTable, word: Word) -> tuple[int, int]:
    x, y = (word.x0 + word.x1) / 2, word.baseline - word.size / 3
    row = bisect_right([one.at for one in table.rows], y) - 1
    column = bisect_right([one.at for one in table.columns], x) - 1
    return row, column


def _merged(owner: dict[tuple[int, int], tuple[int, int]]) -> list[tuple[int, int, int, int]]:
    last: dict[tuple[int, int], tuple[int, int]] = {}
    for place, first in owner.items():
        bottom, right = last.get(first, first)
        last[first] = (max(bottom, place[0]), max(right, place[1]))
    return [(*first, *end) for first, end in last.items() if first != end]
