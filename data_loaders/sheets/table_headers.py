"""A table's header as a person reads it: group titles over their columns, rows that only number them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from data_loaders.catalogue.folding import fold, fold_words
from data_loaders.catalogue.headers import words
from data_loaders.files.spreadsheets import Sheet

_COLUMN_NUMBER = re.compile(r"[(\[]?(?:(?P<letter>[a-h])|(?P<number>\d{1,3}))[)\]]?\s*(?:=.*)?")
_LEAST_NUMBERS = 3
_TOTAL = re.compile(
    r"(?:tong|tong cong|tong so|cong)"
    r"(?: (?:so|toan|khoi|cap|cac|xa|phuong|thi|tran|huyen|quan|tinh|thanh|pho|dac|khu"
    r"|don|vi|linh|vuc|chung|bo|va|\d+))*"
)
_WHOLE_AREA = re.compile(
    r"(?:tong|tong cong|tong so|cong)? ?(?:toan|ca) (?:huyen|tinh|quan|thi xa|thanh pho|xa|phuong)\b.*"
)


def header_grid(sheet: Sheet, top: int, first: int) -> dict[int, list[str]]:
    """For each column the texts of its header cells in rows [top, first), top down, each once.

    A merged cell speaks for all columns it covers; so does a group's title whose right neighbours are blank.
    """
    lines: list[list[str]] = []
    for row in range(top, first):
        if is_column_numbers(sheet, row):
            continue
        own = [sheet.spread_text(row, column) for column in range(sheet.width)]
        lines.append(_spread(sheet, row, first, own, lines) if _has_groups(sheet, row, first, own) else own)
    return {column: _each_once(line[column] for line in lines) for column in range(sheet.width)}


def _has_groups(sheet: Sheet, row: int, first: int, own: Sequence[str]) -> bool:
    """Whether blank cells of a header row stand under titles to their left: as many of them as titles."""
    titled = [bool(text) for column, text in enumerate(own) if _below(sheet, row, first, column)]
    return titled.count(False) >= titled.count(True) > 0


def _spread(
    sheet: Sheet, row: int, first: int, own: Sequence[str], above: Sequence[Sequence[str]]
) -> list[str]:
    line: list[str] = []
    for column, text in enumerate(own):
        same_group = column > 0 and all(one[column] == one[column - 1] for one in above)
        if not text and same_group and line[-1] and not _is_merged(sheet, row, column - 1):
            both = all(_below(sheet, row, first, c) for c in (column - 1, column))
            text = line[-1] if both else ""
        line.append(text)
    return line


def _is_merged(sheet: Sheet, row: int, column: int) -> bool:
    """Whether a cell lies in an area merged over columns: then its title reaches no further."""
    return any(area[0] <= row <= area[2] and area[1] <= column <= area[3] > area[1] for area in sheet.merged)


def _below(sheet: Sheet, row: int, first: int, column: int) -> bool:
    rows = range(row + 1, first)
    return any(sheet.text(r, column) and not is_column_numbers(sheet, r) for r in rows)


def _each_once(texts: Iterable[str]) -> list[str]:
    return [text for text in dict.fromkeys(texts) if text]


def is_column_numbers(sheet: Sheet, row: int) -> bool:
    """Whether a row only numbers the columns: (1) (2) (3), A B 1 2 3, (5)=(6)+(7)."""
    texts = [fold(text) for text in sheet.texts(row) if text]
    found = [_COLUMN_NUMBER.fullmatch(text) for text in texts]
    if len(texts) < _LEAST_NUMBERS or not all(found):
        return False
    numbers = [int(match["number"]) for match in found if match and match["number"]]
    letters = [match["letter"] for match in found if match and match["letter"]]
    return numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else len(letters) > 1


def is_total(name: str) -> bool:
    """Whether a row's name says that it adds up others ("Tổng cộng"); a unit's ("Cộng Hòa") does not."""
    folded = fold_words(name)
    if folded in words("wide", "total_rows"):
        return True
    return bool(_TOTAL.fullmatch(folded) or _WHOLE_AREA.fullmatch(folded))
