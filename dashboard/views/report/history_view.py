"""The history of a report: who handed in what and when, what it changed, the originals, undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial

import pandas as pd
import streamlit as st

from dashboard.cached import ask, engine
from dashboard.reports.report_revisions import RevisionLine, changes_by_revision, original_file
from dashboard.views.report.changes_view import change_sentence, show_changes
from dashboard.words.language import speaker
from dashboard.words.plain_text import escaped
from data_loaders.store.standing import DECISIONS
from data_loaders.store.storage import undo_revision, undo_upload

_KINDS = {"forms": "biểu mẫu", "one_stop": "bảng một cửa", "table": "bảng số liệu", "document": "văn bản"}

_SHOWN = 20


def show_history(report_id: int, lines: Sequence[RevisionLine]) -> None:
    """Draw the revisions, newest first; of many the older ones when asked for."""
    older, changes = len(lines) - _SHOWN, ask(changes_by_revision, report_id=report_id)
    ask_older = older > 0 and not st.session_state.get(f"older_{report_id}")
    for line in lines[: _SHOWN if ask_older else None]:
        with st.container(border=True):
            _show_revision(report_id, line, changes[line.number])
    if ask_older:
        words = speaker().say("Hiện {count} lần trước nữa", count=older)
        st.button(words, on_click=_show_older, args=(report_id,), type="tertiary", icon=":material/history:")


def _show_older(report_id: int) -> None:
    st.session_state[f"older_{report_id}"] = True


def _show_revision(report_id: int, line: RevisionLine, changes: pd.DataFrame) -> None:
    say = speaker()
    who = line.by or say.say("không ghi người nộp")
    facts = escaped(f"{say.moment(line.at)} · {who} · {line.file}")
    st.markdown(f"**{escaped(_title(line))}** {_state_badge(line)}  \n:small[{facts}]")
    with st.container(horizontal=True, vertical_alignment="center"):
        if changes.empty:
            st.markdown(f":small[{change_sentence(changes)}]", width="content")
        else:
            with st.popover(change_sentence(changes), width="content"):
                show_changes(changes, key=f"changes_{report_id}_{line.number}")
        if line.action == "save":
            _offer_original(line)
        if line.can_be_undone:
            _offer_undo(report_id, line)


def _title(line: RevisionLine) -> str:
    say = speaker()
    if line.restores:
        return say.say("Lần {number}: dùng lại lần {restores}", number=line.number, restores=line.restores)
    if line.action == "undo":
        return say.say("Lần {number}: hủy lần {undoes}", number=line.number, undoes=line.undoes)
    if line.kind == DECISIONS:
        return say.say("Lần {number}: xác nhận số liệu đọc từ lời văn", number=line.number)
    kind = say.say(_KINDS.get(line.kind, "tệp"))
    if not line.figures:
        return say.say("Lần {number}: nộp {kind}", number=line.number, kind=kind)
    figures = say.number(line.figures)
    return say.say(
        "Lần {number}: nộp {kind}, {figures} số liệu", number=line.number, kind=kind, figures=figures
    )


def _state_badge(line: RevisionLine) -> str:
    return f":gray-badge[{speaker().say('đã hủy')}]" if line.undone else ""


def _offer_original(line: RevisionLine) -> None:
    st.download_button(
        speaker().say("Tải tệp gốc"),
        data=partial(_read_original, line.sha256),
        file_name=line.file,
        key=f"original_{line.number}",
        on_click="ignore",
        type="tertiary",
        icon=":material/download:",
    )


def _read_original(sha256: str) -> bytes:
    with engine().connect() as connection:
        return original_file(connection, sha256=sha256)


def _offer_undo(report_id: int, line: RevisionLine) -> None:
    say = speaker()
    with st.popover(_undo_words(line), type="tertiary"):
        st.markdown(escaped(_undo_meaning(line)))
        known = st.session_state.get("handed_in_by") or ""
        by = st.text_input(say.say("Người thực hiện"), known, key=f"undo_by_{line.number}", max_chars=100)
        take_back = partial(undo_revision, report_id=report_id, number=line.number)
        _offer_to(take_back, _undo_button(line), by, key=f"undo_{line.number}")
        if line.action == "save" and line.others:
            words = say.say("Hủy cả tệp: {count} báo cáo", count=line.others + 1)
            take_all_back = partial(undo_upload, upload_id=line.upload_id)
            _offer_to(take_all_back, words, by, key=f"undo_all_{line.number}")


def _undo_button(line: RevisionLine) -> str:
    say = speaker()
    if line.action == "undo":
        return say.say("Dùng lại lần {number}", number=line.undoes)
    return say.say("Hủy lần {number}", number=line.number)


def _undo_words(line: RevisionLine) -> str:
    say = speaker()
    if line.action == "undo":
        return say.say("Dùng lại lần {number}", number=line.undoes)
    if line.kind == DECISIONS:
        return say.say("Hủy lần xác nhận này")
    return say.say("Hủy lần nộp này")


def _undo_meaning(line: RevisionLine) -> str:
    say = speaker()
    kept = say.say("Không có gì bị xóa, lịch sử vẫn giữ cả hai.")
    if line.action == "undo":
        again = say.say("Số liệu của lần {number} được dùng lại như trước khi hủy.", number=line.undoes)
        return f"{again} {kept}"
    said = say.say(
        "Số liệu của lần {number} không còn được dùng; số liệu của lần nộp trước đó được dùng lại.",
        number=line.number,
    )
    if not line.others:
        return f"{said} {kept}"
    others = say.say("Tệp này còn có báo cáo của {count} đơn vị hoặc kỳ khác.", count=line.others)
    return f"{said} {kept} {others}"


def _offer_to(take_back: Callable[..., object], words: str, by: str, *, key: str) -> None:
    st.button(words, key=key, type="primary", on_click=_carry_out, args=(take_back, words, by))


def _carry_out(take_back: Callable[..., object], words: str, by: str) -> None:
    with suppress(LookupError):  # somebody else was faster: the history shows it
        take_back(engine(), by=by.strip())
    st.toast(speaker().say("Đã thực hiện: {words}.", words=words))
