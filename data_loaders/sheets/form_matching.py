"""Which rows of the official forms a printed row can be: by label, confirmed by number; the label decides."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from data_loaders.catalogue.folding import fold, fold_words
from data_loaders.catalogue.forms import FormRow, form_rows, form_titles, row_by_code
from data_loaders.catalogue.label_words import bare_label, likeness, plain_label
from data_loaders.files.spreadsheets import CellValue, text_of

EXACT, CLOSE, LOOSE = 100.0, 88.0, 65.0
_BY_NUMBER, _NUMBER_AGREES, _MARGIN, _RIVAL = 70.0, 5.0, 2.0, 8.0
_ROW_NUMBER = re.compile(r"\d+(?:\.\d+)*")
_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{2}|\d{4})")
_LEADING_NUMBER = re.compile(r"^\s*(\d{1,2}(?:\.\d{1,2})*)\s*[.):/-]?\s+(?=\D)")
_LEADING_MARK = re.compile(r"^\s*(?:[-+*•–—]|[a-zđ]\)|[ivx]+[.)])\s*", re.IGNORECASE)
_TITLE = re.compile(
    r"\b(?:bieu(?: mau)?(?: thong ke)?(?: so)?|bm|mau(?: so| bieu)?)[\s.:_-]*0?([1-7])\b(?![.,]\d|/\d)"
)


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A row of a sheet as it stands: its number ("" when blank) and label.

    `readings` are the row numbers that its number can mean; a date stands for the number Excel made it of.
    """

    number: str
    label: str
    readings: tuple[str, ...] = ()

    @property
    def is_coded(self) -> bool:
        """Whether the number is written as the forms number their rows (no Roman numeral, letter or dash)."""
        return bool(self.readings)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A form row that a printed row can be, and how well it fits."""

    row: FormRow
    score: float


def printed_row(number: CellValue, label: str) -> PrintedRow:
    """A printed row from its number cell and label; the number may stand before the label."""
    written, readings = _number_readings(number)
    if not written and (leading := _LEADING_NUMBER.match(label)):
        return PrintedRow(leading[1], label[leading.end() :], (leading[1],))
    return PrintedRow(written, _LEADING_MARK.sub("", label), readings)


def _number_readings(number: CellValue) -> tuple[str, tuple[str, ...]]:
    if isinstance(number, date):
        return text_of(number), _of_date(number.day, number.month, number.year)
    if isinstance(number, float | int) and not isinstance(number, bool):
        text = f"{number:.10g}"
        return text, (text, f"{text}0") if "." in text else (text,)
    if match := _DATE.fullmatch(str(number or "").strip()):
        return match[0], _of_date(*map(int, match.groups()))
    text = fold(str(number or "")).replace(",", ".").replace(" ", "").strip(".):(-'")
    return text, (text,) if _ROW_NUMBER.fullmatch(text) else ()


def _of_date(day: int, month: int, year: int) -> tuple[str, ...]:
    """The row numbers that Excel may have turned into a date: 3 March 2001 was 3.3.1."""
    short = str(year)[-2:].lstrip("0")
    return f"{day}.{month}.{short}", f"{month}.{day}.{short}"


def is_row_number(number: CellValue) -> bool:
    """Whether a cell holds a row number such as 2.1."""
    return bool(_number_readings(number)[1])


def titled_form(text: str) -> int:
    """The form a title names ("Biểu mẫu 1", "BM1", "Biểu số 01/CCHC"), or 0."""
    match = _TITLE.search(fold(text))
    return int(match[1]) if match else 0


@lru_cache(maxsize=4096)
def form_of_title(text: str) -> int:
    """The form whose official title `text` is, with or without a number before it, or 0."""
    title = _LEADING_MARK.sub("", _LEADING_NUMBER.sub("", text))
    return next((form for form, name in form_titles().items() if likeness(title, name) >= CLOSE), 0)


def knows_label(label: str) -> bool:
    """Whether `label` is that of a form row, perhaps with a slip."""
    return bool(_by_label(printed_row(None, label).label))


def is_whole_label(label: str) -> bool:
    """Whether `label` is that of a form row word by word, with what it holds in brackets."""
    return plain_label(label) in _whole_labels()


def best_likeness(label: str) -> float:
    """How alike the label is to the form row most like it, 0 to 100."""
    return max(likeness(label, row.label) for row in _distinct_rows())


def candidates(printed: PrintedRow, form: int) -> list[Candidate]:
    """The rows `printed` can be; `form` is what its neighbours or title say, for rows known by number."""
    found = _by_label(printed.label)
    numbered = [row for reading in printed.readings if (row := row_by_code().get((form, reading)))]
    if not found:
        return [Candidate(row, _BY_NUMBER) for row in numbered if _may_be(printed.label, row)][:1]
    options = [Candidate(row, score + _NUMBER_AGREES * (row.row in printed.readings)) for row, score in found]
    if found[0][1] < EXACT:
        options += [
            Candidate(row, score + _NUMBER_AGREES) for row, score in _rivals(printed.label, numbered, options)
        ]
    return options


def _rivals(label: str, numbered: list[FormRow], options: list[Candidate]) -> list[tuple[FormRow, float]]:
    """The rows of the printed number that a misspelt label may mean as well."""
    known = {option.row for option in options}
    scored = [(row, likeness(label, row.label)) for row in numbered if row not in known]
    return [(row, score) for row, score in scored if score >= CLOSE - _RIVAL]


def _may_be(label: str, numbered: FormRow) -> bool:
    """Whether a label that matches no row may be a rewording of the row of its number."""
    if not label:
        return True
    own = likeness(label, numbered.label)
    return own >= LOOSE and own >= max(likeness(label, row.label) for row in _distinct_rows())


@lru_cache(maxsize=16_384)
def _by_label(label: str) -> tuple[tuple[FormRow, float], ...]:
    """The rows of this label, else those of the one label it is close to."""
    for key in (plain_label(label), bare_label(label)):
        if key and key in _rows_by_label():
            return tuple((row, EXACT) for row in _rows_by_label()[key])
    return _near(label) if len(label) > 5 else ()


def _near(label: str) -> tuple[tuple[FormRow, float], ...]:
    if not _is_near_any(label):
        return ()
    scored = sorted(((likeness(label, row.label), row) for row in _distinct_rows()), key=lambda one: -one[0])
    best, second = scored[0][0], scored[1][0]
    if best < CLOSE or second > best - _MARGIN:
        return ()
    key = plain_label(scored[0][1].label)
    return tuple((row, min(best, EXACT - 1)) for row in _rows_by_label()[key])


def _is_near_any(label: str) -> bool:
    """Whether any row is near by letters alone: most cells of most tables are not, and this is fast."""
    return any(
        process.extractOne(cut(label), _cut_labels(cut), scorer=fuzz.ratio, score_cutoff=CLOSE)
        for cut in (plain_label, bare_label, fold_words)
    )


@cache
def _cut_labels(cut: Callable[[str], str]) -> tuple[str, ...]:
    return tuple(cut(row.label) for row in _distinct_rows())


@cache
def _whole_labels() -> frozenset[str]:
    return frozenset(plain_label(row.label) for row in form_rows())


@cache
def _distinct_rows() -> tuple[FormRow, ...]:
    """One row for each label."""
    return tuple({plain_label(row.label): row for row in reversed(form_rows())}.values())


@cache
def _rows_by_label() -> dict[str, tuple[FormRow, ...]]:
    index: dict[str, dict[str, FormRow]] = {}
    for row in form_rows():
        for key in (plain_label(row.label), bare_label(row.label)):
            index.setdefault(key, {}).setdefault(row.code, row)
    return {key: tuple(found.values()) for key, found in index.items()}


def repeated(row: FormRow) -> int:
    """How many rows of the forms bear the label of `row`."""
    return len(_rows_by_label()[plain_label(row.label)])
