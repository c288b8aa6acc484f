"""Which header cells of a table reach over blank neighbours, read off the blanks all formats leave."""

from __future__ import annotations

from collections.abc import Sequence

from data_loaders.documents.table_joining import header_depth

Span = tuple[int, int, int, int]


def header_spans(rows: Sequence[Sequence[str]]) -> list[Span]:
    """The merged areas (top, left, bottom, right) of a table's header.

    A cell reaches to the right over blanks while the same header stands above them, and down over blanks.
    """
    depth = header_depth(rows)
    owners: list[list[int]] = []
    spans: list[Span] = []
    for row in range(depth):
        owners.append(_owners(rows, row, owners[-1] if owners else [0] * len(rows[row])))
        spans += _spans_of_row(rows, row, owners[row], depth)
    return spans


def _owners(rows: Sequence[Sequence[str]], row: int, above: list[int]) -> list[int]:
    """For each column the column whose cell covers it in this row."""
    owners: list[int] = []
    for column, text in enumerate(rows[row]):
        goes_on = (
            column > 0 and not text and above[column] == above[column - 1] and _reaches(rows, row, owners[-1])
        )
        owners.append(owners[-1] if goes_on else column)
    return owners


def _reaches(rows: Sequence[Sequence[str]], row: int, owner: int) -> bool:
    return bool(rows[row][owner])


def _spans_of_row(rows: Sequence[Sequence[str]], row: int, owners: list[int], depth: int) -> list[Span]:
    spans = []
    for left in sorted(set(owners)):
        right = max(column for column, owner in enumerate(owners) if owner == left)
        bottom = _bottom(rows, row, left, right, depth)
        if rows[row][left] and (right > left or bottom > row):
            spans.append((row, left, bottom, right))
    return spans


def _bottom(rows: Sequence[Sequence[str]], row: int, left: int, right: int, depth: int) -> int:
    bottom = row
    while bottom + 1 < depth and not any(rows[bottom + 1][left : right + 1]):
        bottom += 1
    return bottom
