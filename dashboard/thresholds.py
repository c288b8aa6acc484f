"""Where the screens draw their lines: few cases, many rows, what weighs how much. Data: `thresholds.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path


@cache
def _thresholds() -> Mapping[str, Mapping[str, int]]:
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
