"""Staffing: positions assigned and filled, who they are, part-time staff, training, discipline."""

import streamlit as st

from dashboard.analysis.headcount import COUNTS, PRESENT, RATES
from dashboard.analysis.theme_sentences import staffing_sentence
from dashboard.analysis.themes import theme_of
from dashboard.cached import ask
from dashboard.views.briefing_view import show_theme_downloads
from dashboard.views.filters_view import ask_selection
from dashboard.views.headcount_view import (
    show_discipline,
    show_part_time,
    show_positions,
    show_staff,
    show_training,
)
from dashboard.views.theme_view import show_rate_course, show_theme_heading, show_theme_table
from dashboard.words.language import speaker

top = st.container()
theme = ask(theme_of, selection=ask_selection(), rates=RATES, counts=COUNTS)
with top:
    show_theme_heading(theme, staffing_sentence)
show_theme_downloads(theme, "staffing")

if theme.received:
    left, right = st.columns(2, gap="medium")
    with left:
        show_positions(theme)
    with right:
        show_staff(theme)
    left, right = st.columns(2, gap="medium")
    with left:
        show_rate_course(theme, PRESENT)
        show_part_time(theme)
    with right:
        show_discipline(theme)
        show_training(theme)
    show_theme_table(theme, PRESENT, counts=COUNTS, title=speaker().say("Biên chế"))
