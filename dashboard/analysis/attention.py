"""Who needs attention and why: reasons found in the data, weighed, one entry a unit."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
from sqlalchemy import Connection, select

from dashboard.analysis.comparison import Comparison, misses
from dashboard.analysis.gathering import Gathered
from dashboard.analysis.like_periods import mixes_kinds, span_of
from dashboard.analysis.thresholds import contradiction_kinds, named_below, point_weight, weight
from data_loaders.catalogue.problem_kinds import problem_kinds
from data_loaders.catalogue.targets import Target, target_for
from data_loaders.store.tables import problems, reports, revisions

_COUNTS = {"overdue_tasks": "superior_tasks_overdue", "overdue_pending": "dossiers_overdue_pending"}


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: its kind, the indicator it rests on ("" for the report itself), its numbers,
    and for a missing report the day it was due (ISO)."""

    kind: str
    indicator: str
    weight: float
    numbers: Mapping[str, float] = field(default_factory=dict)
    due: str = ""


@dataclass(frozen=True, slots=True)
class Attention:
    """A unit and its reasons, the weightiest first."""

    unit_code: str
    reasons: tuple[Reason, ...]

    @property
    def weight(self) -> float:
        """All reasons together."""
        return sum(reason.weight for reason in self.reasons)


def ranked(found: Iterable[tuple[str, Reason]]) -> tuple[Attention, ...]:
    """Entries by unit, the weightiest first."""
    by_unit: dict[str, list[Reason]] = {}
    for unit, reason in found:
        by_unit.setdefault(unit, []).append(reason)
    entries = [
        Attention(unit, tuple(sorted(reasons, key=lambda one: -one.weight)))
        for unit, reasons in by_unit.items()
    ]
    return tuple(sorted(entries, key=lambda one: (-one.weight, one.unit_code)))


def leading(entries: Sequence[Attention], *, most: int, missing: int) -> tuple[Attention, ...]:
    """The first `most` entries, of which at most `missing` only lack their report."""
    kept: list[Attention] = []
    for entry in entries:
        lacking = sum(one.reasons[0].kind == "missing" for one in kept)
        if entry.reasons[0].kind != "missing" or lacking < missing:
            kept.append(entry)
    return tuple(kept[:most])


def late_reasons(punctuality: pd.DataFrame) -> list[tuple[str, Reason]]:
    """Missing and late reports of a punctuality table."""
    found = []
    for row in punctuality.itertuples(index=False):
        if row.state == "missing":
            found.append(
                (row.unit_code, Reason("missing", "", weight("missing"), {"days": row.days}, row.due))
            )
        elif row.state == "late":
            weighs = weight("late_report") + weight("late_report_each_day") * row.days
            found.append((row.unit_code, Reason("late_report", "", weighs, {"days": row.days})))
    return found


def target_reasons(comparison: Comparison, course: pd.DataFrame) -> list[tuple[str, Reason]]:
    """Units below the target, with the number of like periods running in which they were.

    Units of which nothing is disbursed have a reason of their own and are left out.
    """
    if comparison.target is None:
        return []
    line = comparison.target.value * named_below(comparison.rate)
    short = comparison.rated[comparison.rated["below"]]
    short = short[(short["rate"] < line) & (short["numerator"] > 0)]
    runs = periods_running(course, comparison.level, comparison.rate)
    return [
        (row.unit_code, _below(comparison, runs, unit=row.unit_code, row=row)) for row in short.itertuples()
    ]


def periods_running(course: pd.DataFrame, level: str, rate: str) -> dict[str, int]:
    """By unit, in how many periods at the end of `course` running the rate missed that period's target."""
    periods = list(dict.fromkeys(course["period"]))
    targets = [target_for(rate, level, period) for period in periods]
    rates = course.pivot(index="unit_code", columns="period", values="rate").reindex(columns=periods)
    return {
        str(unit): _run([*zip(row, targets, strict=True)], rate)
        for unit, row in zip(rates.index, rates.to_numpy(), strict=True)
    }


def zero_reasons(comparison: Comparison) -> list[tuple[str, Reason]]:
    """Units with a plan of which nothing is disbursed."""
    rows = comparison.charted
    rows = rows[(rows["numerator"] == 0) & (rows["denominator"] > 0)]
    return [
        (
            row.unit_code,
            Reason(
                "nothing_disbursed", comparison.rate, weight("nothing_disbursed"), {"whole": row.denominator}
            ),
        )
        for row in rows.itertuples()
    ]


def count_reasons(gathered: Gathered, period: str, units: Sequence[str]) -> list[tuple[str, Reason]]:
    """Overdue tasks of superiors and dossiers overdue in hand."""
    rows = gathered.values
    rows = rows[(rows["period"] == period) & (rows["value"] > 0) & rows["unit_code"].isin(list(units))]
    return [
        (row.unit_code, Reason(kind, indicator, weight(kind), {"count": row.value}))
        for kind, indicator in _COUNTS.items()
        for row in rows[rows["indicator"] == indicator].itertuples()
    ]


def contradictions(connection: Connection, *, period: str, units: Sequence[str]) -> dict[str, int]:
    """For each unit the number of errors and contradictions in what holds of its report of `period`."""
    errors = [code for code, kind in problem_kinds().items() if kind.severity == "error"]
    errors += contradiction_kinds()
    statement = (
        select(reports.c.unit_code, problems.c.slot, problems.c.code, revisions.c.number, revisions.c.slots)
        .join_from(problems, revisions)
        .join(reports, reports.c.id == revisions.c.report_id)
        .where(reports.c.period == period, problems.c.code.in_(errors))
        .where(revisions.c.undone.is_(False), revisions.c.action == "save")
    )
    wanted, newest = set(units), _newest_slots(connection, period)
    counts: dict[str, int] = {}
    for row in connection.execute(statement):
        if row.unit_code in wanted and newest.get((row.unit_code, row.slot), row.number) == row.number:
            counts[row.unit_code] = counts.get(row.unit_code, 0) + 1
    return counts


def contradiction_reasons(counts: Mapping[str, int]) -> list[tuple[str, Reason]]:
    """Reports with contradictions to be looked at again."""
    return [
        (unit, Reason("contradiction", "", weight("contradiction") + count, {"count": count}))
        for unit, count in counts.items()
    ]


def _newest_slots(connection: Connection, period: str) -> dict[tuple[str, str], int]:
    statement = (
        select(reports.c.unit_code, revisions.c.number, revisions.c.slots)
        .join_from(revisions, reports)
        .where(reports.c.period == period, revisions.c.undone.is_(False), revisions.c.action == "save")
        .order_by(revisions.c.number)
    )
    return {(row.unit_code, slot): row.number for row in connection.execute(statement) for slot in row.slots}


def _below(comparison: Comparison, runs: Mapping[str, int], *, unit: str, row: Any) -> Reason:  # noqa: ANN401
    assert comparison.target is not None
    target, running = comparison.target.value, runs.get(unit, 1)
    weighs = (
        weight("below_target")
        + point_weight(comparison.rate) * abs(target - row.rate)
        + weight("below_target_each_further_period") * max(running - 1, 0)
    )
    numbers = {
        "rate": row.rate,
        "part": row.numerator,
        "whole": row.denominator,
        "target": target,
        "running": running,
        "yearly": not mixes_kinds(span_of(comparison.rate), comparison.period),
    }
    return Reason("below_target", comparison.rate, weighs, numbers)


def _run(course: Sequence[tuple[float, Target | None]], rate: str) -> int:
    running = 0
    for value, target in reversed(course):
        if target is None or math.isnan(value) or not misses(rate, value, target.value):
            break
        running += 1
    return running
