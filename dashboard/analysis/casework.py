"""What the dossiers page shows: a rate compared, what became of the dossiers, the fields of work."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

import pandas as pd

from dashboard.analysis.gathering import Gathered
from dashboard.analysis.measures import clean, rate_parts, wide
from dashboard.analysis.thresholds import few_cases
from data_loaders.catalogue.fields import fields
from data_loaders.catalogue.indicators import indicators

RATES = (
    "dossiers_on_time_pct",
    "dossiers_online_pct",
    "dossiers_digitised_results_pct",
    "dossiers_digitised_components_pct",
    "dossiers_resolved_early_pct",
)
COUNTS = (
    "dossiers_received",
    "dossiers_resolved",
    "dossiers_resolved_early",
    "dossiers_resolved_on_time",
    "dossiers_resolved_early_or_on_time",
    "dossiers_resolved_overdue",
    "dossiers_pending_not_due",
    "dossiers_overdue_pending",
    "dossiers_withdrawn",
    "dossiers_carried_over",
)
_LINE = 22
SEGMENTS = ("early", "early_or_on_time", "on_time", "late", "pending", "overdue", "withdrawn")


def outcomes(data: Gathered, *, period: str, units: Sequence[str]) -> pd.DataFrame:
    """What became of each unit's dossiers: unit_code and a count for each of `SEGMENTS`, NaN where unknown.

    Where a report does not tell early from on time, both stand together as early_or_on_time.
    """
    counts = wide(data.values, period).reindex(index=list(units), columns=list(COUNTS)).astype(float)
    early, together = counts["dossiers_resolved_early"], counts["dossiers_resolved_early_or_on_time"]
    on_time = counts["dossiers_resolved_on_time"].where(together.isna() | early.isna(), together - early)
    apart = early.notna() & on_time.notna() & (on_time >= 0)
    found = pd.DataFrame(
        {
            "early": early.where(apart),
            "early_or_on_time": together.mask(apart),
            "on_time": on_time.where(apart),
            "late": counts["dossiers_resolved_overdue"].fillna(counts["dossiers_resolved"] - together),
            "pending": counts["dossiers_pending_not_due"],
            "overdue": counts["dossiers_overdue_pending"],
            "withdrawn": counts["dossiers_withdrawn"],
        }
    )
    return found.mask(found < 0).rename_axis("unit_code").reset_index()


def field_rows(data: Gathered, *, rate: str, period: str, units: Sequence[str]) -> pd.DataFrame:
    """`rate` by field of work as the rows of a rate table whose unit_code is the field's id.

    Each field is summed over the units that state both of its counts; `units` says how many do.
    """
    found = data.found[(data.found["period"] == period) & data.found["breakdown"].str.startswith("field:")]
    found = clean(found[found["unit_code"].isin(list(units))])
    cells = found.pivot(index=["unit_code", "breakdown"], columns="indicator", values="value")
    stated = pd.concat([_both(cells, above, below) for above, below in _pairs(rate)])
    by_field = stated.groupby("breakdown").agg({"numerator": "sum", "denominator": "sum"})
    by_field["units"] = stated.reset_index().groupby("breakdown")["unit_code"].nunique()
    return _as_rate_rows(by_field, few_cases(indicators()[rate_parts(rate)[1]].unit))


def has_fields(rate: str) -> bool:
    """Whether lists by field state what `rate` needs."""
    return all(indicators()[part].per_field for pair in _pairs(rate) for part in pair)


def units_with_fields(data: Gathered, *, period: str, units: Sequence[str]) -> int:
    """How many of `units` keep a list by field."""
    found = data.found[(data.found["period"] == period) & data.found["breakdown"].str.startswith("field:")]
    return int(found.loc[found["unit_code"].isin(list(units)), "unit_code"].nunique())


def field_name(code: str, language: str) -> str:
    """A field by its name in at most two lines; by its printed code where the catalogue does not know it."""
    known = fields().get(code)
    if known is None:
        return code
    return "<br>".join(wrap(known.name_en if language == "en" else known.name_vi, _LINE)[:2])


def _pairs(rate: str) -> list[tuple[str, str]]:
    """Numerator and denominator as lists by field state them: by the parts of both, or as they are."""
    above, below = rate_parts(rate)
    parts = list(zip(indicators()[above].sum_of, indicators()[below].sum_of, strict=False))
    return parts or [(above, below)]


def _both(cells: pd.DataFrame, above: str, below: str) -> pd.DataFrame:
    both = cells.reindex(columns=[above, below]).dropna()
    return both.set_axis(["numerator", "denominator"], axis=1)


def _as_rate_rows(by_field: pd.DataFrame, few: int) -> pd.DataFrame:
    rows = by_field.rename_axis("unit_code").reset_index()
    rows["unit_code"] = rows["unit_code"].astype(str).str.removeprefix("field:")
    rows["rate"] = (
        (100 * rows["numerator"] / rows["denominator"]).where(rows["denominator"] > 0).astype(float)
    )
    rows["state"] = [
        "no_base" if not one else "few" if one < few else "reported" for one in rows["denominator"]
    ]
    return rows.assign(stated=float("nan"))
