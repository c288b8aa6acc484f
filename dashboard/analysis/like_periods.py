"""Which periods may be compared.

A quarter is set beside quarters, a cumulative period beside the same period of other years. What holds
at the report's moment (staff present) may be compared between any two periods; what runs from the
year's start (plan completion) only between the same periods of different years.
"""

from __future__ import annotations

from collections.abc import Iterable

from data_loaders.catalogue.indicators import indicators
from data_loaders.catalogue.periods import comparable, kind_of, period_key, same_period_last_year


def span_of(rate: str) -> str:
    """The span of a rate: "period", "cumulative" or "moment". A rate "a/b" has the span of a."""
    return indicators()[rate.split("/")[0]].span


def alike(span: str, period: str, other: str) -> bool:
    """Whether values of `span` of the two periods may be compared."""
    if span == "moment" or comparable(period, other):
        return True
    return span == "period" and not kind_of(period).cumulative and not kind_of(other).cumulative


def like_periods(span: str, period: str, known: Iterable[str]) -> tuple[str, ...]:
    """The `known` periods up to and with `period` that may be compared with it, oldest first."""
    until = period_key(period)
    fitting = {one for one in known if period_key(one) <= until and alike(span, period, one)}
    return tuple(sorted(fitting | {period}, key=period_key))


def previous_like(span: str, period: str, known: Iterable[str]) -> str:
    """The newest known period before `period` that may be compared with it, or ""."""
    earlier = like_periods(span, period, known)[:-1]
    return earlier[-1] if earlier else ""


def year_before(period: str, known: Iterable[str]) -> str:
    """The same period of last year when it is known, else ""."""
    before = same_period_last_year(period)
    return before if before in set(known) else ""


def mixes_kinds(span: str, period: str) -> bool:
    """Whether periods like `period` are of several kinds, so that two of them may lie in one year."""
    return span == "moment" or (span == "period" and not kind_of(period).cumulative)
