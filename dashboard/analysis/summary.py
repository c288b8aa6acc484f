"""What the overview shows of one selection: the facts of its sentence, tiles, attention and ranking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd
from sqlalchemy import Connection

from dashboard.analysis.attention import (
    Attention,
    contradiction_reasons,
    contradictions,
    count_reasons,
    late_reasons,
    ranked,
    target_reasons,
    zero_reasons,
)
from dashboard.analysis.comparison import Comparison, compare, sums_below
from dashboard.analysis.courses import Course, course_of
from dashboard.analysis.gathering import Gathered, gather
from dashboard.analysis.like_periods import previous_like, span_of, year_before
from dashboard.analysis.measures import Total, total_rate
from dashboard.analysis.punctuality import Punctuality, count_punctuality, punctuality_table
from dashboard.analysis.selection import Selection, expected_units, known_periods
from dashboard.analysis.sentences import PeriodFacts
from dashboard.analysis.themes import communes_below
from data_loaders.catalogue.targets import Target
from data_loaders.catalogue.units import units as known_units

ON_TIME, DISBURSED = "dossiers_on_time_pct", "investment_disbursed_pct"
TILES = (ON_TIME, "plan_completion_pct", "staff_present/staff_assigned", DISBURSED, "dossiers_online_pct")
_WATCHED = (ON_TIME, "plan_completion_pct", DISBURSED)
_COUNTS = ("superior_tasks_overdue", "dossiers_overdue_pending")


@dataclass(frozen=True, slots=True)
class Tile:
    """One rate: its total, target, units below it, changes in points by period compared, its course."""

    rate: str
    total: Total
    target: Target | None
    below: int
    changes: Mapping[str, float]
    course: Mapping[str, float | None]
    communes: Total | None


@dataclass(frozen=True, slots=True)
class Summary:
    """The overview of one selection; `course` is the on-time rate's, `received` counts reports by period."""

    selection: Selection
    facts: PeriodFacts
    tiles: tuple[Tile, ...]
    comparisons: Mapping[str, Comparison]
    course: Course
    attention: tuple[Attention, ...]
    punctuality: pd.DataFrame
    received: Mapping[str, Punctuality]
    illustrative: bool


def summarise(connection: Connection, *, selection: Selection, today: date) -> Summary:
    """The overview of `selection` as it stands on `today`."""
    units = tuple(one.code for one in expected_units(selection))
    known = known_periods(connection)
    data = gather(connection, rates=TILES, counts=_COUNTS, periods=known, units=units)
    communes = _communes(connection, selection, units)
    comparisons = {rate: _comparison(data, communes, rate, selection) for rate in TILES}
    tiles = tuple(_tile(data, comparisons[rate], communes) for rate in TILES)
    late = punctuality_table(data.received, period=selection.period, units=units, today=today)
    errors = contradictions(connection, period=selection.period, units=units)
    received = {one: _counted(data, one, today) for one in data.known}
    return Summary(
        selection=selection,
        facts=_facts(selection, units, count_punctuality(late), tiles),
        tiles=tiles,
        comparisons=comparisons,
        course=course_of(data, comparisons[ON_TIME], chosen=selection.units),
        attention=ranked(
            [
                *late_reasons(late),
                *(
                    reason
                    for rate in _WATCHED
                    for reason in target_reasons(comparisons[rate], data.course(rate, selection.period))
                ),
                *zero_reasons(comparisons[DISBURSED]),
                *count_reasons(data, selection.period, units),
                *contradiction_reasons(errors),
            ]
        ),
        punctuality=late,
        received=received,
        illustrative=any(known_units()[code].illustrative for code in units),
    )


def changes_in(rate: str, period: str, course: Mapping[str, float | None]) -> dict[str, float]:
    """Points gained on the like period before and on the same period of last year, where both are known."""
    now = course.get(period)
    earlier = {previous_like(span_of(rate), period, course): None, year_before(period, course): None}
    before = {one: course.get(one) for one in earlier if one}
    return {one: now - then for one, then in before.items() if now is not None and then is not None}


def _comparison(data: Gathered, communes: Gathered | None, rate: str, selection: Selection) -> Comparison:
    period, rows = selection.period, data.rows(rate, selection.period)
    sums = sums_below(communes.rows(rate, period), data.units) if communes else {}
    return compare(rows, rate=rate, period=period, level=selection.level, sums=sums)


def _tile(data: Gathered, comparison: Comparison, communes: Gathered | None) -> Tile:
    rate, period = comparison.rate, comparison.period
    course = {one: total.rate for one, total in course_of(data, comparison).totals.items()}
    return Tile(
        rate=rate,
        total=comparison.total,
        target=comparison.target,
        below=comparison.below,
        changes=changes_in(rate, period, course),
        course=course,
        communes=total_rate(communes.rows(rate, period)) if communes else None,
    )


def _communes(connection: Connection, selection: Selection, units: Sequence[str]) -> Gathered | None:
    """The communes below the units, unless these are communes."""
    if selection.level == "commune" or not selection.period:
        return None
    codes = communes_below(units, selection.period)
    return gather(connection, rates=TILES, counts=(), periods=[selection.period], units=codes)


def _counted(data: Gathered, period: str, today: date) -> Punctuality:
    return count_punctuality(punctuality_table(data.received, period=period, units=data.units, today=today))


def _facts(
    selection: Selection, units: Sequence[str], reports: Punctuality, tiles: Sequence[Tile]
) -> PeriodFacts:
    by_rate = {tile.rate: tile for tile in tiles}
    on_time, disbursed = by_rate[ON_TIME], by_rate[DISBURSED]
    compared = next(iter(on_time.changes), "")
    return PeriodFacts(
        period=selection.period,
        level=selection.level,
        reports=reports,
        on_time=on_time.total,
        change=on_time.changes.get(compared),
        compared=compared,
        only=units[0] if len(units) == 1 else "",
        disbursing=disbursed.total.counted,
        disbursing_below=disbursed.below,
        disbursement_target=disbursed.target.value if disbursed.target else None,
    )
