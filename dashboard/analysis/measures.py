"""Figures as a unit states them for itself, and rates computed from counts, never from percentages.

A unit's own value stands under breakdown `level:<its level>` or, from a table or narrative, under "".
An indicator with parts (`sum_of`) that a report does not state is the sum of its parts over the fields.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection, Select, select

from dashboard.analysis.thresholds import few_cases
from data_loaders.catalogue.indicators import indicators
from data_loaders.catalogue.problem_kinds import problem_kinds
from data_loaders.catalogue.units import units as known_units
from data_loaders.store.tables import figures, reports, revisions

KEYS = ["period", "unit_code", "indicator"]
NONE_WAITING = pd.DataFrame(columns=KEYS)
_UNITS_A_QUERY = 5_000
_SHOWN_STATES = ("reported", "few")
_COLUMNS = ["period", "unit_code", "numerator", "denominator", "rate", "stated", "state", "flagged"]


@dataclass(frozen=True, slots=True)
class Total:
    """A rate over units: sums, the rate in percent or None, units counted, units asked."""

    numerator: float = 0.0
    denominator: float = 0.0
    rate: float | None = None
    counted: int = 0
    expected: int = 0

    @property
    def state(self) -> str:
        """Why there is no rate: "missing" (no unit states it) or "no_base" (0/0); else "reported"."""
        if self.rate is not None:
            return "reported"
        return "no_base" if self.counted else "missing"


def rate_parts(rate: str) -> tuple[str, str]:
    """Numerator and denominator ids of a rate: an indicator's id, or "a/b" of two counts."""
    if "/" in rate:
        above, below = rate.split("/")
        return above, below
    return indicators()[rate].numerator, indicators()[rate].denominator


def ids_for(rates: Iterable[str]) -> tuple[str, ...]:
    """Every id that has to be read to compute `rates`."""
    wanted = [one for rate in rates for one in (*rate_parts(rate), rate) if one in indicators()]
    parts = [part for one in wanted for part in indicators()[one].sum_of]
    return tuple(dict.fromkeys([*wanted, *parts]))


def headline_figures(
    connection: Connection, *, indicators: Sequence[str], periods: Sequence[str], units: Sequence[str]
) -> pd.DataFrame:
    """Headline figures: unit_code, period, indicator, breakdown, value, mark; no order."""
    asked = [figures.c[name] for name in ("unit_code", "period", "indicator", "breakdown", "value", "mark")]
    statement = select(*asked).where(
        figures.c.indicator.in_(indicators), figures.c.period.in_(periods), figures.c.headline.is_(True)
    )
    return _of_units(connection, statement, units)


def waiting_figures(
    connection: Connection, *, indicators: Sequence[str], periods: Sequence[str], units: Sequence[str]
) -> pd.DataFrame:
    """The figures that hold and wait for a person to confirm them: unit_code, period, indicator."""
    statement = select(figures.c.unit_code, figures.c.period, figures.c.indicator).where(
        figures.c.indicator.in_(indicators),
        figures.c.period.in_(periods),
        figures.c.headline.is_(False),
        figures.c.current.is_(True),
        figures.c.confirmed.is_(False),
    )
    return _of_units(connection, statement, units)


def _of_units(connection: Connection, statement: Select[Any], units: Sequence[str]) -> pd.DataFrame:
    """The figures asked for that are of `units`; no order."""
    found: list[tuple[object, ...]] = []
    for start in range(0, len(units), _UNITS_A_QUERY):
        some = statement.where(figures.c.unit_code.in_(units[start : start + _UNITS_A_QUERY]))
        found.extend(tuple(row) for row in connection.execute(some))
    return pd.DataFrame(found, columns=[one.name for one in statement.selected_columns])


def reporting_units(connection: Connection, *, periods: Sequence[str], units: Sequence[str]) -> pd.DataFrame:
    """The reports that hold: unit_code, period, received_on (ISO); not one whose uploads are undone."""
    standing = select(revisions.c.report_id).where(
        revisions.c.action == "save", revisions.c.undone.is_(False)
    )
    statement = select(reports.c.unit_code, reports.c.period, reports.c.received_on).where(
        reports.c.period.in_(periods), reports.c.id.in_(standing)
    )
    wanted = set(units)
    found = [tuple(row) for row in connection.execute(statement) if row.unit_code in wanted]
    return pd.DataFrame(found, columns=["unit_code", "period", "received_on"])


def own_values(found: pd.DataFrame) -> pd.DataFrame:
    """Each unit's own values from headline figures: period, unit_code, indicator, value, mark."""
    levels = {
        code: f"level:{known_units()[code].level}"
        for code in found["unit_code"].unique()
        if code in known_units()
    }
    own_level = found["breakdown"] == found["unit_code"].map(levels)
    own = found[own_level | (found["breakdown"] == "")]
    own = own.assign(rank=own["breakdown"] == "").sort_values("rank").drop_duplicates(KEYS)
    stated = own[[*KEYS, "value", "mark"]]
    computed = _summed_parts(found, stated)
    return (
        pd.concat([stated, computed], ignore_index=True) if len(computed) else stated.reset_index(drop=True)
    )


def wide(values: pd.DataFrame, period: str) -> pd.DataFrame:
    """Own values of one period, one row a unit and one column an indicator."""
    return values[values["period"] == period].pivot(index="unit_code", columns="indicator", values="value")


def rate_rows(
    values: pd.DataFrame,
    *,
    rate: str,
    period: str,
    units: Sequence[str],
    reporting: Iterable[str],
    waiting: pd.DataFrame = NONE_WAITING,
) -> pd.DataFrame:
    """`stacked` for one period without its column, `reporting` being the units with a report of it."""
    received = pd.DataFrame({"unit_code": list(reporting)}).assign(period=period)
    table = stacked(values, rate=rate, periods=[period], units=units, received=received, waiting=waiting)
    return table.drop(columns="period")


def stacked(
    values: pd.DataFrame,
    *,
    rate: str,
    periods: Sequence[str],
    units: Sequence[str],
    received: pd.DataFrame,
    waiting: pd.DataFrame = NONE_WAITING,
) -> pd.DataFrame:
    """One row a period and unit: numerator, denominator, rate, stated, state, flagged; in the order asked.

    `state` is reported, few (few cases), no_base (0/0), marked (doubtful beyond use), stated (only a
    percentage is written), unconfirmed (a figure is among those `waiting` for a person), unstated (the
    report lacks it) or missing (no report). `flagged` says that one of the three figures is to be looked
    at again, whether or not it is fit for sums.
    """
    names = [*rate_parts(rate), rate]
    here = values[values["indicator"].isin(names) & values["period"].isin(list(periods))]
    asked = pd.MultiIndex.from_product([list(periods), list(units)], names=["period", "unit_code"])
    numbers = here.pivot(index=["period", "unit_code"], columns="indicator", values="value")
    numbers = numbers.reindex(index=asked, columns=names).astype(float)
    table = numbers.set_axis(["numerator", "denominator", "stated"], axis=1)
    reported = asked.isin(list(zip(received["period"], received["unit_code"], strict=True)))
    doubts = _doubts(here, asked, names)
    doubts["waiting"] = asked.isin(_places(waiting[waiting["indicator"].isin(names)]))
    table["state"] = _states(table, reported, doubts, _few(rate))
    shown = table["state"].isin(_SHOWN_STATES)
    table["rate"] = (100 * table["numerator"] / table["denominator"]).where(shown)
    table["flagged"] = asked.isin(_places(here[here["mark"] != ""]))
    return table.reset_index()[_COLUMNS]


def rate_table(connection: Connection, *, rate: str, period: str, units: tuple[str, ...]) -> pd.DataFrame:
    """`rate_rows` straight from the database."""
    found = headline_figures(connection, indicators=ids_for([rate]), periods=[period], units=units)
    waiting = waiting_figures(connection, indicators=ids_for([rate]), periods=[period], units=units)
    reporting = reporting_units(connection, periods=[period], units=units)["unit_code"]
    values = own_values(found)
    return rate_rows(values, rate=rate, period=period, units=units, reporting=reporting, waiting=waiting)


def total_rate(table: pd.DataFrame) -> Total:
    """The rate over all rows of a rate table that state both counts: 100 x sum / sum."""
    counted = table[table["state"].isin((*_SHOWN_STATES, "no_base"))]
    above, below = float(counted["numerator"].sum()), float(counted["denominator"].sum())
    return Total(above, below, 100 * above / below if below else None, len(counted), len(table))


def total_count(values: pd.DataFrame, *, indicator: str, period: str, units: Sequence[str]) -> Total:
    """A count's sum over units as a `Total` without a rate: numerator is the sum."""
    rows = values[(values["indicator"] == indicator) & (values["period"] == period)]
    rows = rows[rows["unit_code"].isin(list(units))]
    return Total(float(rows["value"].sum()), 0.0, None, len(rows), len(units))


def trend(
    connection: Connection, *, rate: str, periods: tuple[str, ...], units: tuple[str, ...]
) -> pd.DataFrame:
    """`rate_rows` of several periods under each other, with a column period."""
    found = headline_figures(connection, indicators=ids_for([rate]), periods=periods, units=units)
    values, received = own_values(found), reporting_units(connection, periods=periods, units=units)
    return stacked(values, rate=rate, periods=periods, units=units, received=received)


def is_doubtful(mark: str) -> bool:
    """Whether a figure's mark makes it unfit for sums: its problem is an error, or unknown."""
    return bool(mark) and (mark not in problem_kinds() or problem_kinds()[mark].severity == "error")


def clean(found: pd.DataFrame) -> pd.DataFrame:
    """The figures without the doubtful ones."""
    return found[[not is_doubtful(mark) for mark in found["mark"]]] if len(found) else found


def _summed_parts(found: pd.DataFrame, stated: pd.DataFrame) -> pd.DataFrame:
    """Values of indicators that a report states only by their parts, summed over the fields."""
    composed = _composed()
    pieces = found[found["indicator"].isin(composed["part"])]
    of_field = pieces[_by_field(pieces)].groupby(KEYS, as_index=False).agg({"value": "sum", "mark": "max"})
    whole = pieces.loc[pieces["breakdown"] == "", [*KEYS, "value", "mark"]]
    parts = pd.concat([whole, of_field]).drop_duplicates(KEYS).rename(columns={"indicator": "part"})
    parts = parts.merge(composed, on="part")
    sums = parts.groupby(KEYS, as_index=False).agg(
        value=("value", "sum"), mark=("mark", "max"), parts=("part", "size"), needed=("needed", "first")
    )
    new = sums[sums["parts"] == sums["needed"]].merge(stated[KEYS], how="left", indicator=True)
    return new.loc[new["_merge"] == "left_only", [*KEYS, "value", "mark"]]


def _composed() -> pd.DataFrame:
    """Which part belongs to which indicator, and how many parts that one needs."""
    rows = [(part, one.id, len(one.sum_of)) for one in indicators().values() for part in one.sum_of]
    return pd.DataFrame(rows, columns=["part", "indicator", "needed"])


def _by_field(found: pd.DataFrame) -> pd.Series:
    return found["breakdown"].str.startswith("field:")


def _states(table: pd.DataFrame, reported: np.ndarray, doubts: dict[str, np.ndarray], few: int) -> np.ndarray:
    """The state of each row; the first that holds of those listed."""
    above, below, written = (table[name].to_numpy() for name in ("numerator", "denominator", "stated"))
    lacking = np.isnan(above) | np.isnan(below)
    only_written = lacking & ~np.isnan(written)
    first_that_holds = {
        "missing": ~reported,
        "marked": (only_written & doubts["stated"]) | (~lacking & doubts["counts"]),
        "stated": only_written,
        "unconfirmed": lacking & doubts["waiting"],
        "unstated": lacking,
        "no_base": below == 0,
        "few": below < few,
    }
    return np.select(list(first_that_holds.values()), list(first_that_holds), "reported")


def _doubts(here: pd.DataFrame, asked: pd.MultiIndex, names: Sequence[str]) -> dict[str, np.ndarray]:
    """Where the counts, and where the written percentage, are unfit for use."""
    marked = here[[is_doubtful(mark) for mark in here["mark"]]] if len(here) else here
    stated = marked["indicator"] == names[2]
    return {"stated": asked.isin(_places(marked[stated])), "counts": asked.isin(_places(marked[~stated]))}


def _places(rows: pd.DataFrame) -> list[tuple[str, str]]:
    return list(zip(rows["period"], rows["unit_code"], strict=True))


def _few(rate: str) -> int:
    return few_cases(indicators()[rate_parts(rate)[1]].unit)
