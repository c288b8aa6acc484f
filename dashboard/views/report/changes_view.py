"""New, changed and gone figures: a sentence, a list or a table, a file."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard.reports.report_lines import part_of, place_of
from dashboard.views.table_view import show_downloads
from dashboard.words.language import speaker
from dashboard.words.plain_text import escaped

_LISTED = 25
"""Up to so many changes read better as lines than as a table."""


def change_sentence(changes: pd.DataFrame) -> str:
    """How many figures are new, changed or gone, in one sentence."""
    say, counts = speaker(), changes["change"].value_counts()
    parts = [
        say.say("{count} số liệu thay đổi", count=counts.get("changed", 0)) if "changed" in counts else "",
        say.say("{count} số liệu mới", count=counts.get("new", 0)) if "new" in counts else "",
        say.say("{count} số liệu không còn", count=counts.get("gone", 0)) if "gone" in counts else "",
    ]
    return ", ".join(part for part in parts if part) or say.say("Không có số liệu nào thay đổi")


def show_changes(changes: pd.DataFrame, *, key: str) -> None:
    """Draw new, changed and gone figures (see `figure_changes`)."""
    if len(changes) <= _LISTED:
        st.markdown("\n".join(_change_line(row) for row in changes.itertuples()))
    else:
        _show_change_table(changes, key)


def offer_changes(changes: pd.DataFrame, *, key: str, title: str, source: str) -> None:
    """The changes as files; the values stand in words and as numbers."""
    say = speaker()
    numbers = {"before_number": say.say("Từ (số)"), "after_number": say.say("Thành (số)")}
    frame = _said(changes).assign(
        before_number=changes["before"].to_numpy(), after_number=changes["after"].to_numpy()
    )
    show_downloads(
        frame,
        columns={**_headings(), **numbers},
        key=key,
        title=title,
        source=source,
        formats=dict.fromkeys(numbers, "decimal"),
        filters={},
    )


def _show_change_table(changes: pd.DataFrame, key: str) -> None:
    config = {name: st.column_config.TextColumn(heading) for name, heading in _headings().items()}
    alt = speaker().say("Thay đổi")
    st.dataframe(_said(changes), column_config=config, hide_index=True, key=key, alt=alt)


def _headings() -> dict[str, str]:
    say = speaker()
    return {
        "change": say.say("Thay đổi"),
        "indicator": say.say("Chỉ tiêu"),
        "before": say.say("Từ"),
        "after": say.say("Thành"),
        "place": say.say("Vị trí"),
    }


def _said(changes: pd.DataFrame) -> pd.DataFrame:
    """The changes in words, with the columns of `_headings`."""
    say = speaker()
    words = {"new": say.say("mới"), "changed": say.say("thay đổi"), "gone": say.say("không còn")}
    return pd.DataFrame(
        {
            "change": [words[one] for one in changes["change"]],
            "indicator": [_indicator(row) for row in changes.itertuples()],
            "before": [_value(row.indicator, row.before) for row in changes.itertuples()],
            "after": [_value(row.indicator, row.after) for row in changes.itertuples()],
            "place": [place_of(row.sheet, row.cell, row.section, say) for row in changes.itertuples()],
        }
    )


def _change_line(row) -> str:  # noqa: ANN001
    say = speaker()
    texts = {
        "changed": say.say("{before} thành **{after}**"),
        "new": say.say("mới, **{after}**"),
        "gone": say.say("không còn, trước là **{before}**"),
    }
    values = {name: escaped(_value(row.indicator, getattr(row, name))) for name in ("before", "after")}
    place = escaped(place_of(row.sheet, row.cell, row.section, say))
    return (
        f"- {escaped(_indicator(row))}: {texts[row.change].format(**values)}{f' ({place})' if place else ''}"
    )


def _indicator(row) -> str:  # noqa: ANN001
    say = speaker()
    part = part_of(row.breakdown, say)
    return say.indicator(row.indicator) + (f" ({part})" if part else "")


def _value(indicator: str, value: float) -> str:
    return "" if pd.isna(value) else speaker().stated(indicator, value)
