"""What a page on one theme rests on: the figures of its units, compared by rate, and their courses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd
from sqlalchemy import Connection

from dashboard.analysis.comparison import Comparison, compare, sums_below
from dashboard.analysis.courses import Course, course_of
from dashboard.analysis.findings import illustrative
from dashboard.analysis.gathering import Gathered, gather
from dashboard.analysis.measures import Total, clean, rate_parts, total_count, total_rate, wide
from dashboard.analysis.selection import Selection, expected_units, known_periods


@dataclass(frozen=True, slots=True)
class Theme:
    """`data` holds all units of the level below the parent over all known periods; `units` are the chosen
    ones. `communes` holds the communes below them in this period, None where the units are communes."""

    selection: Selection
    units: tuple[str, ...]
    rates: tuple[str, ...]
    data: Gathered
    communes: Gathered | None

    @property
    def received(self) -> int:
        """How many of the units have reported."""
        rows = self.data.received
        here = rows.loc[rows["period"] == self.selection.period, "unit_code"]
        return int(here.isin(self.units).sum())

    @property
    def illustrative(self) -> bool:
        """Whether any of the units is made up."""
        return illustrative(self.units)

    @property
    def counts(self) -> pd.DataFrame:
        """The units' own values of the period, one column an indicator."""
        return wide(self.data.values, self.selection.period).reindex(index=list(self.units))

    @property
    def lists_by_field(self) -> tuple[Gathered, str]:
        """The figures that may be broken down by field, and their units' level: communes keep the lists."""
        if self.communes is not None:
            return self.communes, "commune"
        return replace(self.data, units=self.units), self.selection.level

    @property
    def communes_total(self) -> dict[str, Total]:
        """For units above communes: each rate read, over all communes below them."""
        period = self.selection.period
        return (
            {rate: total_rate(self.communes.rows(rate, period)) for rate in self.rates}
            if self.communes
            else {}
        )

    def comparison(self, rate: str) -> Comparison:
        """The units compared by `rate`, beside the sums of their communes."""
        period = self.selection.period
        rows = self.data.rows(rate, period, self.units)
        level = self.selection.level
        if self.communes is None:
            return compare(rows, rate=rate, period=period, level=level)
        return compare(
            rows,
            rate=rate,
            period=period,
            level=level,
            sums=sums_below(self.communes.rows(rate, period), self.units),
            stated_sums=stated_sums(self.data, rate, period, self.units),
        )

    def course(self, rate: str) -> Course:
        """The course of `rate` over all units, the chosen or worst ones named."""
        whole = self.data.rows(rate, self.selection.period)
        comparison = compare(whole, rate=rate, period=self.selection.period, level=self.selection.level)
        return course_of(self.data, comparison, chosen=self.selection.units)

    def total(self, indicator: str) -> Total:
        """The sum of a count over the units that state it."""
        period = self.selection.period
        return total_count(self.data.values, indicator=indicator, period=period, units=self.units)


def theme_of(
    connection: Connection, *, selection: Selection, rates: Sequence[str], counts: Sequence[str]
) -> Theme:
    """Read what the theme's `rates` and `counts` need."""
    units = tuple(one.code for one in expected_units(selection))
    group = tuple(one.code for one in expected_units(replace(selection, units=())))
    known = known_periods(connection)
    data = gather(connection, rates=rates, counts=counts, periods=known, units=group)
    return Theme(selection, units, tuple(rates), data, _communes(connection, selection, units, rates))


def stated_sums(data: Gathered, rate: str, period: str, units: Sequence[str]) -> dict[str, Total]:
    """What districts and provinces state about their communes, where they do (breakdown level:commune)."""
    found = data.found[(data.found["period"] == period) & (data.found["breakdown"] == "level:commune")]
    found = clean(found[found["unit_code"].isin(list(units))])
    counts = found.pivot(index="unit_code", columns="indicator", values="value").reindex(
        columns=rate_parts(rate)
    )
    return {
        str(code): Total(above, whole, 100 * above / whole if whole else None, 1, 1)
        for code, above, whole in counts.dropna().itertuples(name=None)
    }


def communes_below(units: Sequence[str], period: str) -> tuple[str, ...]:
    """The communes expected to report in `period` anywhere below `units`."""
    found = (expected_units(Selection(period, unit, "commune")) for unit in units)
    return tuple(dict.fromkeys(one.code for below in found for one in below))


def _communes(
    connection: Connection, selection: Selection, units: Sequence[str], rates: Sequence[str]
) -> Gathered | None:
    if selection.level == "commune" or not selection.period:
        return None
    codes = communes_below(units, selection.period)
    return gather(connection, rates=rates, counts=(), periods=[selection.period], units=codes)
