"""What changes between two statements of the same report: new, changed and gone figures."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

import pandas as pd

_KEY = ["slot", "indicator", "breakdown", "nth"]
COLUMNS = ("change", "indicator", "breakdown", "slot", "before", "after", "sheet", "cell", "section")


class Stated(Protocol):
    """A figure as a reader or a table row gives it."""

    slot: str
    indicator: str
    breakdown: str
    value: float


def figure_changes(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """The rows that differ, with `change` new, changed or gone, `before` and `after` the values.

    Both frames have slot, indicator, breakdown, value, sheet, cell, section. A narrative may state one
    indicator twice: the first of the one is compared with the first of the other.
    """
    joined = _numbered(before).merge(_numbered(after), on=_KEY, how="outer", suffixes=("_before", "_after"))
    joined["change"] = [
        _change(old, new) for old, new in zip(joined["value_before"], joined["value_after"], strict=True)
    ]
    for name in ("sheet", "cell", "section"):
        joined[name] = joined[f"{name}_after"].fillna(joined[f"{name}_before"])
    joined = joined.rename(columns={"value_before": "before", "value_after": "after"})
    order = {"changed": 0, "new": 1, "gone": 2}
    changed = joined[joined["change"] != ""].sort_values(
        "change", key=lambda kinds: kinds.map(order), kind="stable"
    )
    return changed[list(COLUMNS)].reset_index(drop=True)


def stated_frame(figures: Iterable[Stated]) -> pd.DataFrame:
    """The frame of drafted figures (`drafts.Figure`)."""
    rows = [
        (
            one.slot,
            one.indicator,
            one.breakdown,
            one.value,
            one.place.sheet,
            one.place.cell,
            one.place.section,
        )
        for one in figures
    ]
    names = ["slot", "indicator", "breakdown", "value", "sheet", "cell", "section"]
    return pd.DataFrame(rows, columns=names).astype({"value": float})


def _numbered(frame: pd.DataFrame) -> pd.DataFrame:
    names = ["slot", "indicator", "breakdown", "value", "sheet", "cell", "section"]
    nth = frame.groupby(["slot", "indicator", "breakdown"]).cumcount()
    return frame[names].assign(nth=nth)


def _change(before: float, after: float) -> str:
    if pd.isna(before):
        return "new"
    if pd.isna(after):
        return "gone"
    return "changed" if before != after else ""
