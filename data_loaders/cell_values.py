"""One cell as a figure's value, by the kind of its indicator; what cannot be right becomes a problem."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from data_loaders.catalogue.folding import fold
from data_loaders.catalogue.indicators import Indicator
from data_loaders.drafts import Figure, Place, Problem
from data_loaders.numbers import Number, is_blank, read_number
from data_loaders.spreadsheets import CellValue, Sheet, cell_name, text_of

_MONEY_UNITS = (("ty", 1e9), ("trieu", 1e6), ("ngan", 1e3), ("nghin", 1e3), ("dong", 1.0), ("vnd", 1.0))
_MONEY_SIGNS = ("d", "dong", "vnd", "đ")


@dataclass(slots=True)
class CellReading:
    """What one cell says: a value or none, and the problems found in it (code, details)."""

    value: float | None = None
    approximate: bool = False
    mark: str = ""
    problems: list[tuple[str, dict[str, str]]] = field(default_factory=list)


def money_factor(unit_of_measure: str) -> float | None:
    """What one stands for in đồng in a column measured in `unit_of_measure`; None when it names no money."""
    folded = f" {fold(unit_of_measure)} "
    return next((factor for word, factor in _MONEY_UNITS if f"{word} " in folded or f"{word})" in folded), None)


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
    if value is None or isinstance(value, bool) or (isinstance(value, str) and is_blank(value)):
        return CellReading()
    if isinstance(value, date | time | timedelta):
        return _problem("date_instead_of_number")
    number = _number(value, percent=bool(note))
    if number.error:
        return _problem("not_a_number" if number.error == "text" else "ambiguous_number")
    return _checked(number, indicator, typed=not isinstance(value, str), measure=measure)


def _number(value: CellValue, *, percent: bool) -> Number:
    if isinstance(value, str):
        return read_number(value)
    number = float(value)  # type: ignore[arg-type]
    return Number(value=round(number * 100, 10), unit="%") if percent else Number(value=number)


def _checked(number: Number, indicator: Indicator, *, typed: bool, measure: str) -> CellReading:
    if not _unit_fits(number, indicator):
        return _problem("unit_of_measure_mismatch", unit=indicator.unit or indicator.kind)
    if number.doubtful and indicator.kind in ("count", "money") and not typed:
        return _problem("ambiguous_number")
    check = {"count": _count, "percent": _percent, "code": _code, "money": _money}[indicator.kind]
    return check(number, indicator, measure)


def _count(number: Number, indicator: Indicator, measure: str) -> CellReading:
    if number.value < 0:
        return _problem("negative_count")
    if number.value != int(number.value):
        return _problem("fraction_in_count")
    reading = CellReading(number.value, number.approximate)
    if number.whole is not None:
        reading.problems.append(("pair_in_count", {"taken": text_of(number.value)}))
    return reading


def _percent(number: Number, indicator: Indicator, measure: str) -> CellReading:
    if number.whole is not None:
        if not number.whole:
            return _problem("rate_without_base", stated=f"{text_of(number.value)}/0")
        share = round(100 * number.value / number.whole, 2)
        return CellReading(share, problems=[("pair_in_count", {"taken": f"{text_of(share)} %"})])
    reading = CellReading(number.value, number.approximate)
    if number.value < 0 or (number.value > 100 and not indicator.may_exceed):
        reading.mark = "percent_out_of_range"
        reading.problems.append(("percent_out_of_range", {"stated": text_of(number.value)}))
    return reading


def _code(number: Number, indicator: Indicator, measure: str) -> CellReading:
    if number.value in dict(indicator.states):
        return CellReading(number.value)
    known = "; ".join(f"{text_of(code)} = {name}" for code, name in indicator.states)
    return _problem("unknown_state", states=known)


def _money(number: Number, indicator: Indicator, measure: str) -> CellReading:
    in_dong = number.scaled or number.unit in _MONEY_SIGNS
    factor = 1.0 if in_dong else money_factor(measure) or 1.0
    return CellReading(round(number.value * factor, 2), number.approximate)


def _unit_fits(number: Number, indicator: Indicator) -> bool:
    if not number.unit:
        return True
    if indicator.kind == "percent":
        return number.unit in ("%", "phan tram") or number.whole is not None
    if indicator.kind == "money":
        return number.unit in _MONEY_SIGNS or money_factor(number.unit) is not None
    return "%" not in number.unit and number.unit not in _MONEY_SIGNS


def _problem(code: str, **details: str) -> CellReading:
    return CellReading(problems=[(code, details)])
