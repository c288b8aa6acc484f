"""The batch in the page's address: `?dot=…` opens it again, in any tab and after a restart."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import suppress

import streamlit as st

from dashboard.hand_in.batch_store import Added, Batch, BatchGone, new_batch, open_batch
from dashboard.hand_in.hand_in_settings import hand_in_settings
from dashboard.views import address_view
from dashboard.words.language import speaker
from dashboard.words.plain_text import escaped

_NAME, _SCOPE = "dot", "upload"
_ADDED = "files_just_added"
_NAMED = 3
_NOTHING = Added(0, (), ())

_log = logging.getLogger("dashboard")


def batch_of_address() -> Batch | None:
    """The batch the address names or the session remembers; one that is gone is told and forgotten."""
    token = address_view.recall((_NAME,), scope=_SCOPE, complete=_NAME)[_NAME]
    if not token:
        return None
    try:
        batch = open_batch(token)
        is_empty = not batch.files()
    except BatchGone:
        _tell_gone()
        leave_batch()
        return None
    address_view.write({_NAME: token}, scope=_SCOPE)
    return None if is_empty else batch


def put_into_batch(files: Iterable[tuple[str, bytes]]) -> None:
    """Put files into the batch of the address, a new one where there is none."""
    token = address_view.remembered_in(_SCOPE).get(_NAME, "")
    try:
        batch = open_batch(token)
    except BatchGone:
        batch = new_batch()
    address_view.write({_NAME: batch.token}, scope=_SCOPE)
    try:
        with suppress(BatchGone):  # removed in another tab just now
            st.session_state[_ADDED] = batch.add(files)
    except sqlite3.OperationalError:  # those before it are kept
        _log.exception("files could not be kept")
        st.session_state[_ADDED] = None


def tell_added() -> None:
    """Say which of the files chosen just now were not taken; nothing when all were."""
    say, added = speaker(), st.session_state.pop(_ADDED, _NOTHING)
    if added is None:
        st.error(say.say("Máy chủ hết chỗ nhận tệp. Báo người quản trị rồi chọn lại các tệp còn thiếu."))
        return
    if added.same:
        told = {"count": len(added.same), "names": _names(added.same)}
        st.info(say.say("{count} tệp đã có trong đợt này, bỏ qua: {names}", **told))
    if added.left_out:
        limits = hand_in_settings()
        st.warning(
            say.say(
                "{count} tệp chưa nhận vì một đợt tối đa {files} tệp, {size} MB: {names}. "
                "Lưu xong đợt này rồi nộp tiếp.",
                count=len(added.left_out),
                files=say.number(limits.files_in_a_batch),
                size=say.number(limits.batch_megabytes),
                names=_names(added.left_out),
            )
        )


def _names(names: Sequence[str]) -> str:
    more = ", …" if len(names) > _NAMED else ""
    return escaped(", ".join(names[:_NAMED])) + more


def leave_batch() -> None:
    """Forget the batch of the address."""
    address_view.write({_NAME: ""}, scope=_SCOPE)


def _tell_gone() -> None:
    say = speaker()
    st.warning(
        say.say(
            "Không còn đợt nộp này: đã bỏ, hoặc quá {days} ngày không ai mở. Chọn lại tệp để nộp.",
            days=hand_in_settings().days_kept,
        )
    )
