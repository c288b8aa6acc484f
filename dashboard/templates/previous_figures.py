"""What a unit stated last time: for each row of a template the newest value that may be compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
from sqlalchemy import Connection

from dashboard.analysis.like_periods import like_periods
from dashboard.analysis.measures import headline_figures, is_doubtful, own_values
from dashboard.analysis.selection import known_periods
from data_loaders.catalogue.indicators import Indicator, indicators
from data_loaders.catalogue.periods import period_key
from data_loaders.catalogue.units import units as known_units

Key = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class PreviousFigures:
    """Values by (unit, indicator, breakdown, period), doubtful ones left out; `earlier` periods newest first.

    A unit's own value stands under breakdown "".
    """

    period: str
    earlier: tuple[str, ...]
    values: Mapping[Key, float]

    def of(self, unit: str, indicator: str, breakdown: str = "") -> tuple[float, str] | None:
        """The newest value that may be compared and its period, or None."""
        place = "" if breakdown == f"level:{known_units()[unit].level}" else breakdown
        for period in self.comparable(indicator):
            value = self.at(unit, indicator, place, period)
            if value is not None:
                return value, period
        return None

    def comparable(self, indicator: str) -> tuple[str, ...]:
        """The earlier periods whose values of `indicator` may be compared, newest first."""
        fitting = set(like_periods(indicators()[indicator].span, self.period, self.earlier))
        return tuple(one for one in self.earlier if one in fitting)

    def at(self, unit: str, indicator: str, breakdown: str, period: str) -> float | None:
        """The value in one period: a rate from its counts where both are known, else as stated."""
        one = indicators()[indicator]
        computed = self._computed(one, (unit, breakdown, period)) if one.is_rate else None
        return self.values.get((unit, indicator, breakdown, period)) if computed is None else computed

    def _computed(self, rate: Indicator, where: tuple[str, str, str]) -> float | None:
        unit, breakdown, period = where
        part = self.values.get((unit, rate.numerator, breakdown, period))
        whole = self.values.get((unit, rate.denominator, breakdown, period))
        return None if part is None or not whole else 100 * part / whole


def previous_figures(
    connection: Connection, *, units: Sequence[str], period: str, ids: Sequence[str]
) -> PreviousFigures:
    """The figures of `ids` and the counts behind them that `units` stated before `period`."""
    earlier = tuple(one for one in known_periods(connection) if period_key(one) < period_key(period))
    found = headline_figures(connection, indicators=_with_counts(ids), periods=earlier, units=units)
    found = found[~found["mark"].map(is_doubtful).astype(bool)]
    return PreviousFigures(
        period, earlier, {**_by_key(found), **_by_key(own_values(found).assign(breakdown=""))}
    )


def _with_counts(ids: Sequence[str]) -> tuple[str, ...]:
    wanted = [one for name in ids for one in (name, *_parts(indicators()[name]))]
    parts = [part for one in wanted for part in indicators()[one].sum_of]
    return tuple(dict.fromkeys([*wanted, *parts]))


def _parts(indicator: Indicator) -> tuple[str, ...]:
    return (indicator.numerator, indicator.denominator) if indicator.is_rate else ()


def _by_key(found: pd.DataFrame) -> dict[Key, float]:
    names = ["unit_code", "indicator", "breakdown", "period", "value"]
    return {
        (unit, name, breakdown, period): value
        for unit, name, breakdown, period, value in found[names].itertuples(index=False)
    }
