"""The budget: disbursement against the plan, revenue against the estimate, expenditure."""

import streamlit as st

from dashboard.analysis.spending import COUNTS, RATES
from dashboard.analysis.theme_sentences import budget_sentence
from dashboard.analysis.themes import theme_of
from dashboard.cached import ask
from dashboard.views.briefing_view import show_theme_downloads
from dashboard.views.filters_view import ask_selection
from dashboard.views.spending_view import (
    show_disbursed,
    show_disbursement_progress,
    show_expenditure,
    show_revenue,
)
from dashboard.views.theme_view import show_rate, show_theme_heading, show_theme_table
from dashboard.words.language import speaker

top = st.container()
theme = ask(theme_of, selection=ask_selection(), rates=RATES, counts=COUNTS)
with top:
    show_theme_heading(theme, budget_sentence)
show_theme_downloads(theme, "budget")

if theme.received:
    left, right = st.columns(2, gap="medium")
    with left:
        show_rate(theme, RATES[0])
    with right:
        show_disbursed(theme)
    left, right = st.columns(2, gap="medium")
    with left:
        show_disbursement_progress(theme)
        show_expenditure(theme)
    with right:
        show_revenue(theme)
    show_theme_table(theme, RATES[0], counts=COUNTS, title=speaker().say("Ngân sách"))
