"""One report on the screen: head, problems, figures, narrative, tables, history."""

from __future__ import annotations

import streamlit as st

from dashboard.cached import ask
from dashboard.history_view import show_history
from dashboard.language import speaker
from dashboard.narrative_view import show_copied_tables, show_narrative
from dashboard.report_choice_view import ReportChoice
from dashboard.report_contents import (
    copied_tables,
    current_figures,
    current_problems,
    history,
    narrative,
    report_head,
)
from dashboard.report_figures_view import show_figures
from dashboard.report_head_view import show_head
from dashboard.report_problems_view import show_problems


def show_report(choice: ReportChoice) -> None:
    """Draw the report; a tab each for problems, figures, narrative, tables and history."""
    say = speaker()
    head = ask(report_head, unit_code=choice.unit_code, period=choice.period)
    if head is None:
        st.info(say.say("Chưa có báo cáo này."))
        return
    asked = {"report_id": head.report_id}
    stated = ask(current_figures, **asked)
    problems = ask(current_problems, **asked, language=say.language)
    severities = problems["severity"].value_counts()
    show_head(
        head, figures=len(stated), errors=severities.get("error", 0), warnings=severities.get("warning", 0)
    )
    revisions = ask(history, **asked)
    names = [
        say.say("Điều cần xem lại ({count})", count=len(problems)),
        say.say("Số liệu ({count})", count=say.number(len(stated))),
        say.say("Thuyết minh"),
        say.say("Bảng kèm theo"),
        say.say("Lịch sử ({count})", count=len(revisions)),
    ]
    tabs = st.tabs(names, default=names[1] if choice.indicator or problems.empty else names[0])
    source = say.say("Báo cáo của {unit}", unit=say.unit(head.unit_code))
    with tabs[0]:
        title = say.say("Điều cần xem lại")
        show_problems(problems, key="problems", title=f"{title} {say.unit(head.unit_code)}", source=source)
    with tabs[1]:
        show_figures(head, stated, indicator=choice.indicator)
    with tabs[2]:
        show_narrative(ask(narrative, **asked))
    with tabs[3]:
        show_copied_tables(ask(copied_tables, **asked), source=source)
    with tabs[4]:
        show_history(head.report_id, revisions)
