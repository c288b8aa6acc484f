"""While files are read or saved: how far, which ones, what became of each; stopping and going on."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial

import streamlit as st

from dashboard.cached import engine
from dashboard.hand_in import batch_work
from dashboard.hand_in.batch_store import Batch, BatchGone
from dashboard.hand_in.staged_words import batch_sentence
from dashboard.hand_in.staging import StagedFile
from dashboard.views.upload.batch_address_view import leave_batch
from dashboard.views.upload.staged_list_view import show_plain_list
from dashboard.words.language import speaker
from dashboard.words.plain_text import escaped

_SECONDS = 1.0
UNDER_WAY = ("waiting", "saving")
"""The states of files that something is done with."""


def show_progress(batch: Batch, *, listed: bool) -> None:
    """Draw the progress, anew every second until nothing is under way; then the page is drawn in full.

    `listed` adds the list of the files.
    """
    st.fragment(_draw, run_every=_SECONDS)(batch, listed=listed)


def show_stopped(batch: Batch, files: Sequence[StagedFile]) -> None:
    """Say how many files are not read, with the choice to go on or to leave them out; nothing without any."""
    say = speaker()
    left = [one.id for one in files if one.status in ("stopped", "failed")]
    if not left:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="stopped_reading"):
        st.markdown(say.say("{count} tệp chưa đọc.", count=len(left)), width="content")
        st.button(say.say("Đọc tiếp"), on_click=_go_on, args=(batch, left), key="read_on")
        st.button(
            say.say("Bỏ các tệp chưa đọc"),
            on_click=batch.drop,
            args=(left,),
            key="drop_unread",
            type="tertiary",
        )


def offer_removal(batch: Batch, *, saved: bool) -> None:
    """Draw the button that takes the whole batch off the page."""
    say = speaker()
    if saved:
        st.button(say.say("Xong, nộp đợt khác"), on_click=_leave, args=(batch,), key="remove_batch")
        return
    with st.popover(say.say("Bỏ tất cả"), type="tertiary"):
        st.markdown(say.say("Các tệp chưa lưu sẽ bị bỏ; số liệu đã lưu vẫn giữ nguyên."))
        words = say.say("Bỏ tất cả tệp")
        st.button(words, on_click=_leave, args=(batch,), key="remove_batch", type="primary")


def _draw(batch: Batch, *, listed: bool) -> None:
    try:
        files = batch.files()
    except BatchGone:
        st.rerun()
    if not any(one.state in UNDER_WAY for one in files):
        st.rerun()
    batch_work.start(batch, engine)  # goes on after a restart of the server
    _draw_bar(batch, files)
    with st.container(horizontal=True, key="stop_acts"):
        if any(one.state == "waiting" for one in files):
            st.button(speaker().say("Dừng đọc"), on_click=_stop, args=(batch,), key="stop_reading")
        if listed:
            offer_removal(batch, saved=False)
    st.markdown(batch_sentence(files, speaker()))
    if listed:
        show_plain_list(files)


def _draw_bar(batch: Batch, files: Sequence[StagedFile]) -> None:
    say, saving = speaker(), any(one.state == "saving" for one in files)
    state, done = ("saving", "saved") if saving else ("waiting", "read")
    left = sum(one.state == state for one in files)
    count = max(left + sum(one.state in (done, "failed") for one in files), 1)
    told = {"number": count - left, "count": count}
    words = (
        say.say("Đang lưu {number}/{count} tệp", **told)
        if saving
        else say.say("Đang đọc {number}/{count} tệp", **told)
    )
    names = ", ".join(batch_work.in_hand(batch))
    st.progress((count - left) / count, text=escaped(f"{words}: {names}" if names else words))


def _stop(batch: Batch) -> None:
    with suppress(BatchGone):
        waiting = [one.id for one in batch.files() if one.state == "waiting"]
        batch.change(waiting, partial(_moved, before=("waiting",), after="stopped"))


def _go_on(batch: Batch, left: Sequence[int]) -> None:
    batch.change(left, partial(_moved, before=("stopped", "failed"), after="waiting"))


def _moved(one: StagedFile, *, before: Sequence[str], after: str) -> StagedFile:
    return replace(one, state=after, failure="") if one.state in before else one


def _leave(batch: Batch) -> None:
    batch.remove()
    leave_batch()
