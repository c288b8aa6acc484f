"""Everything one screen asks of the database, read at once: own values and reports of units over periods."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field

import pandas as pd
from sqlalchemy import Connection

from dashboard.analysis.like_periods import like_periods, span_of
from dashboard.analysis.measures import (
    NONE_WAITING,
    headline_figures,
    ids_for,
    own_values,
    rate_rows,
    reporting_units,
    stacked,
    waiting_figures,
)

_COURSE = 8


@dataclass(frozen=True, slots=True)
class Gathered:
    """Figures of `units` over the `known` periods, those with a report of any of them; `found` as stored.
    `waiting` are figures nobody has confirmed yet.

    Rate tables are worked out once: a screen asks for the same ones in several places. They are shared.
    """

    units: tuple[str, ...]
    known: tuple[str, ...]
    found: pd.DataFrame
    values: pd.DataFrame
    received: pd.DataFrame
    waiting: pd.DataFrame = field(default_factory=NONE_WAITING.copy)
    _tables: dict[Hashable, pd.DataFrame] = field(default_factory=dict, init=False, repr=False, compare=False)

    def rows(self, rate: str, period: str, units: Sequence[str] | None = None) -> pd.DataFrame:
        """The rate table of one period (see `measures.rate_rows`)."""
        asked = self.units if units is None else tuple(units)
        return self._once((rate, period, asked), lambda: self._rows(rate, period, asked))

    def course(self, rate: str, period: str) -> pd.DataFrame:
        """The rate tables of the periods that may be compared with `period`, oldest first."""
        periods = self.like(rate, period)
        return self._once(
            (rate, periods),
            lambda: stacked(
                self.values,
                rate=rate,
                periods=periods,
                units=self.units,
                received=self.received,
                waiting=self.waiting,
            ),
        )

    def like(self, rate: str, period: str) -> tuple[str, ...]:
        """The last periods that may be compared with `period`, itself included, oldest first."""
        return like_periods(span_of(rate), period, self.known)[-_COURSE:]

    def _rows(self, rate: str, period: str, units: Sequence[str]) -> pd.DataFrame:
        reporting = self.received.loc[self.received["period"] == period, "unit_code"]
        return rate_rows(
            self.values, rate=rate, period=period, units=units, reporting=reporting, waiting=self.waiting
        )

    def _once(self, key: Hashable, work: Callable[[], pd.DataFrame]) -> pd.DataFrame:
        if key not in self._tables:
            self._tables[key] = work()
        return self._tables[key]


def gather(
    connection: Connection,
    *,
    rates: Sequence[str],
    counts: Sequence[str],
    periods: Sequence[str],
    units: Sequence[str],
) -> Gathered:
    """Read what `rates` and `counts` need, for `units` over `periods`."""
    asked = tuple(dict.fromkeys([*ids_for(rates), *counts, *ids_for(counts)]))
    found = headline_figures(connection, indicators=asked, periods=periods, units=units)
    received = reporting_units(connection, periods=periods, units=units)
    known = tuple(one for one in periods if one in set(received["period"]))
    waiting = waiting_figures(connection, indicators=asked, periods=periods, units=units)
    return Gathered(tuple(units), known, found, own_values(found), received, waiting)
