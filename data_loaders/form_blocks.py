"""Finding the forms on a sheet: where each begins and ends, which column is which."""

from __future__ import annotations

from dataclasses import dataclass, field

from data_loaders.catalogue.folding import fold_words
from data_loaders.catalogue.headers import words
from data_loaders.catalogue.periods import periods_in
from data_loaders.form_matching import (
    bare_label,
    form_of_title,
    is_row_number,
    printed_row,
    titled_form,
    voted_form,
)
from data_loaders.spreadsheets import Sheet

_HEADER_DEPTH = 4
_FEWEST_ROWS = 1


@dataclass(slots=True)
class Header:
    """A table's header: first data row, and columns by role (values with their header text)."""

    top: int
    first: int
    label: int
    number: int | None
    measure: int | None
    values: list[tuple[int, str]]


@dataclass(slots=True)
class Block:
    """One form: rows [first, end), its columns, the lines above it, the form titled and the form it is."""

    first: int
    end: int
    label: int
    number: int | None
    measure: int | None
    values: list[tuple[int, str]]
    heading: tuple[str, ...] = ()
    titled: int = 0
    form: int = 0
    lines: list[str] = field(default_factory=list)


def form_blocks(sheet: Sheet) -> list[Block]:
    """The forms on `sheet`, from top to bottom; empty when it holds none."""
    headers = _headers(sheet)
    blocks: list[Block] = []
    above = 0
    for index, header in enumerate(headers):
        end = headers[index + 1].top if index + 1 < len(headers) else sheet.height
        lines = _lines(sheet, above, header.top)
        pieces = _pieces(sheet, header, end)
        for first, last, extra in pieces:
            blocks.append(_block(sheet, header, first, last, lines + extra))
        above = _last_row(blocks[-1], sheet) if pieces else header.first
    return [block for block in blocks if block.form]


def _headers(sheet: Sheet) -> list[Header]:
    found: list[Header] = []
    row = 0
    while row < sheet.height:
        header = _header_at(sheet, row)
        if header:
            found.append(header)
        row = header.first if header else row + 1
    return found


def _header_at(sheet: Sheet, row: int) -> Header | None:
    """The header that begins at `row`, if one does: a label column beside a number, measure or value column."""
    texts = sheet.texts(row)
    label = next((c for c, text in enumerate(texts) if _names("label", text)), None)
    if label is None or _is_data(sheet, row, label) or _is_numbered(sheet, row, label):
        return None
    first = _first_data_row(sheet, row, label)
    columns = {c: _composite(sheet, row, first, c) for c in range(sheet.width)}
    number = next((c for c, parts in columns.items() if any(_names("number", p) for p in parts)), None)
    measure = next((c for c, parts in columns.items() if any(_names("measure", p) for p in parts)), None)
    values = [
        (c, " ".join(parts))
        for c, parts in columns.items()
        if c not in (label, number, measure) and _is_value_column(parts)
    ]
    if number is None and measure is None and not values:
        return None
    return Header(row, first, label, number, measure, _this_period(values))


def _composite(sheet: Sheet, top: int, first: int, column: int) -> list[str]:
    """The texts of a column's header cells, top down, each once."""
    parts: list[str] = []
    for row in range(top, first):
        text = sheet.spread_text(row, column)
        if text and text not in parts:
            parts.append(text)
    return parts


def _is_value_column(parts: list[str]) -> bool:
    joined = " ".join(parts)
    if not parts or _contains("other_period", joined) or any(_names("note", part) for part in parts):
        return False
    return any(_names("value", part) for part in parts) or bool(periods_in(joined))


def _this_period(values: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Columns that say "this period" rather than only "result", where some do."""
    said = [(c, header) for c, header in values if "ky nay" in fold_words(header)]
    own = [(c, header) for c, header in values if not _only_general(header)]
    return said or own or values


def _only_general(header: str) -> bool:
    return fold_words(header) in ("ket qua thong ke", "ket qua")


def _first_data_row(sheet: Sheet, top: int, label: int) -> int:
    for row in range(top + 1, min(top + 1 + _HEADER_DEPTH, sheet.height)):
        if _is_data(sheet, row, label):
            return row
    return top + 1


def _is_data(sheet: Sheet, row: int, label: int) -> bool:
    """Whether a row is one of a form: a known label, or a row number before another text."""
    text = sheet.text(row, label)
    if not text or _names("label", text):
        return False
    if voted_form([text])[0]:
        return True
    numbered = label > 0 and is_row_number(sheet.value(row, label - 1))
    return numbered and len(bare_label(text)) > 5


def _is_numbered(sheet: Sheet, row: int, label: int) -> bool:
    """Whether a row number stands left of `label`: then "Nhiệm vụ" there is a unit of measure, no header."""
    return any(is_row_number(sheet.value(row, column)) for column in range(label))


def _pieces(sheet: Sheet, header: Header, end: int) -> list[tuple[int, int, list[str]]]:
    """Split the rows under one header where another form's title stands or numbering starts again."""
    pieces: list[tuple[int, int, list[str]]] = []
    first, titles = header.first, []
    for row in range(header.first, end):
        title = _title_in(sheet, row, header)
        restarts = _restarts(sheet, row, header, first)
        if (title or restarts) and row > first and _has_labels(sheet, first, row, header.label):
            pieces.append((first, row, titles))
            first, titles = row, []
        if title:
            titles = [*titles, *filter(None, sheet.texts(row))]
    if _has_labels(sheet, first, end, header.label):
        pieces.append((first, end, titles))
    return pieces


def _title_in(sheet: Sheet, row: int, header: Header) -> bool:
    texts = [text for text in sheet.texts(row) if text]
    return len(texts) == 1 and bool(titled_form(texts[0])) and len(fold_words(texts[0]).split()) < 16


def _restarts(sheet: Sheet, row: int, header: Header, first: int) -> bool:
    if header.number is None or row <= first:
        return False
    number = printed_row(sheet.value(row, header.number), "").number
    if number != "1":
        return False
    here = voted_form([sheet.text(row, header.label)])[0]
    before = voted_form(sheet.text(r, header.label) for r in range(first, row))[0]
    return bool(here and before and here != before)


def _has_labels(sheet: Sheet, first: int, end: int, label: int) -> bool:
    return voted_form(sheet.text(row, label) for row in range(first, end))[1] >= _FEWEST_ROWS


def _block(sheet: Sheet, header: Header, first: int, end: int, heading: list[str]) -> Block:
    voted, votes = voted_form(sheet.text(row, header.label) for row in range(first, end))
    titled = _titled(heading, sheet.name)
    numbered = votes < 2 and titled
    return Block(
        first,
        end,
        header.label,
        header.number,
        header.measure,
        header.values,
        heading=tuple(heading),
        titled=titled,
        form=titled if numbered else voted,
    )


def _titled(heading: list[str], sheet_name: str) -> int:
    """The form that the lines above name, the nearest line first; else the sheet's name."""
    for line in reversed(heading):
        if form := titled_form(line) or form_of_title(line):
            return form
    return titled_form(sheet_name) or form_of_title(sheet_name)


def _lines(sheet: Sheet, start: int, end: int) -> list[str]:
    return [text for row in range(start, end) for text in sheet.texts(row) if text]


def _last_row(block: Block, sheet: Sheet) -> int:
    """The row after the last one the form knows; what follows belongs to the next heading."""
    known = [row for row in range(block.first, block.end) if voted_form([sheet.text(row, block.label)])[0]]
    return (known[-1] + 1) if known else block.first


def _names(role: str, text: str) -> bool:
    """Whether a header text names `role`: exactly, or with a remark in brackets."""
    return bool(text) and (bare_label(text) in words("form", role) or fold_words(text) in words("form", role))


def _contains(role: str, text: str) -> bool:
    padded = f" {fold_words(text)} "
    return any(f" {phrase} " in padded for phrase in words("form", role))
