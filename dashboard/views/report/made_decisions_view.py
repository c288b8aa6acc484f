"""The figures that people corrected or dropped, in the history of a report."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.reports.made_decisions import MadeDecision
from dashboard.reports.report_lines import place_of
from dashboard.words.language import speaker
from dashboard.words.plain_text import escaped


def show_made_decisions(made: Sequence[MadeDecision]) -> None:
    """Draw the decisions, folded; nothing where there are none."""
    if made:
        label = speaker().say("{count} số liệu đọc từ lời văn đã được người sửa hoặc bỏ", count=len(made))
        with st.expander(label):
            st.markdown("\n".join(_line(one) for one in made))


def _line(one: MadeDecision) -> str:
    say = speaker()
    who = one.by or say.say("không ghi tên")
    place = place_of("", "", one.section, say)
    facts = [say.say("Lần {number}", number=one.revision), say.moment(one.at), who, place]
    undone = f" :gray-badge[{say.say('đã hủy')}]" if one.undone else ""
    told = escaped(" · ".join(fact for fact in facts if fact))
    return f"- {escaped(one.sentence)}{undone}  \n  :small[{told}]"
