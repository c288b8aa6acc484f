"""Handing in reports: choose files, answer what is unclear, see what changes, save, take the receipt."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard.cached import engine
from dashboard.hand_in import staging
from dashboard.hand_in.staging import StagedFile
from dashboard.views.upload.file_picker_view import pick_files
from dashboard.views.upload.staged_file_view import show_staged_file
from dashboard.views.upload.staged_list_view import show_staged_list
from dashboard.views.upload.template_view import show_templates
from dashboard.words.language import speaker
from dashboard.words.plain_text import escaped

_STAGED = "staged_files"
_IN_FULL = 6
"""Up to so many files are shown in full; more of them as a list."""


def show_upload() -> None:
    """Draw the whole page; what is staged survives a look at another page."""
    say = speaker()
    staged: list[StagedFile] = st.session_state.setdefault(_STAGED, [])
    st.title(say.say("Nộp báo cáo"), anchor=False)
    if not staged:
        st.write(say.say("Tệp được đọc và kiểm tra trước; chỉ khi bấm Lưu, số liệu mới được ghi nhận."))
    pick_files(partial(staging.stage, staged))
    if not staged:
        show_templates()
    _read_new(staged)
    ready = [one for one in staged if one.status == "ready"]
    if ready:
        _show_save(ready)
    draw = partial(_show_file, staged, single=len(ready) < 2)
    if len(staged) > _IN_FULL:
        show_staged_list(staged, draw=draw)
    else:
        for one in staged:
            draw(one)


def _show_file(staged: list[StagedFile], one: StagedFile, *, single: bool) -> None:
    on_save = None if single else partial(_save, [one])
    show_staged_file(one, on_save=on_save, on_drop=partial(staging.drop, staged, one))


def _read_new(staged: list[StagedFile]) -> None:
    say = speaker()
    unread = [one for one in staged if one.status == "unread"]
    for number, one in enumerate(unread, start=1):
        told = {"file": escaped(one.name), "number": number, "count": len(unread)}
        with st.spinner(say.say("Đang đọc {file} ({number}/{count})…", **told)):
            staging.read(one)


def _show_save(ready: list[StagedFile]) -> None:
    say = speaker()
    with st.container(horizontal=True, vertical_alignment="bottom", key="save_all"):
        st.text_input(
            say.say("Người nộp"),
            key="handed_in_by",
            max_chars=100,
            placeholder=say.say("Họ và tên"),
            persist_state="session",
            width=320,
        )
        st.button(
            say.say("Lưu tất cả {count} tệp", count=len(ready)) if len(ready) > 1 else say.say("Lưu báo cáo"),
            type="primary",
            on_click=_save,
            args=(ready,),
            key="save_all_button",
        )


def _save(files: list[StagedFile]) -> None:
    by = str(st.session_state.get("handed_in_by") or "").strip()
    for one in files:
        staging.save(engine(), one, by=by)
    if done := [one for one in files if one.status == "saved"]:
        st.toast(speaker().say("Đã lưu {count} tệp.", count=len(done)))
