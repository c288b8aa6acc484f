"""The list "Cần chú ý": unit, figure and reason, each leading to the report."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.attention import Attention, leading
from dashboard.language import speaker
from dashboard.plain_text import escaped
from dashboard.reason_words import attention_line
from dashboard.report_link_view import link_report
from dashboard.thresholds import row_limit
from dashboard.wording import Speaker
from data_loaders.catalogue.units import units


def show_attention(entries: Sequence[Attention], *, period: str) -> None:
    """The weightiest entries; the others behind a fold. With none, a sentence that says so."""
    say = speaker()
    st.subheader(say.say("Cần chú ý"), anchor=False)
    if not entries:
        st.write(say.say("Không đơn vị nào cần chú ý trong kỳ này."))
        return
    first = leading(entries, most=row_limit("attention"), missing=row_limit("attention_missing"))
    with st.container(key="attention", gap="small"):
        for entry in first:
            _show_entry(entry, period)
    others = [entry for entry in entries if entry not in first]
    if others:
        with st.expander(say.say("{count} đơn vị khác", count=len(others))), st.container(gap="small"):
            for entry in others:
                _show_entry(entry, period)


def _show_entry(entry: Attention, period: str) -> None:
    say = speaker()
    with st.container(gap=None):
        link_report(entry.unit_code, period, label=_name(entry.unit_code, say))
        st.caption(escaped(attention_line(entry, say)))


def _name(code: str, say: Speaker) -> str:
    parent = units()[code].parent
    return f"**{escaped(say.unit(code))}**" + (f" · {escaped(say.short_unit(parent))}" if parent else "")
