"""Finding the forms on a sheet: where each begins and ends, which row is which, the lines above it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from data_loaders.files.spreadsheets import Sheet
from data_loaders.sheets.form_alignment import Match, align
from data_loaders.sheets.form_columns import Header, header_above, header_at
from data_loaders.sheets.form_matching import (
    CLOSE,
    PrintedRow,
    best_likeness,
    form_of_title,
    is_whole_label,
    knows_label,
    printed_row,
    titled_form,
)
from data_loaders.sheets.headings import heading_lines, is_heading
from data_loaders.sheets.table_headers import is_column_numbers

_FEWEST_WITHOUT_HEADER = 3
_LONGEST_TITLE = 16


@dataclass(slots=True)
class BlockRow:
    """A printed row of a form: the sheet rows it stands on, what is printed, the form row it is."""

    at: list[int]
    printed: PrintedRow
    match: Match = field(default_factory=Match)


@dataclass(slots=True)
class Block:
    """Form rows under one heading: their header, rows, heading lines, the form the title names (or 0)."""

    header: Header
    rows: list[BlockRow]
    heading: tuple[str, ...] = ()
    titled: int = 0

    @property
    def first(self) -> int:
        """The first row of the sheet that belongs to it."""
        return self.rows[0].at[0]

    @property
    def last(self) -> int:
        """The last row of the sheet that is one of a form."""
        return [row for row in self.rows if row.match.is_known][-1].at[-1]

    @property
    def forms(self) -> tuple[int, ...]:
        """The forms its rows belong to, the one with most rows first."""
        found = [row.match.row.form for row in self.rows if row.match.row]
        return tuple(sorted(set(found), key=lambda form: (-found.count(form), form)))


def form_blocks(sheet: Sheet) -> list[Block]:
    """The forms on `sheet`, from top to bottom; empty when it holds none."""
    headers = _headers(sheet)
    blocks: list[Block] = []
    above = 0
    for index, header in enumerate(headers):
        end = headers[index + 1].top if index + 1 < len(headers) else sheet.height
        found = list(_blocks(sheet, header, end, above))
        blocks += found
        above = found[-1].last + 1 if found else header.first
    return blocks


def _headers(sheet: Sheet) -> list[Header]:
    found: list[Header] = []
    row = 0
    while row < sheet.height:
        header = header_at(sheet, row)
        if header and not (header.is_plain and not _labels_below(sheet, header)):
            found.append(header)
            row = header.first
        else:
            row += 1
    return found or list(_without_words(sheet))


def _labels_below(sheet: Sheet, header: Header) -> bool:
    below = range(header.first, min(header.first + 12, sheet.height))
    return any(knows_label(sheet.text(row, header.labels[0])) for row in below)


def _without_words(sheet: Sheet) -> Iterator[Header]:
    """A table whose header says nothing known: the column in which several labels of the forms stand."""
    for column in range(min(sheet.width, 12)):
        rows = [row for row in range(sheet.height) if knows_label(sheet.text(row, column))]
        if len(rows) >= _FEWEST_WITHOUT_HEADER:
            yield header_above(sheet, rows[0], column)
            return


def _blocks(sheet: Sheet, header: Header, end: int, above: int) -> Iterator[Block]:
    """The blocks under one header: cut where a heading stands between rows of forms."""
    rows = _printed_rows(sheet, header, end)
    heading = heading_lines(sheet, above, header.top)
    titles = _titles(sheet, rows, heading)
    for row, match in zip(rows, align([row.printed for row in rows], titles), strict=True):
        row.match = match
    for number, piece in enumerate(_pieces(sheet, rows)):
        lines = heading if not number else ()
        own = heading_lines(sheet, *_gap(rows, piece))
        yield Block(header, piece, (*lines, *own), titles[rows.index(piece[0])])


def _gap(rows: Sequence[BlockRow], piece: Sequence[BlockRow]) -> tuple[int, int]:
    """The sheet rows between a piece and the last matched row before it."""
    before = [row for row in rows if row.at[0] < piece[0].at[0] and row.match.is_known]
    start = before[-1].at[-1] + 1 if before else rows[0].at[0]
    return start, piece[0].at[0]


def _pieces(sheet: Sheet, rows: Sequence[BlockRow]) -> Iterator[list[BlockRow]]:
    """Runs of rows from the first matched one on, cut at headings; without rows of a form there are none."""
    piece: list[BlockRow] = []
    waiting: list[BlockRow] = []
    for row in rows:
        if not row.match.is_known:
            waiting.append(row)
            continue
        if piece and any(is_heading(text) for one in waiting for text in sheet.texts(one.at[0])):
            yield piece
            piece, waiting = [], []
        piece += [*(waiting if piece else filter(_is_row, waiting)), row]
        waiting = []
    if piece:
        yield [*piece, *waiting]


def _is_row(row: BlockRow) -> bool:
    """Whether a row that is none of a form still looks like one: numbered, with a label."""
    return row.printed.is_coded and bool(row.printed.label)


def _titles(sheet: Sheet, rows: Sequence[BlockRow], heading: Sequence[str]) -> list[int]:
    """For each row the form that the nearest title above it names, or 0."""
    current = next((form for line in reversed(heading) if (form := _form_of(line))), 0)
    current = current or _form_of(sheet.name)
    titles: list[int] = []
    for row in rows:
        texts = [text for text in dict.fromkeys(sheet.texts(row.at[0])) if text]
        if len(texts) <= 2 and not knows_label(row.printed.label):
            current = next((form for text in texts if (form := _form_of(text))), current)
        titles.append(current)
    return titles


def _form_of(text: str) -> int:
    return (
        (titled_form(text) or form_of_title(text))
        if len(text.split()) < _LONGEST_TITLE
        else titled_form(text)
    )


def _printed_rows(sheet: Sheet, header: Header, end: int) -> list[BlockRow]:
    """The rows that hold anything, those that continue the label above them joined to it."""
    rows: list[BlockRow] = []
    for at in range(header.first, end):
        printed = _printed(sheet, header, at)
        if not any(sheet.texts(at)) or is_column_numbers(sheet, at):
            continue
        if rows and _continues(rows[-1].printed, printed):
            rows[-1].printed = _joined(rows[-1].printed, printed)
            rows[-1].at.append(at)
        else:
            rows.append(BlockRow([at], printed))
    return rows


def _printed(sheet: Sheet, header: Header, at: int) -> PrintedRow:
    label = " ".join(dict.fromkeys(text for column in header.labels if (text := sheet.text(at, column))))
    return printed_row(sheet.value(at, header.number) if header.number is not None else None, label)


def _continues(above: PrintedRow, row: PrintedRow) -> bool:
    """Whether `row` is the rest of the label above it: both together are a label, or more like one."""
    if row.number or not row.label or not above.label or knows_label(row.label):
        return False
    joined = _joined(above, row).label
    if is_whole_label(joined):
        return True
    return best_likeness(joined) >= max(CLOSE, best_likeness(above.label) + 1)


def _joined(above: PrintedRow, row: PrintedRow) -> PrintedRow:
    return PrintedRow(above.number, f"{above.label} {row.label}", above.readings)
