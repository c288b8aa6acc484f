"""Where the screens draw their lines: few cases, many rows, what weighs how much. Data: `thresholds.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any


@cache
def _thresholds() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def few_cases(unit_of_measure: str) -> int:
    """Below this denominator a rate counts as resting on few cases; 0 where that does not apply."""
    return _thresholds()["few_cases"].get(unit_of_measure, 0)


def row_limit(place: str) -> int:
    """The most rows shown one by one in a `chart` or under `attention`."""
    return _thresholds()["rows"][place]


def weight(reason: str) -> int:
    """How much a reason for attention weighs."""
    return _thresholds()["weight"][reason]


def point_weight(rate: str) -> int:
    """How much each point below the target of `rate` weighs."""
    return _thresholds()["point"].get(rate, 1)


def named_below(rate: str) -> float:
    """The share (0 to 1) of its target below which a unit's `rate` is named; 1 unless set otherwise."""
    return _thresholds()["far_below"].get(rate, 100) / 100


def contradiction_kinds() -> tuple[str, ...]:
    """The kinds of problem that count as contradictions though they are no errors."""
    return tuple(_thresholds()["contradictions"]["kinds"])
