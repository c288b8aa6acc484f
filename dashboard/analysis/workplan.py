"""What the plan page shows: tasks of the year's plan, the share of the year gone, tasks from above."""

from __future__ import annotations

import pandas as pd

from dashboard.analysis.gathering import Gathered
from dashboard.analysis.measures import total_rate
from dashboard.analysis.themes import Theme
from data_loaders.catalogue.periods import window, year_of

COMPLETION, SUPERIOR = "plan_completion_pct", "superior_tasks_on_time_pct"
RATES = (COMPLETION, SUPERIOR)
TASKS = ("done_on_time", "done_late", "overdue", "in_hand")
COUNTS = (
    "superior_tasks_assigned",
    "superior_tasks_done_on_time",
    "superior_tasks_done_late",
    "superior_tasks_overdue",
    "inspected_orgs",
    "directive_docs_issued",
)


def year_gone(period: str) -> int:
    """The share of the year (percent, to the nearest 5) gone at the end of a period's window."""
    start = window(str(year_of(period)))[0]
    end, last = window(period)[1], window(str(year_of(period)))[1]
    return 5 * round(20 * (end - start).days / (last - start).days)


def progress(data: Gathered, *, rate: str, period: str) -> dict[int, dict[int, float]]:
    """The rate over all units by year and share of the year gone, up to `period`, this year and the last."""
    found: dict[int, dict[int, float]] = {}
    for one in sorted(data.known, key=year_gone):
        total = total_rate(data.rows(rate, one))
        if (
            total.rate is not None
            and one[:4] in (period[:4], str(year_of(period) - 1))
            and _until(one, period)
        ):
            found.setdefault(year_of(one), {})[year_gone(one)] = total.rate
    return found


def superior_tasks(theme: Theme) -> pd.DataFrame:
    """Tasks from above: unit_code and a count for each of `TASKS`, the most overdue first.

    `theme` may hold units without any late task; they come last.
    """
    counts = theme.counts.reindex(columns=list(COUNTS)).astype(float)
    on_time, late, overdue = (
        counts[f"superior_tasks_{one}"] for one in ("done_on_time", "done_late", "overdue")
    )
    rest = counts["superior_tasks_assigned"] - on_time - late.fillna(0) - overdue.fillna(0)
    found = pd.DataFrame(
        {"done_on_time": on_time, "done_late": late, "overdue": overdue, "in_hand": rest.where(rest >= 0)}
    )
    found = found.dropna(how="all").rename_axis("unit_code").reset_index()
    return found.sort_values(["overdue", "done_late", "done_on_time"], ascending=False, ignore_index=True)


def _until(one: str, period: str) -> bool:
    return year_of(one) < year_of(period) or year_gone(one) <= year_gone(period)
