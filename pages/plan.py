"""The year's plan: tasks set and done, the time gone, tasks from above."""

import streamlit as st

from dashboard.analysis.theme_sentences import plan_sentence
from dashboard.analysis.themes import theme_of
from dashboard.analysis.workplan import COMPLETION, COUNTS, RATES, SUPERIOR
from dashboard.cached import ask
from dashboard.views.briefing_view import show_theme_downloads
from dashboard.views.filters_view import ask_selection
from dashboard.views.theme_view import show_rate, show_rate_course, show_theme_heading, show_theme_table
from dashboard.views.workplan_view import show_plan_progress, show_superior_tasks, show_tasks_done
from dashboard.words.language import speaker

top = st.container()
theme = ask(theme_of, selection=ask_selection(), rates=RATES, counts=COUNTS)
with top:
    show_theme_heading(theme, plan_sentence)
show_theme_downloads(theme, "plan")

if theme.received:
    left, right = st.columns(2, gap="medium")
    with left:
        show_rate(theme, COMPLETION)
    with right:
        show_tasks_done(theme)
    left, right = st.columns(2, gap="medium")
    with left:
        show_plan_progress(theme)
        show_rate_course(theme, SUPERIOR)
    with right:
        show_superior_tasks(theme)
    show_theme_table(theme, COMPLETION, counts=COUNTS, title=speaker().say("Kế hoạch cải cách hành chính"))
