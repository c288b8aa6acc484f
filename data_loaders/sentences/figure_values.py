"""What the number of a reading is worth: shares of counts, wholes of pairs, values an indicator can have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from data_loaders.catalogue.indicators import Indicator, indicators, rates
from data_loaders.sentences.sentence_words import sentence_words

Targets = Sequence[tuple[str, str]]
"""Indicators with their breakdowns."""


@cache
def rate_of(numerator: str) -> Indicator | None:
    """The rate that an indicator is the numerator of."""
    return next((one for one in rates() if one.numerator == numerator), None)


def shares_of(targets: Targets) -> Iterator[tuple[str, str]]:
    """The indicators of the percent that goes with numbers of `targets`."""
    for name, breakdown in targets:
        if indicators()[name].kind == "percent":
            yield name, breakdown
        elif share := sentence_words().shares.get(name):
            yield share, breakdown
        elif rate := rate_of(name):
            yield rate.id, breakdown


def counts_of(shares: Targets, *, plan: bool) -> tuple[tuple[str, str], ...]:
    """The numerators (or, of a plan, the denominators) of percents; none when one of them has none."""
    found = [(indicators()[name], part) for name, part in shares]
    names = tuple((rate.denominator if plan else rate.numerator, part) for rate, part in found)
    return names if all(name for name, _ in names) else ()


def whole_of(name: str) -> str:
    """What b of a pair a/b is when a is indicator `name`; "" when it is not read."""
    words = sentence_words()
    if name in words.denominators:
        return words.denominators[name]
    rate = rate_of(name)
    return rate.denominator if rate else ""


def stored(value: float, kind: str, name: str) -> float | None:
    """A value of an amount's kind in the indicator's unit; None when it cannot be such a value."""
    indicator = indicators()[name]
    if indicator.kind != {"zero": "count"}.get(kind, kind):
        return None
    if indicator.kind == "count" and value != int(value):
        return None
    if indicator.kind == "percent" and not indicator.may_exceed and value > 100:
        return None
    return value


def is_absurd(value: float, name: str, level: str) -> bool:
    """Whether a value lies outside what a unit of `level` can have (`limits` of the data file)."""
    limits = (one for one in sentence_words().limits if level in one.levels and name.startswith(one.starts))
    return any(not one.least <= value <= one.most for one in limits)
