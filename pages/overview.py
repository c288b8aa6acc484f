"""The period at a glance: one sentence, six tiles, who needs attention, who stands where."""

from datetime import date

import streamlit as st

from dashboard.analysis.rate_tables import rates_table
from dashboard.analysis.sentences import headline
from dashboard.analysis.summary import ON_TIME, summarise
from dashboard.cached import ask
from dashboard.views.attention_view import show_attention
from dashboard.views.briefing_view import show_overview_downloads
from dashboard.views.comparison_view import show_course, show_ranking, show_unit_table
from dashboard.views.filters_view import ask_selection
from dashboard.views.heading_view import show_heading, show_nothing_yet
from dashboard.views.tiles_view import show_tiles
from dashboard.words.language import speaker

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
    with right:
        show_ranking(summary.comparisons[ON_TIME], key="ranking")
        show_course(summary.course, key="course")
    show_unit_table(
        rates_table(summary.comparisons, punctuality=summary.punctuality, speaker=say),
        period=selection.period,
        title=say.say("Tổng quan {period}", period=say.period(selection.period)),
        source=say.say("Báo cáo cải cách hành chính của các đơn vị"),
        key="overview",
    )
