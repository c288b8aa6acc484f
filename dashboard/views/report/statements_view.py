"""What a report states of an indicator: value, place, sentence, file; differing statements together."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard.analysis.measures import is_doubtful
from dashboard.reports.report_contents import SOURCE_ORDER, conflicts
from dashboard.reports.report_lines import (
    is_plain_number,
    note_of,
    part_of,
    standing_place,
    stated_text,
)
from dashboard.words.language import speaker
from dashboard.words.plain_text import escaped

_CONFLICTS_AT_ONCE = 3


def show_statement(row, *, first: bool = False) -> None:  # noqa: ANN001
    """Draw one statement, a row of `report_contents.current_figures` by itertuples.

    Of several that differ the `first` is the one that counts, unless it is known to be wrong.
    """
    say = speaker()
    part = part_of(row.breakdown, say)
    facts = [part, standing_place(row, say), row.file]
    told = [f"**{escaped(stated_text(row, say))}**", *(escaped(fact) for fact in facts if fact)]
    notes = [note_of(row.mark, say), "" if row.confirmed else say.say("chưa xác nhận")]
    badges = [f":orange-badge[{escaped(one)}]" for one in notes if one]
    if first and is_doubtful(row.mark):
        badges.append(f":gray-badge[{say.say('không tính vào tổng')}]")
    elif first:
        badges.append(f":green-badge[{say.say('được dùng')}]")
    st.markdown(" · ".join(told) + "".join(f" {one}" for one in badges))
    if row.source == "narrative" or not is_plain_number(row.quote):
        st.caption(f"“{escaped(row.quote)}”")


def show_conflicts(stated: pd.DataFrame, *, level: str, expanded: bool) -> None:
    """Draw the indicators stated more than once and differently, all statements of each together."""
    say = speaker()
    different = conflicts(stated, level)
    if different.empty:
        return
    number = different.groupby(["indicator", "breakdown"]).ngroups
    title = say.say("{count} chỉ tiêu ghi khác nhau trong cùng báo cáo", count=number)
    with st.expander(title, expanded=expanded and number <= _CONFLICTS_AT_ONCE):
        st.caption(say.say("Số liệu ở biểu mẫu được dùng trước, rồi đến bảng, rồi đến lời văn."))
        for (indicator, breakdown), rows in different.groupby(["indicator", "breakdown"], sort=False):
            part = part_of(breakdown, say)
            name = say.indicator(indicator) + (f" ({part})" if part else "")
            with st.container(border=True, gap="small"):
                st.markdown(f"**{escaped(name)}**")
                _show_statements(rows)


def _show_statements(rows: pd.DataFrame) -> None:
    """What is said of one indicator, the most trusted first; the first that is confirmed is used."""
    trusted = rows.sort_values("source", key=lambda one: one.map(SOURCE_ORDER), kind="stable")
    used = trusted.index[trusted["confirmed"].astype(bool)][:1]
    for row in trusted.itertuples():
        show_statement(row, first=row.Index in used)
