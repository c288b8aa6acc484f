"""What each report of the illustrative province states: columns, values, stated rates, planted errors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from data_loaders.catalogue.data_files import rows
from sample_data.province_dossiers import dossier_quarters, one_stop_quarters
from sample_data.province_figures import UnitFigures, position_of, story, traits_of
from sample_data.province_files import Cell

Values = dict[tuple[str, str], Cell]
"""What one report states: (indicator, breakdown) -> value; None is a blank cell."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `code` for row 4 ("BM1-2.1" or an indicator id), `label` for row 5."""

    code: str
    label: str
    indicator: str
    breakdown: str

    @property
    def key(self) -> tuple[str, str]:
        """Where the column's value stands in a report's `Values`."""
        return self.indicator, self.breakdown


@cache
def columns(level: str) -> tuple[Column, ...]:
    """The indicator columns a report of `level` fills: rows of the forms first, then the others."""
    from_forms = [_form_column(row) for row in rows("form_rows.csv") if row["level"] in ("", level)]
    others = [Column(code, label, code, "") for code, label in story()["label"].items()]
    return tuple(column for column in from_forms + others if _is_filled(column, level))


@cache
def unit_of(code: str) -> dict[str, str]:
    """The catalogue's row of a unit."""
    return next(unit for unit in rows("units.csv") if unit["code"] == code)


def units_of(level: str) -> list[dict[str, str]]:
    """The units of the illustrative province at `level`, in the catalogue's order."""
    province = story()["province"] + "."
    found = (unit for unit in rows("units.csv") if unit["level"] == level)
    return [unit for unit in found if unit["code"].startswith(province)]


def key_of(code: str) -> str:
    """A unit's code as the story writes it: without the province."""
    return code.removeprefix(story()["province"] + ".")


def commune_values(unit: dict[str, str], period: dict[str, Any]) -> Values:
    """What the commune's report of the period states, planted errors included."""
    figures, traits = figures_of(unit["code"])
    values: Values = {
        column.key: figures.of_period(column.indicator, quarters_of(period))
        for column in columns("commune")
        if column.indicator in figures.recipes
    }
    values = {**values, **_rates("commune", values)}
    values.update({column.key: None for column in columns("commune") if column.code in traits["blank"]})
    return _with_planted_errors(unit["code"], "commune", period=period, values=values)


def district_values(unit: dict[str, str], period: dict[str, Any], communes: dict[str, Values]) -> Values:
    """What the district's own report states: its own figures, and sums of the communes that reported."""
    figures, _ = figures_of(unit["code"])
    below = [values for code, values in communes.items() if unit_of(code)["parent"] == unit["code"]]
    values: Values = {}
    for column in columns("district"):
        own = _own_part(column)
        if own in figures.recipes:
            values[column.key] = figures.of_period(own, quarters_of(period))
        if _is_from_communes(column):
            values[column.key] = _number(values.get(column.key)) + _total(below, column.key)
    values = {**values, **_rates("district", values)}
    return _with_planted_errors(unit["code"], "district", period=period, values=values)


def one_stop_totals(code: str, period: dict[str, Any]) -> dict[tuple[str, str], int]:
    """(indicator, field) -> number of the period; {} for a commune that keeps no list by field."""
    figures, traits = figures_of(code)
    if not traits["fields"]:
        return {}
    quarters = one_stop_quarters(figures.key, traits, dossiers=figures.dossiers)
    chosen = [quarters[position] for position in quarters_of(period)]
    return {key: _over_quarters(key[0], [one[key] for one in chosen]) for key in chosen[0]}


def quarters_of(period: dict[str, Any]) -> list[int]:
    """The positions of the quarters the period adds up."""
    return [position_of(period["year"], quarter) for quarter in period["quarters"]]


@cache
def figures_of(code: str) -> tuple[UnitFigures, dict[str, Any]]:
    """The figures of a unit, and its traits."""
    unit = unit_of(code)
    traits = traits_of(key_of(code), level=unit["level"], kind=unit["kind"])
    dossiers = dossier_quarters(key_of(code), traits["dossiers"])
    return UnitFigures(key_of(code), traits["figures"], dossiers), traits


@cache
def _rate_parts() -> dict[str, tuple[str, str]]:
    """Rate -> (numerator, denominator), for the indicators computed from counts."""
    known = rows("indicators.csv")
    return {row["id"]: (row["numerator"], row["denominator"]) for row in known if row["denominator"]}


def _form_column(row: dict[str, str]) -> Column:
    label = f"{row['label']} (triệu đồng)" if row["unit"] == "Triệu đồng" else row["label"]
    return Column(f"BM{row['form']}-{row['row']}", label, row["indicator"], row["breakdown"])


def _is_filled(column: Column, level: str) -> bool:
    known = story()[level]["figures"]
    rate = _rate_parts().get(column.indicator, ("", ""))
    taken_over = level == "district" and _is_from_communes(column)
    return column.indicator in known or rate[0] in known or taken_over


def _is_from_communes(column: Column) -> bool:
    return column.breakdown == "level:commune" or column.indicator in story()["from_communes"]


def _own_part(column: Column) -> str:
    """The indicator a district states from its own figures in this column, or ""."""
    if column.breakdown == "level:commune":
        return ""
    return str(story()["from_communes"].get(column.indicator, column.indicator))


def _rates(level: str, values: Values) -> Values:
    """The stated rates of a report, one decimal, from its own counts; None for 0/0."""
    parts = _rate_parts()
    shown = [column for column in columns(level) if column.indicator in parts]
    return {column.key: _rate(values, column.breakdown, parts[column.indicator]) for column in shown}


def _rate(values: Values, breakdown: str, parts: tuple[str, str]) -> Cell:
    done, whole = (_number(values.get((part, breakdown))) for part in parts)
    return round(100 * done / whole, 1) if whole else None


def _total(reports: Sequence[Values], key: tuple[str, str]) -> float:
    return sum(_number(values.get(key)) for values in reports)


def _number(cell: Cell) -> float:
    return cell if isinstance(cell, int | float) else 0


def _with_planted_errors(code: str, level: str, *, period: dict[str, Any], values: Values) -> Values:
    by_code = {column.code: column.key for column in columns(level)}
    spoilt: Values = {}
    for error in story()["planted"]:
        if (error["unit"], error["period"]) == (key_of(code), period["id"]):
            copied = values[by_code[error["copy"]]] if "copy" in error else None
            key = by_code[error["column"]]
            spoilt[key] = copied if "copy" in error else _spoilt(error, values[key])
    return {**values, **spoilt}


def _spoilt(error: dict[str, Any], right: Cell) -> Cell:
    if "set" in error:
        wrong: Cell = error["set"]
        return wrong
    return round(_number(right) * error.get("factor", 1) + error.get("add", 0), 1)


def _over_quarters(indicator: str, numbers: Sequence[int]) -> int:
    return numbers[-1] if indicator.endswith("_pending") else sum(numbers)
