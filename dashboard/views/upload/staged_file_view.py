"""One file on its way in: what was recognised, found wrong, what would change, the receipt."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard.hand_in.batch_changes import BatchChanges
from dashboard.hand_in.batch_store import Batch
from dashboard.hand_in.staged_words import recognised, status_word
from dashboard.hand_in.staging import StagedFile, problem_table
from dashboard.views.report.changes_view import change_sentence, show_changes
from dashboard.views.report.report_problems_view import show_problem
from dashboard.views.table_view import BLANK, with_said_numbers
from dashboard.views.upload.problem_table_view import show_problem_table
from dashboard.views.upload.questions_view import ask_again
from dashboard.views.upload.receipt_view import offer_receipt, show_receipt
from dashboard.views.upload.save_view import save_marked
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
    batch: Batch, one: StagedFile, changes: pd.DataFrame, *, to_save: BatchChanges | None
) -> None:
    """Draw the file with the changes it would make; `to_save` gives it a button of its own."""
    with st.container(border=True, key=f"staged_{one.id}"):
        said = escaped(recognised(one, speaker()))
        st.markdown(f"**{escaped(one.name)}** {_badge(one)}" + (f"  \n:small[{said}]" if said else ""))
        _show_state(batch, one, changes)
        with st.container(horizontal=True, key=f"acts_{one.id}"):
            _show_buttons(batch, one, to_save)


def _show_state(batch: Batch, one: StagedFile, changes: pd.DataFrame) -> None:
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
    ask_again(batch, one)
    if one.outcome == "ready":
        show_staged_decisions(batch, one, batch.reading(one.id))
        _show_reports(one, changes)
    _show_file_problems(batch, one)


def _show_file_problems(batch: Batch, one: StagedFile) -> None:
    say = speaker()
    found = problem_table([(one, batch.problems([one.id]).get(one.id, []))], say.language)
    if one.outcome != "ready":
        for row in found.itertuples():
            show_problem(row)
        return
    if found.empty:
        st.markdown(say.say("Không có điều cần xem lại."))
        return
    with st.expander(_problem_title(one), expanded=bool(one.errors)):
        title = say.say("Điều cần xem lại của {file}", file=one.name)
        show_problem_table(batch, found, key=f"problems_{one.id}", title=title)


def _problem_title(one: StagedFile) -> str:
    say, count = speaker(), one.errors + one.warnings
    if not one.errors:
        return say.say("{count} điều nên xem lại", count=count)
    return say.say("{count} điều cần xem lại, {errors} phải sửa", count=count, errors=one.errors)


def _show_reports(one: StagedFile, changes: pd.DataFrame) -> None:
    """The reports of the file with what each would change; one report at once, many by choosing a row."""
    say = speaker()
    if len(one.reports) == 1:
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
        key=f"reports_{one.id}",
        on_select="rerun",
        selection_mode="single-row",
        height=min(35 * (len(table) + 1) + 3, 400),
        placeholder=BLANK,
        alt=say.say("Báo cáo trong tệp"),
    )
    for row in event.selection.rows[:1]:
        chosen = one.reports[row]
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
        show_changes(changes, key=f"changes_{one.id}_{len(changes)}")


def _report_table(one: StagedFile, changes: pd.DataFrame) -> pd.DataFrame:
    say = speaker()
    counted = changes.groupby(["unit_code", "period", "change"]).size()
    rows = [
        {
            "unit": say.unit(line.unit_code),
            "period": say.period(line.period),
            "figures": line.figures,
            **{
                name: int(counted.get((line.unit_code, line.period, name), 0))
                for name in ("changed", "new", "gone")
            },
            "problems": line.problems,
        }
        for line in one.reports
    ]
    return pd.DataFrame(rows)


def _show_buttons(batch: Batch, one: StagedFile, to_save: BatchChanges | None) -> None:
    say = speaker()
    if one.status == "ready" and to_save:
        words = say.say("Lưu tệp này")
        st.button(words, on_click=save_marked, args=(batch, [one.id], to_save), key=f"save_{one.id}")
    if one.saved_at:
        offer_receipt(batch, one)
    words = say.say("Xong") if one.saved_at else say.say("Bỏ tệp này")
    st.button(words, on_click=batch.drop, args=([one.id],), key=f"drop_{one.id}", type="tertiary")


def _badge(one: StagedFile) -> str:
    return f":{_COLORS.get(one.status, 'gray')}-badge[{status_word(one.status, speaker())}]"
