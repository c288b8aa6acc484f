"""The figures of a stored report that were read from sentences: confirm, correct or drop them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pandas as pd
import streamlit as st
from sqlalchemy import Row

from dashboard.cached import engine
from dashboard.reports.told_figures import ToldFigure
from dashboard.views.report.decisions_view import Deciding, ask_decisions, decision_sentence
from dashboard.words.language import speaker
from dashboard.words.plain_text import escaped
from data_loaders.store.decisions import Decision, FigureKey, decide_figures


def show_decisions(
    report_id: int,
    told: Sequence[ToldFigure],
    sections: Sequence[Row],
    *,
    stated: pd.DataFrame,
    expanded: bool,
) -> None:
    """Draw the figures; saving makes a revision of its own. Open when asked for and some are unconfirmed.

    `stated` are all current figures of the report.
    """
    if not told:
        return
    made: dict[FigureKey, Decision] = st.session_state.setdefault(f"decisions_{report_id}", {})
    waiting = any(not one.figure.confirmed for one in told)
    title = escaped(decision_sentence(told, made))
    with st.expander(title, expanded=(expanded and waiting) or bool(made), key=f"decisions_of_{report_id}"):
        ask_decisions(told, Deciding(sections, stated, made, partial(_note, made), str(report_id)))
        if made:
            _offer_save(report_id, made)


def _note(made: dict[FigureKey, Decision], key: FigureKey, decision: Decision | None) -> None:
    made.pop(key, None)
    if decision:
        made[key] = decision


def _offer_save(report_id: int, made: dict[FigureKey, Decision]) -> None:
    say = speaker()
    with st.container(horizontal=True, vertical_alignment="bottom", key="save_decisions"):
        st.text_input(
            say.say("Người xác nhận"),
            key="handed_in_by",
            max_chars=100,
            placeholder=say.say("Họ và tên"),
            persist_state="session",
            width=320,
        )
        st.button(
            say.say("Lưu {count} quyết định", count=len(made)),
            type="primary",
            key="save_decisions_button",
            on_click=_save,
            args=(report_id, made),
        )


def _save(report_id: int, made: dict[FigureKey, Decision]) -> None:
    by = str(st.session_state.get("handed_in_by") or "").strip()
    saved = decide_figures(engine(), report_id=report_id, decisions=made, by=by)
    made.clear()
    say = speaker()
    if saved:
        st.toast(say.say("Đã lưu thành lần {number} của báo cáo.", number=saved.revision))
    else:
        st.toast(say.say("Số liệu đã thay đổi trong lúc xem: xem lại rồi quyết định."))
