"""What the staffing page shows: positions assigned and filled, who they are, training and discipline."""

from __future__ import annotations

import pandas as pd

from dashboard.analysis.themes import Theme

PRESENT, PART_TIME = "staff_present/staff_assigned", "nonprofessional_present/nonprofessional_assigned"
RATES = (PRESENT, PART_TIME)
STAFF = ("cadres", "civil_servants", "not_told")
COUNTS = (
    "staff_cadres",
    "staff_civil_servants",
    "contract_workers",
    "staff_reduced",
    "nonprofessional_commune",
    "nonprofessional_village",
    "training_turns",
    "disciplined_total",
    "disciplined_leaders",
    "disciplined_civil_servants",
)


def gaps(theme: Theme, rate: str) -> pd.DataFrame:
    """The rate table's rows with both counts, the most vacancies first."""
    rows = theme.comparison(rate).charted
    order = (rows["denominator"] - rows["numerator"]).sort_values(ascending=False, kind="stable").index
    return rows.loc[order].reset_index(drop=True)


def uneven(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows where part and whole differ."""
    return rows[rows["numerator"] != rows["denominator"]].reset_index(drop=True)


def vacancies(rows: pd.DataFrame) -> tuple[int, int]:
    """How many positions are vacant, and in how many units; a surplus elsewhere fills none of them."""
    short = (rows["denominator"] - rows["numerator"]).clip(lower=0)
    return int(short.sum()), int((short > 0).sum())


def composition(theme: Theme) -> pd.DataFrame:
    """Staff present: unit_code and a count for each of `STAFF`; who is not told apart stands alone."""
    counts = theme.counts.reindex(columns=[*COUNTS, "staff_present"]).astype(float)
    rest = (
        counts["staff_present"] - counts["staff_cadres"].fillna(0) - counts["staff_civil_servants"].fillna(0)
    )
    found = pd.DataFrame(
        {
            "cadres": counts["staff_cadres"],
            "civil_servants": counts["staff_civil_servants"],
            "not_told": rest.where(rest > 0),
        }
    )
    return found.dropna(how="all").rename_axis("unit_code").reset_index()


def disciplined(theme: Theme) -> pd.DataFrame:
    """Persons disciplined: unit_code and value, units with any, the most first.

    The stated total, else leaders and civil servants together.
    """
    counts = theme.counts.reindex(columns=list(COUNTS)).astype(float)
    parts = counts[["disciplined_leaders", "disciplined_civil_servants"]].sum(axis=1, min_count=1)
    return _largest(counts["disciplined_total"].fillna(parts))


def trained(theme: Theme) -> pd.DataFrame:
    """Training attendances: unit_code and value, the most first."""
    return _largest(theme.counts.reindex(columns=["training_turns"])["training_turns"].astype(float))


def _largest(values: pd.Series) -> pd.DataFrame:
    found = values[values > 0].rename("value").rename_axis("unit_code").reset_index()
    return found.sort_values("value", ascending=False, ignore_index=True, kind="stable")
