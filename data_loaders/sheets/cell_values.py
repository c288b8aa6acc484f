"""One cell as a figure's value, by the kind of its indicator; what cannot be right becomes a problem."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from data_loaders.catalogue.folding import fold_words
from data_loaders.catalogue.indicators import Indicator
from data_loaders.catalogue.units_of_measure import is_counted, money_factor
from data_loaders.drafts import Figure, Place, Problem
from data_loaders.files.spreadsheets import CellValue, Sheet, cell_name
from data_loaders.numbers import Number, is_blank, money_shown, read_number, shown

_MONEY_SIGNS = ("d", "dong", "vnd", "vnđ", "đ")
_PERCENT_SIGNS = ("%", "phan tram")
_LEAST_DONG = 1_000_000
"""Sums of money below this are not in đồng, if nothing says in what they are."""


@dataclass(slots=True)
class CellReading:
    """What one cell says: a value or none, and the problems found in it (code, details)."""

    value: float | None = None
    approximate: bool = False
    mark: str = ""
    problems: list[tuple[str, dict[str, str]]] = field(default_factory=list)


def read_figure(
    sheet: Sheet,
    at: tuple[int, int],
    indicator: Indicator,
    *,
    name: str,
    measure: str,
    make: Callable[..., Figure],
) -> tuple[Figure | None, list[Problem]]:
    """The figure in cell `at` (row, column from 0), and the problems of that cell.

    `name` is how a person knows the row or column; `measure` the unit of measure printed with it;
    `make` builds the figure from value, place, quote, approximate and mark.
    """
    place = Place(sheet=sheet.name, cell=cell_name(*at))
    written = sheet.text(*at)
    reading = read_cell(sheet, at, indicator, measure=measure)
    problems = [
        Problem(code, place, indicator.id, written, {"name": name, "value": written, **details})
        for code, details in reading.problems
    ]
    if reading.value is None:
        return None, problems
    figure = make(
        value=reading.value, place=place, quote=written, approximate=reading.approximate, mark=reading.mark
    )
    return figure, problems


def read_cell(sheet: Sheet, at: tuple[int, int], indicator: Indicator, *, measure: str = "") -> CellReading:
    """Read one cell as a value of `indicator`, in its stored unit. A blank cell reads as nothing."""
    note = sheet.notes.get(at)
    if note and note.kind == "error":
        return _problem("error_cell")
    if note and note.kind == "formula":
        return _problem("formula_not_calculated")
    value = sheet.value(*at)
    if value is None or (isinstance(value, str) and is_blank(value)):
        return CellReading()
    if isinstance(value, date | time | timedelta):
        return _problem("date_instead_of_number")
    if isinstance(value, str) and (state := _state_named(value, indicator)) is not None:
        return CellReading(state)
    number = _number(value, percent=bool(note))
    if number.error:
        return _problem("not_a_number" if number.error == "text" else "ambiguous_number")
    return _checked(number, indicator, typed=not isinstance(value, str), measure=measure)


def _state_named(text: str, indicator: Indicator) -> float | None:
    """The code of a state written in words ("Có", "Hoàn thành")."""
    return next((code for code, name in indicator.states if fold_words(name) == fold_words(text)), None)


def _number(value: CellValue, *, percent: bool) -> Number:
    if isinstance(value, str):
        return read_number(value)
    if isinstance(value, bool):
        return Number(error="text")
    number = float(value)  # type: ignore[arg-type]
    return Number(value=round(number * 100, 10), unit="%") if percent else Number(value=number)


def _checked(number: Number, indicator: Indicator, *, typed: bool, measure: str) -> CellReading:
    if not _unit_fits(number, indicator):
        return _problem("unit_of_measure_mismatch", unit=indicator.unit or "mã số")
    if number.doubtful and indicator.kind in ("count", "money") and not typed:
        return _problem("ambiguous_number")
    if indicator.kind == "count":
        return _count(number)
    if indicator.kind == "percent":
        return _percent(number, indicator)
    return _code(number, indicator) if indicator.kind == "code" else _money(number, measure)


def _count(number: Number) -> CellReading:
    if number.value < 0:
        return _problem("negative_count")
    if number.value != int(number.value):
        return _problem("fraction_in_count")
    return _first_of_pair(number, CellReading(number.value, number.approximate), shown(number.value))


def _first_of_pair(number: Number, reading: CellReading, taken: str) -> CellReading:
    if number.whole is not None:
        reading.problems.append(("pair_in_count", {"taken": taken}))
    return reading


def _percent(number: Number, indicator: Indicator) -> CellReading:
    if number.whole is not None:
        return _percent_of_pair(number)
    reading = CellReading(number.value, number.approximate)
    if number.value < 0 or (number.value > 100 and not indicator.may_exceed):
        reading.mark = "percent_out_of_range"
        reading.problems.append(("percent_out_of_range", {"stated": shown(number.value)}))
    return reading


def _percent_of_pair(number: Number) -> CellReading:
    if not number.whole:
        return _problem("rate_without_base", stated=f"{shown(number.value)}/0")
    share = round(100 * number.value / number.whole, 2)
    return CellReading(share, problems=[("pair_in_count", {"taken": f"{shown(share)} %"})])


def _code(number: Number, indicator: Indicator) -> CellReading:
    if number.whole is None and number.value in dict(indicator.states):
        return CellReading(number.value)
    known = "; ".join(f"{shown(code)} = {name}" for code, name in indicator.states)
    return _problem("unknown_state", states=known)


def _money(number: Number, measure: str) -> CellReading:
    if number.value < 0:
        return _problem("negative_count")
    stated = number.scaled or bool(number.unit)
    factor = 1.0 if number.scaled else money_factor(number.unit or measure)
    if factor is None and not stated and 0 < number.value < _LEAST_DONG:
        return _problem("money_unit_missing")
    value = round(number.value * (factor or 1.0), 2)
    return _first_of_pair(number, CellReading(value, number.approximate), money_shown(value))


def _unit_fits(number: Number, indicator: Indicator) -> bool:
    if indicator.kind == "percent":
        return number.unit in ("", *_PERCENT_SIGNS) or number.whole is not None
    if indicator.kind == "money":
        return number.unit in ("", *_MONEY_SIGNS) or money_factor(number.unit) is not None
    if indicator.kind == "count":
        return not number.unit or is_counted(number.unit)
    return not number.unit or any(fold_words(number.unit) == fold_words(name) for _, name in indicator.states)


def _problem(code: str, **details: str) -> CellReading:
    return CellReading(problems=[(code, details)])
