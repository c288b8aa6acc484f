"""What changes between two statements of the same reports: new, changed and gone figures."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from data_loaders.drafts import ReportDraft

_KEY = ["unit_code", "period", "slot", "indicator", "breakdown"]
_PLACE = ["sheet", "cell", "section"]
STATED_COLUMNS = (*_KEY, "value", *_PLACE)
CHANGE_COLUMNS = ("change", *_KEY, "before", "after", *_PLACE)
_ORDER = {"changed": 0, "new": 1, "gone": 2}


def figure_changes(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """The rows that differ (`CHANGE_COLUMNS`): `change` is new, changed or gone, `before` and `after` values.

    Both frames have `STATED_COLUMNS`. A narrative may state one indicator twice: what both state alike is
    unchanged, of the rest the first of the one is compared with the first of the other.
    """
    joined = _numbered(_only_in(before, after)).merge(
        _numbered(_only_in(after, before)), on=[*_KEY, "nth"], how="outer", suffixes=("_before", "_after")
    )
    for name in _PLACE:
        joined[name] = joined[f"{name}_after"].fillna(joined[f"{name}_before"])
    joined = joined.rename(columns={"value_before": "before", "value_after": "after"})
    joined["change"] = [_change(old, new) for old, new in zip(joined["before"], joined["after"], strict=True)]
    different = joined[joined["change"] != ""]
    ordered = different.sort_values("change", key=lambda kinds: kinds.map(_ORDER), kind="stable")
    return ordered[list(CHANGE_COLUMNS)].reset_index(drop=True)


def drafted_frame(drafts: Iterable[ReportDraft]) -> pd.DataFrame:
    """The figures of drafts with `STATED_COLUMNS`."""
    rows = [
        (
            draft.unit_code,
            draft.period,
            one.slot,
            one.indicator,
            one.breakdown,
            one.value,
            one.place.sheet,
            one.place.cell,
            one.place.section,
        )
        for draft in drafts
        for one in draft.figures
    ]
    return pd.DataFrame(rows, columns=list(STATED_COLUMNS)).astype({"value": float})


def _only_in(frame: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    """The rows of a frame that the other does not state with the same value, as often."""
    known = set(_values(other))
    return frame.loc[[one not in known for one in _values(frame)]]


def _values(frame: pd.DataFrame) -> list[tuple[object, ...]]:
    """What each row states, with how often it was stated before."""
    names = [*_KEY, "value"]
    times = frame.groupby(names).cumcount()
    return [(*row, time) for row, time in zip(frame[names].itertuples(index=False), times, strict=True)]


def _numbered(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[list(STATED_COLUMNS)].assign(nth=frame.groupby(_KEY).cumcount())


def _change(before: float, after: float) -> str:
    if pd.isna(before):
        return "new"
    if pd.isna(after):
        return "gone"
    return "changed" if before != after else ""
