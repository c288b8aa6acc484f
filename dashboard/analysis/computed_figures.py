"""Figures the system computes: each unit's rates, and what the units below a parent add up to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd
from sqlalchemy import Connection, select

from dashboard.analysis.measures import headline_figures, own_values, wide
from data_loaders.catalogue.forms import LEVELS
from data_loaders.catalogue.indicators import indicators, rates
from data_loaders.catalogue.periods import window
from data_loaders.catalogue.units import Unit, descendants, exists_at, units
from data_loaders.files.spreadsheets import text_of
from data_loaders.store.tables import figures

_LEVEL_WORDS = {"commune": "xã", "district": "huyện", "province": "tỉnh"}


def computed_rows(
    connection: Connection,
    *,
    unit_codes: Sequence[str] = (),
    periods: Sequence[str] = (),
    indicator_ids: Sequence[str] = (),
) -> list[dict[str, Any]]:
    """Rates of units and sums of their children, as rows of an export with basis "computed".

    A sum of the units of one level below stands under breakdown `level:<that level>`; its quote is the
    coverage ("18/20 xã"), a rate's quote its two counts ("20/26").
    """
    asked = periods or list(
        connection.scalars(select(figures.c.period).distinct().order_by(figures.c.period))
    )
    known = tuple(units())
    found = headline_figures(connection, indicators=tuple(indicators()), periods=asked, units=known)
    values = own_values(found)
    rows = [row for period in asked for row in _of_period(values, period)]
    wanted_units, wanted_ids = set(unit_codes), set(indicator_ids)
    return [
        row
        for row in rows
        if (not wanted_units or row["unit_code"] in wanted_units)
        and (not wanted_ids or row["indicator"] in wanted_ids)
    ]


def _of_period(values: pd.DataFrame, period: str) -> Iterator[dict[str, Any]]:
    table = wide(values, period)
    for code, row in table.iterrows():
        yield from _rates(units()[str(code)], period, "", row.dropna().to_dict())
    for parent in (one for one in units().values() if one.level != "commune"):
        for level in LEVELS[: LEVELS.index(parent.level)]:
            yield from _sums(parent, level, period, table)


def _sums(parent: Unit, level: str, period: str, table: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Counts of the units of `level` below `parent` added up, and rates over those that state both counts."""
    day = window(period)[1].isoformat()
    expected = [one.code for one in descendants(parent.code, level) if exists_at(one, day)]
    stated = table.reindex(index=[code for code in expected if code in table.index])
    if stated.empty:
        return
    breakdown = f"level:{level}"
    for one in indicators().values():
        if one.aggregation == "sum" and one.id in stated and (count := int(stated[one.id].notna().sum())):
            coverage = f"{count}/{len(expected)} {_LEVEL_WORDS[level]}"
            yield _row(parent, period, one.id, breakdown, float(stated[one.id].sum()), coverage)
    for one in rates():
        if one.aggregation == "rate" and {one.numerator, one.denominator} <= set(stated.columns):
            both = stated[[one.numerator, one.denominator]].dropna()
            yield from _rates(parent, period, breakdown, both.sum().to_dict(), only=one.id)


def _rates(
    unit: Unit, period: str, breakdown: str, counts: dict[str, float], *, only: str = ""
) -> Iterator[dict[str, Any]]:
    for one in rates():
        part, whole = counts.get(one.numerator), counts.get(one.denominator)
        if (not only or one.id == only) and part is not None and whole:
            quote = f"{text_of(part)}/{text_of(whole)}"
            yield _row(unit, period, one.id, breakdown, round(100 * part / whole, 4), quote)


def _row(unit: Unit, period: str, indicator: str, breakdown: str, value: float, quote: str) -> dict[str, Any]:
    return {
        "unit_code": unit.code,
        "unit": unit.full_name,
        "level": unit.level,
        "parent_code": unit.parent,
        "period": period,
        "indicator": indicator,
        "breakdown": breakdown,
        "value": int(value) if value == int(value) else value,
        "unit_of_measure": indicators()[indicator].unit,
        "basis": "computed",
        "headline": False,
        "confirmed": True,
        "source": "",
        "file": "",
        "place": "",
        "quote": quote,
        "approximate": False,
    }
