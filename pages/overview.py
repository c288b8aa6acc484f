"""The period at a glance: one sentence, six tiles, who needs attention, who stands where."""

from datetime import date

import streamlit as st

from dashboard.attention_view import show_attention
from dashboard.briefing_view import show_overview_downloads
from dashboard.cached import ask
from dashboard.comparison_view import show_course, show_ranking, show_unit_table
from dashboard.filters_view import ask_selection
from dashboard.heading_view import show_heading, show_nothing_yet
from dashboard.language import speaker
from dashboard.rate_tables import rates_table
from dashboard.sentences import headline
from dashboard.summary import ON_TIME, summarise
from dashboard.tiles_view import show_tiles

say = speaker()
top = st.container()
selection = ask_selection()
if not selection.period:
    show_nothing_yet(selection)
    st.stop()
summary = ask(summarise, selection=selection, today=date.today())

with top:
    if summary.facts.reports.received:
        show_heading(headline(summary.facts, say), illustrative=summary.illustrative)
    else:
        show_nothing_yet(selection)

if summary.facts.reports.received:
    show_overview_downloads(summary)
    show_tiles(summary)
    left, right = st.columns([2, 3], gap="medium")
    with left:
        show_attention(summary.attention, period=selection.period)
        show_course(summary.course, key="course")
    with right:
        show_ranking(summary.comparisons[ON_TIME], key="ranking")
    show_unit_table(
        rates_table(summary.comparisons, punctuality=summary.punctuality, speaker=say),
        period=selection.period,
        title=say.say("Tổng quan {period}", period=say.period(selection.period)),
        source=say.say("Báo cáo cải cách hành chính của các đơn vị"),
        key="overview",
    )
