"""The figures of the illustrative province, unit by unit and quarter by quarter.

What a usual unit is like comes from `province_recipes.toml`, who differs from `province_story.toml`.
A recipe is a table such as `{ share = [0.2, 0.8], of = "dossiers_received" }`; its first key names
the maker that turns it into a number for one quarter, and says how a period adds its quarters up.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

Recipe = dict[str, Any]
Quarters = Sequence[int]
"""Positions of quarters: 0 is quarter 1 of the first year."""

_FOLDER = Path(__file__).parent


@cache
def story() -> dict[str, Any]:
    """Both data files as one table."""
    files = (_FOLDER / "province_recipes.toml", _FOLDER / "province_story.toml")
    return {name: part for file in files for name, part in tomllib.loads(file.read_text("utf-8")).items()}


def chance(*key: object) -> float:
    """A number from 0 to 1 that is always the same for the same key."""
    return Random("|".join(str(part) for part in (story()["seed"], *key))).random()


def between(bounds: Sequence[float], *key: object) -> float:
    """A number between the two bounds, always the same for the same key."""
    return bounds[0] + (bounds[1] - bounds[0]) * chance(*key)


def deviation(spread: float, *key: object) -> float:
    """A number from -spread to spread, always the same for the same key."""
    return between((-spread, spread), *key)


def along(anchors: Sequence[float], position: int) -> float:
    """Where a line through evenly spaced anchors stands at quarter `position`."""
    place = position / (story()["quarters"] - 1) * (len(anchors) - 1)
    left = min(int(place), len(anchors) - 2)
    return anchors[left] + (anchors[left + 1] - anchors[left]) * (place - left)


def whole(number: float) -> int:
    """The nearest whole number, halves up."""
    return int(number + 0.5)


def year_and_quarter(position: int) -> tuple[int, int]:
    """Position 5 -> (2024, 2); -1 is the quarter before the story begins."""
    return story()["first_year"] + position // 4, position % 4 + 1


def position_of(year: int, quarter: int) -> int:
    """(2024, 2) -> position 5."""
    return (year - story()["first_year"]) * 4 + quarter - 1


def traits_of(key: str, *, level: str, kind: str) -> dict[str, Any]:
    """Everything that holds for the unit `key`: its level, then its kind, then its traits."""
    layers = [story()[level], story()["kind"].get(kind, {})]
    layers += [trait for trait in story()["trait"] if key in trait["units"]]
    merged: dict[str, Any] = {"dossiers": {}, "figures": {}, "fields": [], "blank": []}
    for layer in layers:
        for name, part in layer.items():
            merged[name] = {**merged[name], **part} if isinstance(part, dict) else part
    return merged


class UnitFigures:
    """All figures of one unit.

    `dossiers` holds one table a quarter (see `province_dossiers`).
    """

    def __init__(self, key: str, recipes: dict[str, Recipe], dossiers: Sequence[dict[str, int]]) -> None:
        self.key = key
        self.recipes = recipes
        self.dossiers = dossiers

    def of_period(self, indicator: str, quarters: Quarters) -> float | None:
        """The figure for a period made of `quarters`, or None where there is nothing to state."""
        condition = self.recipes[indicator].get("only_if")
        if condition and not self.of_period(condition, quarters):
            return None
        return self._combine(indicator)([self.of_quarter(indicator, one) for one in quarters])

    def of_quarter(self, indicator: str, position: int) -> float:
        """The figure for one quarter."""
        recipe = self.recipes[indicator]
        return _MAKERS[_way(recipe)](self, indicator, position)

    def _combine(self, indicator: str) -> Callable[[list[float]], float]:
        recipe = self.recipes[indicator]
        way = _way(recipe)
        if way == "dossiers":
            return _DOSSIER_PERIODS.get(recipe["dossiers"], sum)
        base = recipe.get("of", "") if way == "share" else _first_part(recipe)
        return self._combine(base) if base else _PERIODS[way]


def _way(recipe: Recipe) -> str:
    return next(way for way in _MAKERS if way in recipe)


def _first_part(recipe: Recipe) -> str:
    return str(recipe["sum"][0]) if "sum" in recipe else str(recipe.get("whole", ""))


def _first(values: list[float]) -> float:
    return values[0]


def _last(values: list[float]) -> float:
    return values[-1]


def _flow(unit: UnitFigures, indicator: str, position: int) -> float:
    return max(0, whole(between(unit.recipes[indicator]["flow"], unit.key, indicator, position)))


def _event(unit: UnitFigures, indicator: str, position: int) -> float:
    return int(chance(unit.key, indicator, position) < unit.recipes[indicator]["event"])


def _level(unit: UnitFigures, indicator: str, position: int) -> float:
    recipe = unit.recipes[indicator]
    own = along(recipe["level"], position) + deviation(recipe.get("spread", 0), unit.key, indicator)
    bounded = max(0, min(own, recipe.get("max", own)))
    return round(bounded, recipe["decimals"]) if "decimals" in recipe else whole(bounded)


def _yearly(unit: UnitFigures, indicator: str, position: int) -> float:
    recipe = unit.recipes[indicator]
    year, _ = year_and_quarter(position)
    drift = 1 + deviation(recipe.get("drift", 0), unit.key, indicator, year)
    return whole(between(recipe["yearly"], unit.key, indicator) * drift)


def _choice(unit: UnitFigures, indicator: str, position: int) -> float:
    options = unit.recipes[indicator]["choice"]
    year, _ = year_and_quarter(position)
    return float(options[int(chance(unit.key, indicator, year) * len(options))])


def _pace(unit: UnitFigures, indicator: str, position: int) -> float:
    recipe = unit.recipes[indicator]
    year, quarter = year_and_quarter(position)
    own = 1 + deviation(recipe.get("spread", 0), unit.key, indicator, year)
    wobble = 1 + deviation(story()["pace_wobble"], unit.key, indicator, position)
    return _part(unit, recipe, position=position, share=recipe["pace"][quarter - 1] * own * wobble)


def _step(unit: UnitFigures, indicator: str, position: int) -> float:
    to_date = unit.recipes[indicator]["step"]
    _, quarter = year_and_quarter(position)
    before = unit.of_quarter(to_date, position - 1) if quarter > 1 else 0
    return unit.of_quarter(to_date, position) - before


def _share(unit: UnitFigures, indicator: str, position: int) -> float:
    recipe = unit.recipes[indicator]
    own = along(recipe["share"], position) + deviation(recipe.get("spread", 0), unit.key, indicator)
    return _part(unit, recipe, position=position, share=max(0.0, own))


def _part(unit: UnitFigures, recipe: Recipe, *, position: int, share: float) -> float:
    base = unit.of_quarter(recipe["of"], position)
    return whole(base * share) if recipe.get("over") else min(base, whole(base * share))


def _sum(unit: UnitFigures, indicator: str, position: int) -> float:
    return sum(unit.of_quarter(part, position) for part in unit.recipes[indicator]["sum"])


def _rest(unit: UnitFigures, indicator: str, position: int) -> float:
    recipe = unit.recipes[indicator]
    taken = sum(unit.of_quarter(part, position) for part in recipe["minus"])
    return unit.of_quarter(recipe["whole"], position) - taken


def _happened(unit: UnitFigures, indicator: str, position: int) -> float:
    return int(unit.of_quarter(unit.recipes[indicator]["happened"], position) > 0)


def _dossiers(unit: UnitFigures, indicator: str, position: int) -> float:
    return unit.dossiers[position][unit.recipes[indicator]["dossiers"]]


_MAKERS: dict[str, Callable[[UnitFigures, str, int], float]] = {
    "flow": _flow,
    "event": _event,
    "level": _level,
    "yearly": _yearly,
    "choice": _choice,
    "pace": _pace,
    "step": _step,
    "share": _share,
    "sum": _sum,
    "whole": _rest,
    "happened": _happened,
    "dossiers": _dossiers,
}

_PERIODS: dict[str, Callable[[list[float]], float]] = {
    "flow": sum,
    "event": max,
    "happened": max,
    "level": _last,
    "yearly": _last,
    "choice": _last,
    "pace": _last,
    "step": sum,
}

_DOSSIER_PERIODS: dict[str, Callable[[list[float]], float]] = {
    "carried_over": _first,
    "pending_not_due": _last,
    "pending_overdue": _last,
}
