"""One file on its way in: what was recognised, asked, found wrong, what would change, the receipt."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st

from dashboard.cached import engine
from dashboard.history_view import change_sentence, show_changes
from dashboard.language import speaker
from dashboard.plain_text import escaped
from dashboard.questions_view import ask_questions
from dashboard.receipts import receipt_text
from dashboard.report_link_view import link_report
from dashboard.report_problems_view import show_problem, show_problems
from dashboard.staging import StagedFile, changes_against_stored, problem_table, undo
from data_loaders.database import data_version
from data_loaders.recognition import full_path

_LINKS = 6


def show_staged_file(
    one: StagedFile, *, on_save: Callable[[], None] | None, on_drop: Callable[[], None]
) -> None:
    """Draw the file; the callbacks save it (None: it has no button of its own) or take it off the list."""
    with st.container(border=True, key=f"staged_{one.sha256[:12]}"):
        st.markdown(f"**{escaped(one.name)}** {_badge(one)}  \n:small[{escaped(_recognised(one))}]")
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
        _show_receipt(one)
        return
    ask_questions(one)
    if one.drafts:
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
        one.seen_version = data_version(connection)
        changes = changes_against_stored(connection, one.drafts)
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
        table,
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


def _show_receipt(one: StagedFile) -> None:
    say = speaker()
    if one.status == "unchanged":
        st.info(say.say("Tệp này đã được nộp trước đó, số liệu không thay đổi."))
    if one.undone:
        st.info(say.say("Đã hủy lần nộp này, số liệu trước đó được dùng lại."))
    _tell_of_others(one)
    who = one.by or say.say("không ghi người nộp")
    st.markdown(f":small[{escaped(f'{say.moment(one.saved_at)} · {who} · SHA-256 {one.sha256[:16]}…')}]")
    for saved in one.saved[:_LINKS]:
        label = say.say(
            "{unit}, {period}: lần {revision}, {figures} số liệu",
            unit=say.unit(saved.unit_code),
            period=say.period(saved.period),
            revision=saved.revision,
            figures=say.number(saved.figures),
        )
        link_report(saved.unit_code, saved.period, label=label)
    if len(one.saved) > _LINKS:
        st.caption(say.say("và {count} báo cáo khác", count=len(one.saved) - _LINKS))


def _tell_of_others(one: StagedFile) -> None:
    """Say what somebody else saved while this person was looking."""
    say = speaker()
    for saved in one.saved:
        for other in saved.between:
            st.warning(
                say.say(
                    "Trong lúc xem, {who} đã nộp {file} cho {unit}: xem lịch sử báo cáo.",
                    who=escaped(other.by or say.say("người khác")),
                    file=escaped(other.file),
                    unit=say.unit(saved.unit_code),
                )
            )


def _offer_undo(one: StagedFile) -> None:
    say, key = speaker(), one.sha256[:12]
    with st.popover(say.say("Hủy lần nộp này"), type="tertiary"):
        st.markdown(say.say("Số liệu trước đó được dùng lại. Tệp và lịch sử vẫn được giữ."))
        st.button(
            say.say("Hủy lần nộp"), key=f"undo_{key}", type="primary", on_click=undo, args=(engine(), one)
        )


def _show_buttons(one: StagedFile, on_save: Callable[[], None] | None, on_drop: Callable[[], None]) -> None:
    say, key = speaker(), one.sha256[:12]
    if one.status == "ready" and on_save:
        st.button(say.say("Lưu tệp này"), on_click=on_save, key=f"save_{key}")
    if one.saved_at:
        st.download_button(
            say.say("Tải biên nhận"),
            data=partial(receipt_text, one, say),
            file_name=f"bien-nhan-{one.sha256[:8]}.txt",
            mime="text/plain",
            key=f"receipt_{key}",
            on_click="ignore",
            icon=":material/download:",
        )
    if one.status == "saved":
        _offer_undo(one)
    words = say.say("Xong") if one.saved_at else say.say("Bỏ tệp này")
    st.button(words, on_click=on_drop, key=f"drop_{key}", type="tertiary")


def _badge(one: StagedFile) -> str:
    say = speaker()
    badges = {
        "ready": ("blue", say.say("đọc được, chưa lưu")),
        "needs_review": ("orange", say.say("cần trả lời")),
        "rejected": ("red", say.say("không đọc được")),
        "failed": ("red", say.say("lỗi chương trình")),
        "saved": ("green", say.say("đã lưu")),
        "unchanged": ("gray", say.say("không thay đổi")),
        "undone": ("gray", say.say("đã hủy")),
        "unread": ("gray", say.say("chưa đọc")),
    }
    color, words = badges[one.status]
    return f":{color}-badge[{words}]"


def _recognised(one: StagedFile) -> str:
    """Kind, unit and period, number of figures, in one line."""
    say = speaker()
    kinds = {
        "forms": say.say("Biểu mẫu thống kê"),
        "one_stop": say.say("Bảng một cửa"),
        "table": say.say("Bảng số liệu"),
        "document": say.say("Báo cáo bằng văn bản"),
    }
    kind = kinds.get(one.reading.kind if one.reading else "", say.say("Không nhận ra loại tệp"))
    drafts = one.drafts
    if not drafts:
        return kind
    number = sum(len(draft.figures) for draft in drafts)
    texts = sum(len(draft.sections) for draft in drafts)
    amount = [
        say.say("{count} số liệu", count=say.number(number)) if number or not texts else "",
        say.say("{count} mục thuyết minh", count=texts) if texts else "",
    ]
    if len(drafts) == 1:
        whose = f"{full_path(drafts[0].unit_code)}, {say.period(drafts[0].period)}"
    else:
        whose = say.say("{count} báo cáo", count=len(drafts))
    return " · ".join(part for part in (kind, whose, *amount) if part)
