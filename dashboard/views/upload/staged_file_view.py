"""One file on its way in: what was recognised, asked, found wrong, what would change, the receipt."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from dashboard.cached import engine
from dashboard.hand_in.staged_words import recognised, status_word
from dashboard.hand_in.staging import StagedFile, changes_of, problem_table
from dashboard.views.report.changes_view import change_sentence, show_changes
from dashboard.views.report.report_problems_view import show_problem, show_problems
from dashboard.views.table_view import with_said_numbers
from dashboard.views.upload.questions_view import ask_questions
from dashboard.views.upload.receipt_view import offer_receipt, show_receipt
from dashboard.views.upload.staged_decisions_view import show_staged_decisions
from dashboard.words.language import speaker
from dashboard.words.plain_text import escaped

_COLORS = {
    "ready": "blue",
    "needs_review": "orange",
    "rejected": "red",
    "failed": "red",
    "saved": "green",
}


def show_staged_file(
    one: StagedFile, *, on_save: Callable[[], None] | None, on_drop: Callable[[], None]
) -> None:
    """Draw the file; the callbacks save it (None: it has no button of its own) or take it off the list."""
    with st.container(border=True, key=f"staged_{one.sha256[:12]}"):
        st.markdown(f"**{escaped(one.name)}** {_badge(one)}  \n:small[{escaped(recognised(one, speaker()))}]")
        _show_state(one)
        with st.container(horizontal=True, key=f"acts_{one.sha256[:12]}"):
            _show_buttons(one, on_save, on_drop)


def _show_state(one: StagedFile) -> None:
    say = speaker()
    if one.status == "failed":
        st.error(
            say.say(
                "Tệp này gây lỗi của chương trình. Gửi tệp và mã **{code}** cho người quản trị.",
                code=one.failure,
            )
        )
        return
    if one.saved_at:
        show_receipt(one)
        return
    ask_questions(one)
    if one.drafts:
        show_staged_decisions(one)
        _show_reports(one)
    _show_file_problems(one)


def _show_file_problems(one: StagedFile) -> None:
    say = speaker()
    found = problem_table(one, say.language)
    if not one.drafts:
        for row in found.itertuples():
            show_problem(row)
        return
    if found.empty:
        st.markdown(say.say("Không có điều cần xem lại."))
        return
    with st.expander(_problem_title(found), expanded="error" in set(found["severity"])):
        show_problems(
            found,
            key=f"problems_{one.sha256[:12]}",
            title=say.say("Điều cần xem lại của {file}", file=one.name),
            source=one.name,
        )


def _problem_title(found: pd.DataFrame) -> str:
    say = speaker()
    errors = int((found["severity"] == "error").sum())
    if not errors:
        return say.say("{count} điều nên xem lại", count=len(found))
    return say.say("{count} điều cần xem lại, {errors} phải sửa", count=len(found), errors=errors)


def _show_reports(one: StagedFile) -> None:
    """The reports of the file with what each would change; one report at once, many by choosing a row."""
    say = speaker()
    with engine().connect() as connection:
        changes = changes_of(connection, one)
    if len(one.drafts) == 1:
        _show_report_changes(one, changes)
        return
    table = _report_table(one, changes)
    headings = {
        "unit": say.say("Đơn vị"),
        "period": say.say("Kỳ báo cáo"),
        "figures": say.say("Số liệu"),
        "changed": say.say("Thay đổi"),
        "new": say.say("Mới"),
        "gone": say.say("Không còn"),
        "problems": say.say("Cần xem lại"),
    }
    event = st.dataframe(
        with_said_numbers(table, headings, {}),
        column_order=list(headings),
        column_config=headings,
        hide_index=True,
        key=f"reports_{one.sha256[:12]}",
        on_select="rerun",
        selection_mode="single-row",
        height=min(35 * (len(table) + 1) + 3, 400),
        alt=say.say("Báo cáo trong tệp"),
    )
    for row in event.selection.rows[:1]:
        chosen = one.drafts[row]
        mine = (changes["unit_code"] == chosen.unit_code) & (changes["period"] == chosen.period)
        _show_report_changes(one, changes[mine])


def _show_report_changes(one: StagedFile, changes: pd.DataFrame) -> None:
    say = speaker()
    if changes.empty:
        st.markdown(say.say("Không có số liệu nào thay đổi so với bản đang lưu."))
        return
    sentence = say.say("So với số liệu đang lưu: {changes}", changes=change_sentence(changes))
    only_new = set(changes["change"]) == {"new"}
    with st.expander(sentence, expanded=not only_new):
        show_changes(changes, key=f"changes_{one.sha256[:12]}_{len(changes)}")


def _report_table(one: StagedFile, changes: pd.DataFrame) -> pd.DataFrame:
    say = speaker()
    counted = changes.groupby(["unit_code", "period", "change"]).size()
    rows = [
        {
            "unit": say.unit(draft.unit_code),
            "period": say.period(draft.period),
            "figures": len(draft.figures),
            **{
                name: int(counted.get((draft.unit_code, draft.period, name), 0))
                for name in ("changed", "new", "gone")
            },
            "problems": len(draft.problems),
        }
        for draft in one.drafts
    ]
    return pd.DataFrame(rows)


def _show_buttons(one: StagedFile, on_save: Callable[[], None] | None, on_drop: Callable[[], None]) -> None:
    say, key = speaker(), one.sha256[:12]
    if one.status == "ready" and on_save:
        st.button(say.say("Lưu tệp này"), on_click=on_save, key=f"save_{key}")
    if one.saved_at:
        offer_receipt(one)
    words = say.say("Xong") if one.saved_at else say.say("Bỏ tệp này")
    st.button(words, on_click=on_drop, key=f"drop_{key}", type="tertiary")


def _badge(one: StagedFile) -> str:
    return f":{_COLORS.get(one.status, 'gray')}-badge[{status_word(one.status, speaker())}]"
