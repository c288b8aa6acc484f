"""A batch of many files: the list, its problems, what would change, each in a tab drawn when it is open."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard.hand_in.batch_changes import BatchChanges
from dashboard.hand_in.batch_store import Batch
from dashboard.hand_in.staging import StagedFile, problem_table
from dashboard.views.report.changes_view import show_changes
from dashboard.views.table_view import BLANK, show_downloads, with_said_numbers
from dashboard.views.upload.problem_table_view import show_problem_table
from dashboard.views.upload.save_view import save_marked
from dashboard.views.upload.staged_file_view import show_staged_file
from dashboard.views.upload.staged_list_view import choose_files
from dashboard.words.language import speaker

_KINDS = ("changed", "new", "gone")


def show_batch_tabs(batch: Batch, files: Sequence[StagedFile], changes: BatchChanges) -> None:
    """Draw the tabs of the batch."""
    say = speaker()
    problems = sum(one.errors + one.warnings for one in files)
    listed, found, different = st.tabs(
        [
            say.say("Tệp ({count})", count=len(files)),
            say.say("Điều cần xem lại ({count})", count=say.number(problems)),
            say.say("Thay đổi ({count})", count=say.number(len(changes.table))),
        ],
        key="batch_tabs",
        on_change="rerun",
    )
    if listed.open:
        with listed:
            _show_files(batch, files, changes)
    if found.open:
        with found:
            _show_problems(batch, files)
    if different.open:
        with different:
            _show_changes(files, changes.table)


def _show_files(batch: Batch, files: Sequence[StagedFile], changes: BatchChanges) -> None:
    chosen = choose_files(files)
    if not chosen:
        st.caption(speaker().say("Chọn một tệp để xem, hoặc đánh dấu nhiều tệp để lưu hay bỏ riêng."))
    elif len(chosen) == 1:
        mine = changes.table[changes.table["file_id"] == chosen[0].id]
        show_staged_file(batch, chosen[0], mine, to_save=changes)
    else:
        _show_chosen(batch, chosen, changes)


def _show_chosen(batch: Batch, chosen: Sequence[StagedFile], changes: BatchChanges) -> None:
    say = speaker()
    ready = [one.id for one in chosen if one.status == "ready"]
    with st.container(horizontal=True, key="chosen_acts"):
        if ready:
            words = say.say("Lưu {count} tệp đã chọn", count=len(ready))
            st.button(words, on_click=save_marked, args=(batch, ready, changes), key="save_chosen")
        words = say.say("Bỏ {count} tệp đã chọn", count=len(chosen))
        ids = [one.id for one in chosen]
        st.button(words, on_click=batch.drop, args=(ids,), key="drop_chosen", type="tertiary")


def _show_problems(batch: Batch, files: Sequence[StagedFile]) -> None:
    known = {one.id: one for one in files}
    by_file = batch.problems(known)
    table = problem_table(((known[key], found) for key, found in by_file.items()), speaker().language)
    show_problem_table(
        batch, table, key="batch_problems", title=speaker().say("Điều cần xem lại của đợt nộp")
    )


def _show_changes(files: Sequence[StagedFile], changes: pd.DataFrame) -> None:
    """A line a report with how much of it is new, changed or gone; the chosen one's changes below."""
    say = speaker()
    if changes.empty:
        st.markdown(say.say("Không có số liệu nào thay đổi so với bản đang lưu."))
        return
    table = _change_table(files, changes)
    headings = {
        "unit": say.say("Đơn vị"),
        "period": say.say("Kỳ báo cáo"),
        "changed": say.say("Thay đổi"),
        "new": say.say("Mới"),
        "gone": say.say("Không còn"),
        "file": say.say("Tệp"),
    }
    event = st.dataframe(
        with_said_numbers(table, headings, {}),
        column_order=list(headings),
        column_config=headings,
        hide_index=True,
        key=f"batch_changes_{len(table)}",
        on_select="rerun",
        selection_mode="single-row",
        selection_default={"selection": {"rows": [0]}},
        height=35 * (min(len(table), 12) + 1) + 3,
        placeholder=BLANK,
        alt=say.say("Thay đổi so với số liệu đang lưu"),
    )
    title = say.say("Thay đổi so với số liệu đang lưu")
    show_downloads(table, columns=headings, key="batch_changes", title=title, source="", filters={})
    for row in event.selection.rows[:1]:
        one = table.iloc[row]
        mine = changes[
            (changes["file_id"] == one["file_id"])
            & (changes["unit_code"] == one["unit_code"])
            & (changes["period"] == one["period_code"])
        ]
        st.markdown(f"**{one['unit']}, {one['period']}**")
        show_changes(mine, key=f"changes_of_report_{row}")


def _change_table(files: Sequence[StagedFile], changes: pd.DataFrame) -> pd.DataFrame:
    say, names = speaker(), {one.id: one.name for one in files}
    counted = changes.groupby(["file_id", "unit_code", "period", "change"]).size().unstack(fill_value=0)
    counted = counted.reindex(columns=list(_KINDS), fill_value=0).reset_index()
    counted = counted.sort_values(list(_KINDS), ascending=False, kind="stable", ignore_index=True)
    return counted.rename(columns={"period": "period_code"}).assign(
        file=[names.get(key, "") for key in counted["file_id"]],
        unit=[say.unit(code) for code in counted["unit_code"]],
        period=[say.period(code) for code in counted["period"]],
    )
