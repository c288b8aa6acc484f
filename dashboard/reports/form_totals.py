"""The seven forms for a parent: what the units below add up to, row by row, beside its own statement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from dashboard.analysis.measures import is_doubtful, own_values
from data_loaders.catalogue.forms import LEVELS, FormRow
from data_loaders.catalogue.indicators import Indicator, indicators
from data_loaders.catalogue.units import units as known_units

Values = Mapping[tuple[str, str, str], float]


@dataclass(frozen=True, slots=True)
class RowTotal:
    """One form row: `value` over `counted` of `expected` units, None where nothing can be added.

    `own` is what the parent states itself. `state` is summed, rate, no_base, missing, not_added (codes and
    numbers that cannot be added up) or not_applicable.
    """

    row: FormRow
    value: float | None
    state: str
    counted: int
    expected: int
    own: float | None


@dataclass(frozen=True, slots=True)
class StatedValues:
    """Values of one period by (unit, indicator, breakdown); a unit's own stand under breakdown ""."""

    values: Values

    def of(self, unit: str, indicator: str, breakdown: str) -> float | None:
        """What `unit` states, its own level's breakdown and none being the same."""
        level = known_units()[unit].level
        place = "" if breakdown == f"level:{level}" else breakdown
        return self.values.get((unit, indicator, place))


def stated_values(found: pd.DataFrame, period: str) -> StatedValues:
    """The values of `period` among headline figures; doubtful ones are left out."""
    kept = found[(found["period"] == period) & ~found["mark"].map(is_doubtful).astype(bool)]
    return StatedValues({**_by_key(kept), **_by_key(own_values(kept).assign(breakdown=""))})


def row_total(row: FormRow, stated: StatedValues, *, below: Sequence[str], parent: str) -> RowTotal:
    """The row over the units `below` (codes of one level) of `parent` ("" for none)."""
    own = _own(row, stated, parent)
    level = known_units()[below[0]].level if below else ""
    if not row.indicator or not level or not _applies(row, level):
        return RowTotal(row, None, "not_applicable", 0, len(below), own)
    one = indicators()[row.indicator]
    if one.aggregation == "sum":
        value, state, counted = _sum(row, stated, below)
    elif one.aggregation == "rate":
        value, state, counted = _rate(one, row.breakdown, stated, below)
    else:
        value, state, counted = None, "not_added", _counted(row, stated, below)
    return RowTotal(row, value, state, counted, len(below), own)


def _applies(row: FormRow, level: str) -> bool:
    """Whether units of `level` fill the row, or could: it is not one of a higher level."""
    _, _, of_level = row.breakdown.partition("level:")
    return row.belongs_to(level) and (not of_level or LEVELS.index(of_level) <= LEVELS.index(level))


def _sum(row: FormRow, stated: StatedValues, below: Sequence[str]) -> tuple[float | None, str, int]:
    found = [stated.of(unit, row.indicator, row.breakdown) for unit in below]
    known = [value for value in found if value is not None]
    return (sum(known), "summed", len(known)) if known else (None, "missing", 0)


def _rate(
    rate: Indicator, breakdown: str, stated: StatedValues, below: Sequence[str]
) -> tuple[float | None, str, int]:
    counts = (rate.numerator, rate.denominator)
    pairs = [[stated.of(unit, name, breakdown) for name in counts] for unit in below]
    known = [(part, whole) for part, whole in pairs if part is not None and whole is not None]
    whole = sum(one for _, one in known)
    if not known or not whole:
        return None, "no_base" if known else "missing", len(known)
    return 100 * sum(one for one, _ in known) / whole, "rate", len(known)


def _counted(row: FormRow, stated: StatedValues, below: Sequence[str]) -> int:
    return sum(stated.of(unit, row.indicator, row.breakdown) is not None for unit in below)


def _own(row: FormRow, stated: StatedValues, parent: str) -> float | None:
    """What the parent states: a rate from its counts where it states both."""
    if not parent or not row.indicator:
        return None
    one = indicators()[row.indicator]
    if one.is_rate:
        value = _rate(one, row.breakdown, stated, [parent])[0]
        return stated.of(parent, one.id, row.breakdown) if value is None else value
    return stated.of(parent, one.id, row.breakdown)


def _by_key(found: pd.DataFrame) -> dict[tuple[str, str, str], float]:
    names = ["unit_code", "indicator", "breakdown", "value"]
    return {(unit, name, place): value for unit, name, place, value in found[names].itertuples(index=False)}
