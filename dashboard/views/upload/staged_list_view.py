"""Many files on their way in: one line each, with what became of them."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard.hand_in.staged_words import staged_table, status_word
from dashboard.hand_in.staging import StagedFile
from dashboard.views.table_view import BLANK, show_downloads, with_said_numbers
from dashboard.words.language import speaker

_ROW, _MOST_ROWS = 35, 12
_ORDER = (
    *("failed", "needs_review", "rejected", "stopped", "waiting", "saving"),
    *("ready", "saved", "unchanged", "undone"),
)


def show_plain_list(files: Sequence[StagedFile]) -> None:
    """Draw the list while files are under way: nothing in it can be chosen."""
    headings = _headings()
    table = staged_table(files, speaker())
    st.dataframe(
        with_said_numbers(table, headings, {}),
        column_order=list(headings),
        column_config=headings,
        hide_index=True,
        key="list_under_way",
        height=_height(table),
        placeholder=BLANK,
        alt=speaker().say("Tệp báo cáo"),
    )


def choose_files(files: Sequence[StagedFile]) -> list[StagedFile]:
    """Draw the list with its downloads, by state where there are several; the files that were ticked."""
    say, headings = speaker(), _headings()
    shown = _of_state(files)
    table = staged_table(shown, say)
    event = st.dataframe(
        with_said_numbers(table, headings, {}),
        column_order=list(headings),
        column_config=headings,
        hide_index=True,
        key=f"staged_list_{shown[0].id}_{len(shown)}",
        on_select="rerun",
        selection_mode="multi-row",
        height=_height(table),
        placeholder=BLANK,
        alt=say.say("Tệp báo cáo"),
    )
    known = {"by": say.say("Người nộp"), "at": say.say("Thời điểm"), "sha256": "SHA-256"}
    title = say.say("Danh sách tệp báo cáo")
    show_downloads(table, columns=headings | known, key="staged", title=title, source="", filters={})
    return [shown[row] for row in event.selection.rows if row < len(shown)]


def _of_state(files: Sequence[StagedFile]) -> list[StagedFile]:
    """The files of the state asked for, those first that need a person."""
    say = speaker()
    ordered = sorted(files, key=lambda one: _ORDER.index(one.status))
    counts = pd.Series([one.status for one in ordered]).value_counts(sort=False)
    if len(counts) < 2:
        return ordered
    asked = st.segmented_control(
        say.say("Tình trạng"),
        ["", *counts.index],
        default="",
        format_func=lambda name: (
            f"{status_word(name, say)} ({counts[name]})"
            if name
            else say.say("Tất cả ({count})", count=len(ordered))
        ),
        key="staged_state",
        label_visibility="collapsed",
        required=True,
    )
    return [one for one in ordered if one.status == asked] or ordered


def _headings() -> dict[str, str]:
    say = speaker()
    return {
        "file": say.say("Tệp"),
        "status": say.say("Tình trạng"),
        "unit": say.say("Đơn vị"),
        "period": say.say("Kỳ báo cáo"),
        "figures": say.say("Số liệu"),
        "errors": say.say("Phải sửa"),
        "warnings": say.say("Nên xem"),
    }


def _height(table: pd.DataFrame) -> int:
    return _ROW * (min(len(table), _MOST_ROWS) + 1) + 3
