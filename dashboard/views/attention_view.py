"""The list "Cần chú ý": unit, figure and reason, each leading to the report."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.analysis.attention import Attention, leading
from dashboard.analysis.reason_words import attention_line
from dashboard.analysis.thresholds import row_limit
from dashboard.views.report_link_view import link_report
from dashboard.words.language import speaker
from dashboard.words.plain_text import escaped, unbroken
from data_loaders.catalogue.units import units


def show_attention(entries: Sequence[Attention], *, period: str) -> None:
    """The weightiest entries; the others behind a fold. With none, a sentence that says so."""
    say = speaker()
    st.subheader(say.say("Cần chú ý"), anchor=False)
    if not entries:
        st.write(say.say("Không đơn vị nào cần chú ý trong kỳ này."))
        return
    several = len({units()[entry.unit_code].parent for entry in entries}) > 1
    first = leading(entries, most=row_limit("attention"), missing=row_limit("attention_missing"))
    with st.container(key="attention", gap="small"):
        for entry in first:
            _show_entry(entry, period, with_parent=several)
    others = [entry for entry in entries if entry not in first]
    if others:
        with st.expander(say.say("{count} đơn vị khác", count=len(others))), st.container(gap="small"):
            for entry in others:
                _show_entry(entry, period, with_parent=several)


def _show_entry(entry: Attention, period: str, *, with_parent: bool) -> None:
    say, parent = speaker(), units()[entry.unit_code].parent
    name = f"**{escaped(say.unit(entry.unit_code))}**"
    if with_parent and parent:
        name += f" · {escaped(say.short_unit(parent))}"
    with st.container(gap=None):
        indicator = entry.reasons[0].indicator.partition("/")[0]
        link_report(entry.unit_code, period, label=name, indicator=indicator)
        st.caption(escaped(unbroken(attention_line(entry, say))))
