"""What is aimed at: targets by indicator, level and kind of period. Data: `targets.csv`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from data_loaders.catalogue.data_files import require, rows
from data_loaders.catalogue.indicators import indicators
from data_loaders.catalogue.periods import kind_of

_FILE = "targets.csv"


@dataclass(frozen=True, slots=True)
class Target:
    """A value to reach (in the indicator's unit) and where it comes from."""

    indicator: str
    level: str
    period_kind: str
    value: float
    source_vi: str


@cache
def targets() -> tuple[Target, ...]:
    """All targets; an empty level or period kind holds for all."""
    loaded = tuple(Target(**{**row, "value": float(row["value"])}) for row in rows(_FILE))
    for one in loaded:
        require(one.indicator in indicators(), _FILE, f"unknown id {one.indicator!r}")
    return loaded


@cache
def target_for(indicator: str, level: str, period: str) -> Target | None:
    """The target of `indicator` for units of `level` in `period`, the most specific one, or None."""
    kind = kind_of(period).code or "Y"
    fitting = [
        one
        for one in targets()
        if one.indicator == indicator and one.level in ("", level) and one.period_kind in ("", kind)
    ]
    return max(fitting, key=lambda one: bool(one.level) + bool(one.period_kind), default=None)
