"""One report on the screen: head, problems, figures, narrative, tables, history."""

from __future__ import annotations

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.cached import ask
from dashboard.reports.made_decisions import made_decisions
from dashboard.reports.report_contents import (
    ReportHead,
    copied_tables,
    current_figures,
    current_problems,
    narrative,
    report_head,
)
from dashboard.reports.report_revisions import history
from dashboard.reports.told_figures import stands_in_text, told_in_report
from dashboard.views.report.copied_tables_view import show_copied_tables
from dashboard.views.report.differences_view import show_differences
from dashboard.views.report.history_view import show_history
from dashboard.views.report.made_decisions_view import show_made_decisions
from dashboard.views.report.narrative_view import Reading, show_narrative
from dashboard.views.report.report_choice_view import ReportChoice, ask_report
from dashboard.views.report.report_decisions_view import show_decisions
from dashboard.views.report.report_figures_view import show_figures
from dashboard.views.report.report_head_view import show_head
from dashboard.views.report.report_problems_view import show_problems
from dashboard.words.language import speaker


def show_report() -> None:
    """Draw the heading, the choice of unit and period, and the report in tabs."""
    top = st.container()
    choice = ask_report()
    if choice is not None:
        _show_chosen(choice, top)


def _show_chosen(choice: ReportChoice, top: DeltaGenerator) -> None:
    say = speaker()
    head = ask(report_head, unit_code=choice.unit_code, period=choice.period)
    if head is None:
        st.info(say.say("Chưa có báo cáo này."))
        return
    stated = ask(current_figures, report_id=head.report_id)
    problems = ask(current_problems, report_id=head.report_id, language=say.language)
    errors = int((problems["severity"] == "error").sum())
    unconfirmed = int((~stated["confirmed"].astype(bool)).sum())
    counts = {"figures": len(stated), "unconfirmed": unconfirmed}
    with top:
        show_head(head, **counts, errors=errors, warnings=len(problems) - errors)
    _show_tabs(head, stated, problems, choice)


def _show_tabs(head: ReportHead, stated: pd.DataFrame, problems: pd.DataFrame, choice: ReportChoice) -> None:
    say = speaker()
    names = [
        say.say("Điều cần xem lại"),
        say.say("Số liệu"),
        say.say("Thuyết minh"),
        say.say("Bảng kèm theo"),
        say.say("Lịch sử"),
    ]
    sections, told = (ask(one, report_id=head.report_id) for one in (narrative, told_in_report))
    start = names[_start(stated, problems, choice)]
    source = say.say("Báo cáo của {unit}", unit=say.unit(head.unit_code))
    whose = f"{say.unit(head.unit_code)} {say.period(head.period)}"
    title = say.say("Điều cần xem lại của {unit}", unit=whose)
    pointed = f"{choice.indicator}_{choice.breakdown}_{choice.section}"
    tabs = st.tabs(names, key=f"tabs_{head.report_id}_{pointed}", default=start)
    with tabs[0]:
        show_problems(problems, key="problems", title=title, source=source)
    with tabs[1]:
        show_decisions(head.report_id, told, sections, stated=stated, expanded=not choice.indicator)
        show_figures(head, stated, asked=(choice.indicator, choice.breakdown), told=told)
    with tabs[2]:
        show_narrative(sections, Reading(told, choice.indicator, choice.breakdown, choice.section))
    with tabs[3]:
        show_copied_tables(ask(copied_tables, report_id=head.report_id), source=source)
    with tabs[4]:
        lines = ask(history, report_id=head.report_id)
        show_differences(head, lines, choice)
        show_made_decisions(ask(made_decisions, report_id=head.report_id, language=say.language))
        show_history(head.report_id, lines)


def _start(stated: pd.DataFrame, problems: pd.DataFrame, choice: ReportChoice) -> int:
    """The tab to open: what the address points at, else the figures, else what to look at again."""
    if choice.compared:
        return 4
    if choice.section >= 0 or stands_in_text(stated, choice.indicator):
        return 2
    return 1 if choice.indicator or problems.empty else 0
