"""Charts of many units: the rows that matter most at first, all of them on demand, on every page alike."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard.analysis.thresholds import row_limit
from dashboard.views.address_view import recall, write
from dashboard.words.language import speaker

_NAME, _EVERY, _SCOPE = "ve", "tat-ca", "charts"


def folded(rows: pd.DataFrame, *, best: int = 0) -> pd.DataFrame:
    """The rows to draw: all, if they are few or asked for, else `best` of the first and the last ones.

    Without `best` the first ones. More than a chart can hold at all are never drawn one by one.
    """
    limit = row_limit("folded")
    if len(rows) > row_limit("chart"):
        return rows.head(row_limit("bars"))
    if len(rows) <= limit + row_limit("folded_least") or _all_asked():
        return rows
    return pd.concat([rows.head(best), rows.tail(limit - best)]) if best else rows.head(limit)


def offer_all(rows: pd.DataFrame, *, key: str) -> None:
    """A button that draws all of `rows`, or the first of them again; none where nothing is folded."""
    least = row_limit("folded") + row_limit("folded_least")
    if not least < len(rows) <= row_limit("chart"):
        return
    say, every = speaker(), _all_asked()
    words = (
        say.say("Thu gọn còn {count} đơn vị", count=row_limit("folded"))
        if every
        else say.say("Hiện cả {count} đơn vị", count=len(rows))
    )
    icon = ":material/unfold_less:" if every else ":material/unfold_more:"
    st.button(words, key=f"fold_{key}", type="tertiary", icon=icon, on_click=_ask, args=(not every,))


def _all_asked() -> bool:
    return recall([_NAME], scope=_SCOPE, complete=_NAME)[_NAME] == _EVERY


def _ask(every: bool) -> None:
    write({_NAME: _EVERY if every else ""}, scope=_SCOPE)
