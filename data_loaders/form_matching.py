"""Which row of an official form a printed row is: by number, confirmed by label; the label decides."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from rapidfuzz import fuzz

from data_loaders.catalogue.folding import fold, fold_words
from data_loaders.catalogue.forms import FormRow, form_rows, form_titles, row_by_code, rows_of_form
from data_loaders.spreadsheets import CellValue, text_of

SAME, CLOSE, LOOSE = 97.0, 86.0, 55.0
_ROW_NUMBER = re.compile(r"\d+(?:\.\d+)*")
_TITLE = re.compile(r"\b(?:bieu(?: mau)?(?: thong ke)?(?: so)?|bm|mau(?: so| bieu)?)[\s.:_-]*0?([1-7])\b(?![.,/]\d)")
_BRACKETS = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A row of a sheet as it stands: its number cell ("" when blank), its label."""

    number: str
    label: str
    mangled: bool = False


@dataclass(frozen=True, slots=True)
class RowMatch:
    """The form row found, and the code of a warning with its details, or ""."""

    row: FormRow | None
    warning: str = ""


def printed_row(number: CellValue, label: str) -> PrintedRow:
    """A printed row from its number cell and label; a date or fraction made by Excel counts as mangled."""
    if isinstance(number, date):
        return PrintedRow(text_of(number), label, mangled=True)
    if isinstance(number, float | int) and not isinstance(number, bool):
        return PrintedRow(f"{number:.10g}", label, mangled=number != int(number))
    text = fold(str(number or "")).replace(",", ".").replace(" ", "").strip(".):")
    return PrintedRow(text, label, mangled=bool(text) and not _ROW_NUMBER.fullmatch(text))


def is_row_number(number: CellValue) -> bool:
    """Whether a cell holds a row number such as 2.1."""
    return bool(_ROW_NUMBER.fullmatch(printed_row(number, "").number))


def titled_form(text: str) -> int:
    """The form a title names ("Biểu mẫu 1", "BM1", "Biểu số 01"), or 0."""
    match = _TITLE.search(fold(text))
    return int(match[1]) if match else 0


def form_of_title(text: str) -> int:
    """The form whose official title `text` is, or 0."""
    wanted = fold_words(text)
    return next((form for form, title in form_titles().items() if fold_words(title) == wanted), 0)


def voted_form(labels: Iterable[str]) -> tuple[int, int]:
    """The form most labels belong to and how many of them do; (0, 0) when none is known."""
    votes: dict[int, int] = {}
    for label in labels:
        for form in _forms_by_label().get(bare_label(label), ()):
            votes[form] = votes.get(form, 0) + 1
    best = max(votes, key=lambda form: votes[form], default=0)
    return best, votes.get(best, 0)


def bare_label(label: str) -> str:
    """A label as compared, without what stands in brackets."""
    return fold_words(_BRACKETS.sub(" ", label))


def match_row(printed: PrintedRow, form: int, last: int) -> RowMatch:
    """The row of `form` that `printed` is; `last` is the position of the row matched before, or -1."""
    by_number = row_by_code().get((form, printed.number))
    if by_number and likeness(printed.label, by_number) >= SAME:
        return RowMatch(by_number)
    by_label = _by_label(printed.label, form, last)
    if by_label and likeness(printed.label, by_label) < SAME and by_number and _tolerable(printed, by_number, by_label):
        by_label = None
    if by_label:
        warned = printed.number and by_label is not by_number
        return RowMatch(by_label, "row_number_mismatch" if warned else "")
    if by_number and (not printed.label or likeness(printed.label, by_number) >= LOOSE):
        close = not printed.label or likeness(printed.label, by_number) >= CLOSE
        return RowMatch(by_number, "" if close else "row_label_mismatch")
    return RowMatch(None)


def _tolerable(printed: PrintedRow, by_number: FormRow, by_label: FormRow) -> bool:
    """Whether the label fits the numbered row about as well as the best one."""
    return likeness(printed.label, by_number) >= max(CLOSE, likeness(printed.label, by_label) - 3)


def likeness(label: str, row: FormRow) -> float:
    """How alike a label and a form row's label are, 0 to 100, with or without brackets."""
    whole = fuzz.ratio(fold_words(label), row.folded_label)
    return max(whole, fuzz.ratio(bare_label(label), bare_label(row.label)))


def _by_label(label: str, form: int, last: int) -> FormRow | None:
    """The row most like `label`; among equals the first after `last`."""
    if not label:
        return None
    scored = [(likeness(label, row), row) for row in rows_of_form(form)]
    best = max(score for score, _ in scored)
    if best < CLOSE:
        return None
    equals = [row for score, row in scored if score >= best - 0.01]
    return next((row for row in equals if row.position > last), equals[0])


@cache
def _forms_by_label() -> dict[str, set[int]]:
    index: dict[str, set[int]] = {}
    for row in form_rows():
        index.setdefault(bare_label(row.label), set()).add(row.form)
    return index
