"""Who needs attention and why: reasons found in the data, weighed, one entry a unit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd
from sqlalchemy import Connection, select

from data_loaders.catalogue.problem_kinds import problem_kinds
from data_loaders.tables import problems, reports, revisions

from dashboard.comparison import Comparison
from dashboard.gathering import Gathered
from dashboard.thresholds import weight

_COUNTS = {"overdue_tasks": "superior_tasks_overdue", "overdue_pending": "dossiers_overdue_pending"}


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: its kind, the indicator it rests on ("" for the report itself), and its numbers."""

    kind: str
    indicator: str
    weight: float
    numbers: Mapping[str, float] = field(default_factory=dict)


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
        Attention(unit, tuple(sorted(reasons, key=lambda one: -one.weight))) for unit, reasons in by_unit.items()
    ]
    return tuple(sorted(entries, key=lambda one: (-one.weight, one.unit_code)))


def late_reasons(punctuality: pd.DataFrame) -> list[tuple[str, Reason]]:
    """Missing and late reports of a punctuality table."""
    found = []
    for row in punctuality.itertuples(index=False):
        if row.state == "missing":
            found.append((row.unit_code, Reason("missing", "", weight("missing"), {"days": row.days})))
        elif row.state == "late":
            weighs = weight("late_report") + weight("late_report_each_day") * row.days
            found.append((row.unit_code, Reason("late_report", "", weighs, {"days": row.days})))
    return found


def target_reasons(comparison: Comparison, course: pd.DataFrame) -> list[tuple[str, Reason]]:
    """Units below the target, with the number of like periods running in which they were."""
    if comparison.target is None:
        return []
    target, short = comparison.target.value, comparison.rated[comparison.rated["below"]]
    runs = periods_running(course, target, tuple(short["unit_code"]))
    return [(row.unit_code, _below(comparison.rate, row, target, runs[row.unit_code])) for row in short.itertuples()]


def periods_running(course: pd.DataFrame, target: float, units: Sequence[str]) -> dict[str, int]:
    """For each unit the number of periods at the end of `course` in which its rate lay below `target`."""
    periods = list(dict.fromkeys(course["period"]))
    rates = course.pivot(index="unit_code", columns="period", values="rate").reindex(columns=periods)
    return {unit: _run(rates.loc[unit].tolist(), target) if unit in rates.index else 0 for unit in units}


def zero_reasons(comparison: Comparison) -> list[tuple[str, Reason]]:
    """Units with a plan of which nothing is disbursed."""
    rows = comparison.charted
    rows = rows[(rows["numerator"] == 0) & (rows["denominator"] > 0)]
    return [
        (row.unit_code, Reason("nothing_disbursed", comparison.rate, weight("nothing_disbursed"), {"whole": row.denominator}))
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
    """For each unit the number of errors found in what holds of its report of `period`."""
    errors = [code for code, kind in problem_kinds().items() if kind.severity == "error"]
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


def _below(rate: str, row: object, target: float, running: int) -> Reason:
    further = max(running - 1, 0)
    weighs = (
        weight("below_target")
        + weight("below_target_each_point") * (target - row.rate)  # type: ignore[attr-defined]
        + weight("below_target_each_further_period") * further
    )
    numbers = {"rate": row.rate, "part": row.numerator, "whole": row.denominator, "target": target, "running": running}  # type: ignore[attr-defined]
    return Reason("below_target", rate, weighs, numbers)


def _run(rates: list[float], target: float) -> int:
    running = 0
    for rate in reversed(rates):
        if not rate < target:
            break
        running += 1
    return running
