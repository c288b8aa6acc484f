"""Dossiers: resolved in time or late, online, digitised; by unit, over time, by field."""

import streamlit as st

from dashboard.analysis.casework import COUNTS, RATES
from dashboard.analysis.theme_sentences import dossiers_sentence
from dashboard.analysis.themes import theme_of
from dashboard.cached import ask
from dashboard.views.briefing_view import show_theme_downloads
from dashboard.views.casework_view import show_fields, show_outcomes
from dashboard.views.filters_view import ask_selection
from dashboard.views.theme_view import (
    ask_rate,
    show_rate,
    show_rate_course,
    show_theme_heading,
    show_theme_table,
)
from dashboard.words.language import speaker

top = st.container()
theme = ask(theme_of, selection=ask_selection(), rates=RATES, counts=COUNTS)
with top:
    show_theme_heading(theme, dossiers_sentence)
show_theme_downloads(theme, "dossiers")

if theme.received:
    rate = ask_rate(RATES, key="dossier_rate")
    left, right = st.columns(2, gap="medium")
    with left:
        show_rate(theme, rate)
    with right:
        show_outcomes(theme, rate)
    left, right = st.columns(2, gap="medium")
    with left:
        show_rate_course(theme, rate)
    with right:
        show_fields(theme, rate)
    show_theme_table(theme, rate, counts=COUNTS, title=speaker().say("Hồ sơ thủ tục hành chính"))
