"""Saving all files that can be, or those chosen in the list; who hands them in."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from dashboard.hand_in.batch_changes import BatchChanges
from dashboard.hand_in.batch_saving import mark_for_saving
from dashboard.hand_in.batch_store import Batch
from dashboard.hand_in.receipts import WORD, receipt_document, receipt_name
from dashboard.hand_in.staging import StagedFile
from dashboard.views.upload.progress_view import offer_removal
from dashboard.words.language import speaker


def show_save(batch: Batch, files: Sequence[StagedFile], changes: BatchChanges) -> None:
    """Draw the name of the person and the button that saves; after saving the receipt of the batch."""
    ready = [one for one in files if one.status == "ready"]
    saved = [one for one in files if one.saved_at]
    _seen_first(batch, changes)
    with st.container(horizontal=True, vertical_alignment="bottom", key="save_all"):
        if ready:
            _ask_name()
            _offer_save(batch, ready, changes)
        if len(saved) > 1:
            _offer_receipt(batch, saved)
        offer_removal(batch, saved=len(saved) == len(files))


def save_marked(batch: Batch, file_ids: Sequence[int], changes: BatchChanges) -> None:
    """Have files saved in the name of the person on the page."""
    by = str(st.session_state.get("handed_in_by") or "").strip()
    mark_for_saving(batch, file_ids, by=by, seen_version=_seen_first(batch, changes))


def _seen_first(batch: Batch, changes: BatchChanges) -> int:
    """The data version of the first look; any redrawing since may have shown a newer one unnoticed."""
    return st.session_state.setdefault(f"seen_first_{batch.token}", changes.seen_version)


def _ask_name() -> None:
    say = speaker()
    st.text_input(
        say.say("Người nộp"),
        key="handed_in_by",
        max_chars=100,
        placeholder=say.say("Họ và tên"),
        persist_state="session",
        width=320,
    )


def _offer_save(batch: Batch, ready: Sequence[StagedFile], changes: BatchChanges) -> None:
    say = speaker()
    words = say.say("Lưu tất cả {count} tệp", count=len(ready)) if len(ready) > 1 else say.say("Lưu báo cáo")
    st.button(
        words,
        type="primary",
        on_click=save_marked,
        args=(batch, [one.id for one in ready], changes),
        key="save_all_button",
    )


def _offer_receipt(batch: Batch, saved: Sequence[StagedFile]) -> None:
    say = speaker()
    st.download_button(
        say.say("Tải biên nhận cả đợt"),
        data=partial(receipt_document, batch, saved, say),
        file_name=receipt_name(saved),
        mime=WORD,
        key="batch_receipt",
        on_click="ignore",
        icon=":material/download:",
    )
