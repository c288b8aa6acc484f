"""Units compared by one rate against its target; districts beside the sums of their communes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from dashboard.analysis.measures import Total, total_rate
from data_loaders.catalogue.indicators import indicators
from data_loaders.catalogue.targets import Target, target_for
from data_loaders.catalogue.units import ancestors


@dataclass(frozen=True, slots=True)
class Comparison:
    """A rate of many units in one period.

    `rows` are `measures.rate_rows`, worst first, few cases after the others, units without a rate last;
    with a column `below` (short of the target). `sums` are the rates over the communes below each unit, by
    code; `stated_sums` what the unit itself states about its communes. Both are empty for communes.
    """

    rate: str
    period: str
    level: str
    target: Target | None
    rows: pd.DataFrame
    total: Total
    sums: Mapping[str, Total] = field(default_factory=dict)
    stated_sums: Mapping[str, Total] = field(default_factory=dict)

    @property
    def rated(self) -> pd.DataFrame:
        """The rows with a rate that says something."""
        return self.rows[self.rows["state"] == "reported"]

    @property
    def charted(self) -> pd.DataFrame:
        """The rows with a rate, few cases included."""
        return self.rows[self.rows["rate"].notna()]

    @property
    def beside_sums(self) -> pd.DataFrame:
        """The rows to draw where sums stand beside them: those with a rate of their own or a sum."""
        known = {code for code, total in self.sums.items() if total.rate is not None}
        return self.rows[self.rows["rate"].notna() | self.rows["unit_code"].isin(known)]

    @property
    def ranking(self) -> pd.DataFrame:
        """The rows with a rate, the best first, with their `rank`; few cases come last, without one."""
        ranked, few = self.rated.iloc[::-1], self.rows[self.rows["state"] == "few"]
        ranked = ranked.assign(rank=range(1, len(ranked) + 1))
        return pd.concat([ranked, few]) if len(few) else ranked

    @property
    def below(self) -> int:
        """How many of the rated units miss the target."""
        return int(self.rated["below"].sum())

    @property
    def flagged(self) -> int:
        """How many of the units with a rate rest on a figure to be looked at again."""
        return int(self.charted["flagged"].sum()) if "flagged" in self.rows else 0

    def number(self, state: str) -> int:
        """How many units are in `state`."""
        return int((self.rows["state"] == state).sum())

    def codes(self, state: str) -> tuple[str, ...]:
        """The units in `state`."""
        return tuple(self.rows.loc[self.rows["state"] == state, "unit_code"])


def compare(
    rows: pd.DataFrame,
    *,
    rate: str,
    period: str,
    level: str,
    sums: Mapping[str, Total] | None = None,
    stated_sums: Mapping[str, Total] | None = None,
) -> Comparison:
    """The comparison of a rate table's units, sorted and held against the target in force."""
    target = target_for(rate, level, period) if rate in indicators() else None
    sorted_rows = _sorted(rows, rate, target)
    return Comparison(
        rate, period, level, target, sorted_rows, total_rate(rows), sums or {}, stated_sums or {}
    )


def sums_below(rows: pd.DataFrame, parents: Sequence[str]) -> dict[str, Total]:
    """The rate summed over the units anywhere below each parent, with its coverage.

    A parent below which no unit is expected has no sum.
    """
    wanted = set(parents)
    pairs = [
        (above.code, place)
        for place, code in enumerate(rows["unit_code"])
        for above in ancestors(code)
        if above.code in wanted
    ]
    taken = rows.iloc[[place for _, place in pairs]].assign(parent=[parent for parent, _ in pairs])
    return {str(parent): total_rate(group) for parent, group in taken.groupby("parent")}


def polarity(rate: str) -> str:
    """Whether "higher" or "lower" is better, or "neutral" (also for a rate "a/b")."""
    return indicators()[rate].polarity if rate in indicators() else "neutral"


def misses(rate: str, value: float, target: float) -> bool:
    """Whether `value` falls short of `target`, by the indicator's polarity."""
    return value > target if polarity(rate) == "lower" else value < target


def _sorted(rows: pd.DataFrame, rate: str, target: Target | None) -> pd.DataFrame:
    short = [target is not None and misses(rate, value, target.value) for value in rows["rate"]]
    group = rows["state"].map({"reported": 0, "few": 1}).fillna(2)
    best_last = polarity(rate) != "lower"
    ranked = rows.assign(below=short, group=group, order=rows["rate"] if best_last else -rows["rate"])
    ranked = ranked.sort_values(
        ["group", "order", "denominator"], ascending=[True, True, False], kind="stable"
    )
    return ranked.drop(columns=["group", "order"]).reset_index(drop=True)
