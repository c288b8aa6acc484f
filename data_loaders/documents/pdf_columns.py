"""The two columns of a report's head, and recipients beside the signature, read one after the other."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from data_loaders.catalogue.folding import fold_words
from data_loaders.documents.document_parts import is_signature_line
from data_loaders.documents.outline_words import contains, phrases, starts_with
from data_loaders.documents.pdf_lines import Line

_GUTTER = 9.0
_MOST_LINES = 16
_DAY, _YEAR = re.compile(r"ngày.*tháng.*$"), re.compile(r"^(?:năm\s*)?\d{4}$")


def head_columns(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The lines of a first page's head column by column, and the lines after them."""
    end = next(
        (i for i, line in enumerate(lines) if _is_report_word(line.text)), min(len(lines), _MOST_LINES)
    )
    return _split(lines, end, lambda right: any(contains(line.text, "head", "national") for line in right))


def signature_columns(lines: Sequence[Line]) -> tuple[list[Line], list[Line], list[Line]]:
    """The lines before the recipients, recipients and signature column by column, the lines after them."""
    first = next((i for i, line in enumerate(lines) if starts_with(line.text, "closing", "recipients")), None)
    if first is None:
        return list(lines), [], []
    end = min(len(lines) - first, 2 * _MOST_LINES)
    columns, after = _split(
        lines[first:], end, lambda right: any(is_signature_line(line.text) for line in right)
    )
    return list(lines[:first]), columns, after


def _split(
    lines: Sequence[Line], end: int, is_meant: Callable[[list[Line]], bool]
) -> tuple[list[Line], list[Line]]:
    """The most of the first `end` lines that stand in two columns, left one first; and the rest."""
    for count in range(end, 0, -1):
        gutter = _gutter(lines[:count])
        if gutter is None:
            continue
        left, right = _halves(lines[:count], gutter)
        if left and is_meant(right):
            return left + right, list(lines[count:])
    return [], list(lines)


def _gutter(lines: Sequence[Line]) -> float | None:
    """The middle of the widest gap that runs down between the words of all lines."""
    spans = sorted((word.x0, word.x1) for line in lines for word in line.words)
    widest, middle, reach = _GUTTER, None, spans[0][1]
    for x0, x1 in spans:
        if x0 - reach > widest:
            widest, middle = x0 - reach, (x0 + reach) / 2
        reach = max(reach, x1)
    return middle


def _halves(lines: Sequence[Line], gutter: float) -> tuple[list[Line], list[Line]]:
    halves: tuple[list[Line], list[Line]] = ([], [])
    for line in lines:
        for half, words in (
            (0, [word for word in line.words if word.x1 <= gutter]),
            (1, [word for word in line.words if word.x1 > gutter]),
        ):
            if words:
                _add(halves[half], Line(words, line.page, line.page_width, line.page_height))
    return halves


def _add(lines: list[Line], line: Line) -> None:
    """Add a line of a column; the year of a day that did not fit on its line goes back to it."""
    if lines and _YEAR.match(line.text) and _DAY.search(lines[-1].text):
        lines[-1].words[-1].spaced = True
        lines[-1].words += line.words
    else:
        lines.append(line)


def _is_report_word(text: str) -> bool:
    return fold_words(text) in phrases("head", "title") or text.startswith("BÁO CÁO ")
