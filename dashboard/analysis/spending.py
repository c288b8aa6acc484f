"""What the budget page shows: disbursement against plan, revenue against estimate, expenditure."""

from __future__ import annotations

import pandas as pd

from dashboard.analysis.summary import DISBURSED
from dashboard.analysis.themes import Theme

RATES = (DISBURSED, "budget_revenue_pct", "commune_budget_revenue_pct")
REVENUES = ("budget_revenue_pct", "commune_budget_revenue_pct")
COUNTS = (
    "commune_budget_expenditure_actual",
    "commune_budget_expenditure_cumulative",
    "commune_budget_expenditure_pct",
    "commune_budget_revenue_cumulative",
    "commune_budget_revenue_plan",
    "budget_revenue_actual",
    "budget_revenue_plan",
    "allocated_funding",
)


def expenditure(theme: Theme) -> pd.DataFrame:
    """Commune budget spent since the year's start: unit_code and value (đồng), the most first."""
    name = "commune_budget_expenditure_cumulative"
    spent = theme.counts.reindex(columns=[name])[name].dropna().astype(float)
    rows = spent.rename("value").rename_axis("unit_code").reset_index()
    return rows.sort_values("value", ascending=False, ignore_index=True, kind="stable")
