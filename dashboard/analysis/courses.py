"""The course of a rate over like periods: all units together, their spread, and the units to name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from dashboard.analysis.comparison import Comparison
from dashboard.analysis.gathering import Gathered
from dashboard.analysis.measures import Total, total_rate

_WORST, _FEW_UNITS = 3, 3


@dataclass(frozen=True, slots=True)
class Course:
    """`rows` are rate tables of the periods under each other; `totals` the rate over all units by period,
    oldest first; `named` the units to name: the chosen ones, else the worst of the last period."""

    rate: str
    level: str
    rows: pd.DataFrame
    totals: Mapping[str, Total]
    named: tuple[str, ...]
    target: float | None

    @property
    def spreads(self) -> bool:
        """Whether there are units enough to speak of their middle half."""
        return self.rows.loc[self.rows["state"] == "reported", "unit_code"].nunique() > _FEW_UNITS

    @property
    def known(self) -> dict[str, Total]:
        """The periods in which there is a rate."""
        return {period: total for period, total in self.totals.items() if total.rate is not None}

    @property
    def change(self) -> float | None:
        """Points between the last two periods with a rate, or None."""
        rates = [total.rate for total in self.known.values() if total.rate is not None]
        return rates[-1] - rates[-2] if len(rates) > 1 else None


def course_of(data: Gathered, comparison: Comparison, *, chosen: Sequence[str] = ()) -> Course:
    """The course up to the period of `comparison`."""
    rows = data.course(comparison.rate, comparison.period)
    periods = data.like(comparison.rate, comparison.period)
    worst = comparison.rated[comparison.rated["below"]]["unit_code"][:_WORST]
    return Course(
        rate=comparison.rate,
        level=comparison.level,
        rows=rows,
        totals={period: total_rate(rows[rows["period"] == period]) for period in periods},
        named=tuple(chosen) or tuple(worst),
        target=comparison.target.value if comparison.target else None,
    )
