"""Handing in reports: choose files, answer what is unclear, see what changes, save, take the receipt."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.cached import ask, engine
from dashboard.hand_in import batch_work
from dashboard.hand_in.batch_changes import BatchChanges, batch_changes
from dashboard.hand_in.batch_overlaps import overlaps
from dashboard.hand_in.batch_store import Batch, BatchGone
from dashboard.hand_in.hand_in_settings import hand_in_settings
from dashboard.hand_in.staged_words import batch_sentence
from dashboard.hand_in.staging import StagedFile
from dashboard.views.upload.batch_address_view import batch_of_address, put_into_batch, tell_added
from dashboard.views.upload.batch_tabs_view import show_batch_tabs
from dashboard.views.upload.file_picker_view import pick_files
from dashboard.views.upload.progress_view import UNDER_WAY, show_progress, show_stopped
from dashboard.views.upload.questions_view import ask_batch_questions
from dashboard.views.upload.receipt_view import tell_of_others
from dashboard.views.upload.save_view import show_save
from dashboard.views.upload.staged_file_view import show_staged_file
from dashboard.views.upload.template_view import show_templates
from dashboard.words.language import speaker
from dashboard.words.plain_text import escaped

_IN_FULL = 3
"""Up to so many files are shown in full; more of them as tables."""

_TOLD = 5

_PATIENCE = 1.5
"""Seconds to wait for few files before progress is shown."""


def show_upload() -> None:
    """Draw the whole page for the batch of the address, or the invitation to hand in."""
    say = speaker()
    st.title(say.say("Nộp báo cáo"), anchor=False)
    batch = batch_of_address()
    if batch is None:
        st.write(say.say("Tệp được đọc và kiểm tra trước; chỉ khi bấm Lưu, số liệu mới được ghi nhận."))
        pick_files(put_into_batch)
    else:
        with st.expander(say.say("Thêm tệp")):
            pick_files(put_into_batch)
    tell_added()
    if batch is None:
        show_templates()
        return
    try:
        _show_batch(batch)
    except BatchGone:  # another tab has removed it
        st.rerun()


def _show_batch(batch: Batch) -> None:
    files = _worked_on(batch)
    if any(one.state in UNDER_WAY for one in files):
        looks = st.toggle(speaker().say("Xem các tệp đã đọc trong lúc chờ"), key="look_meanwhile")
        show_progress(batch, listed=not looks)
        if not looks:
            return
    else:
        _show_sentence(files)
    show_stopped(batch, files)
    ask_batch_questions(batch, files)
    _tell_overlaps(files)
    changes = ask(batch_changes, token=batch.token, version=batch.version())
    show_save(batch, files, changes)
    if len(files) > _IN_FULL:
        tell_of_others(files)
        show_batch_tabs(batch, files, changes)
    else:
        _show_in_full(batch, files, changes)


def _show_sentence(files: Sequence[StagedFile]) -> None:
    say = speaker()
    if len(files) > 1:
        st.markdown(f"**{batch_sentence(files, say)}**")
    if any(not one.saved_at for one in files):
        st.caption(
            say.say(
                "Đợt nộp được giữ {days} ngày: đóng trang, mất mạng vẫn mở lại được bằng địa chỉ trang này.",
                days=hand_in_settings().days_kept,
            )
        )


def _tell_overlaps(files: Sequence[StagedFile]) -> None:
    """Warn of files that state the same: the later would replace the earlier."""
    say = speaker()
    found = overlaps(files)
    lines = [
        say.say(
            "- {unit}, {period}: {files}",
            unit=say.unit(one.unit_code),
            period=say.period(one.period),
            files=escaped(", ".join(one.files)),
        )
        for one in found[:_TOLD]
    ]
    if lines:
        head = say.say("Nhiều tệp cùng nộp cho một báo cáo; khi lưu, tệp sau thay số liệu của tệp trước:")
        rest = [say.say("- và {count} báo cáo khác", count=len(found) - _TOLD)] if len(found) > _TOLD else []
        st.warning("\n".join([head, *lines, *rest]))


def _worked_on(batch: Batch) -> Sequence[StagedFile]:
    """The files of the batch, after a moment's wait for what is under way."""
    if batch.next_in("waiting") or batch.next_in("saving"):
        batch_work.start(batch, engine)
        with st.spinner(speaker().say("Đang xử lý tệp…")):
            batch_work.wait(batch, _PATIENCE)
    return batch.files()


def _show_in_full(batch: Batch, files: Sequence[StagedFile], changes: BatchChanges) -> None:
    several = sum(one.status == "ready" for one in files) > 1
    for one in files:
        mine = changes.table[changes.table["file_id"] == one.id]
        show_staged_file(batch, one, mine, to_save=changes if several else None)
