"""Many files on their way in: one line each, the chosen one in full below."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from dashboard.hand_in.staged_words import staged_table
from dashboard.hand_in.staging import StagedFile
from dashboard.views.table_view import show_downloads, with_said_numbers
from dashboard.words.language import speaker

_ROW, _MOST_ROWS = 35, 12


def show_staged_list(staged: Sequence[StagedFile], *, draw: Callable[[StagedFile], None]) -> None:
    """Draw the list with its downloads; `draw` shows the chosen file, at first one that needs a person."""
    say = speaker()
    table = staged_table(staged, say)
    headings = {
        "file": say.say("Tệp"),
        "status": say.say("Tình trạng"),
        "unit": say.say("Đơn vị"),
        "period": say.say("Kỳ báo cáo"),
        "figures": say.say("Số liệu"),
        "errors": say.say("Phải sửa"),
        "warnings": say.say("Nên xem"),
    }
    event = st.dataframe(
        with_said_numbers(table, headings, {}),
        column_order=list(headings),
        column_config=headings,
        hide_index=True,
        key="staged_list",
        on_select="rerun",
        selection_mode="single-row",
        height=_ROW * (min(len(table), _MOST_ROWS) + 1) + 3,
        alt=say.say("Tệp báo cáo"),
    )
    known = {"by": say.say("Người nộp"), "at": say.say("Thời điểm"), "sha256": "SHA-256"}
    title = say.say("Danh sách tệp báo cáo")
    show_downloads(table, columns=headings | known, key="staged", title=title, source="", filters={})
    rows = [row for row in event.selection.rows if row < len(staged)]
    draw(staged[rows[0]] if rows else _first_to_see(staged))


def _first_to_see(staged: Sequence[StagedFile]) -> StagedFile:
    waiting = [one for one in staged if one.status in ("needs_review", "failed", "rejected")]
    return (waiting or staged)[0]
