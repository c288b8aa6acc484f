"""Problems as a table to filter by importance, file and unit; the chosen one with what stands around it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard.hand_in.batch_store import Batch
from dashboard.hand_in.problem_places import cells_around, passage_around
from dashboard.reports.report_lines import place_of
from dashboard.views.report.report_problems_view import ask_severity, severity_word, show_problem
from dashboard.views.table_view import show_downloads
from dashboard.words.language import speaker
from dashboard.words.plain_text import escaped

_ROW, _MOST_ROWS = 35, 10


def show_problem_table(batch: Batch, found: pd.DataFrame, *, key: str, title: str) -> None:
    """Draw the problems (`staging.PROBLEM_COLUMNS`) with their filters; the first one is chosen at once."""
    say = speaker()
    if found.empty:
        st.success(say.say("Không có điều cần xem lại: số liệu khớp với nhau và nằm trong khoảng hợp lý."))
        return
    if len(found) == 1:
        _show_chosen(batch, _with_words(found).iloc[0], key)
        return
    shown = _with_words(_filtered(found, key))
    headings = _headings(found)
    event = st.dataframe(
        shown,
        column_order=list(headings),
        column_config=_columns(headings),
        hide_index=True,
        key=f"{key}_{len(shown)}",
        on_select="rerun",
        selection_mode="single-row",
        selection_default={"selection": {"rows": [0]}},
        height=_ROW * (min(len(shown), _MOST_ROWS) + 1) + 3,
        alt=title,
    )
    for row in event.selection.rows[:1]:
        if row < len(shown):
            _show_chosen(batch, shown.iloc[row], key)
    columns = headings | {"value": say.say("Giá trị đã ghi")}
    show_downloads(shown, columns=columns, key=key, title=title, source="", filters={})


def _filtered(found: pd.DataFrame, key: str) -> pd.DataFrame:
    say = speaker()
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"{key}_filters"):
        kept = ask_severity(found, key)
        kept = _of_one(kept, "file", say.say("Mọi tệp"), key)
        kept = _of_one(kept, "unit_code", say.say("Mọi đơn vị"), key)
    return kept.reset_index(drop=True)


def _of_one(found: pd.DataFrame, column: str, every: str, key: str) -> pd.DataFrame:
    """The problems of one file or unit, asked for where there are several; `every` is said of all."""
    options = [one for one in found[column].unique() if one]
    if len(options) < 2:
        return found
    chosen = st.selectbox(
        every,
        options,
        index=None,
        key=f"{key}_{column}",
        format_func=speaker().unit if column == "unit_code" else str,
        placeholder=every,
        filter_mode="contains",
        label_visibility="collapsed",
        width=260,
    )
    return found[found[column] == chosen] if chosen else found


def _with_words(found: pd.DataFrame) -> pd.DataFrame:
    say = speaker()
    return found.assign(
        importance=[severity_word(one) for one in found["severity"]],
        unit=[say.unit(code) if code else "" for code in found["unit_code"]],
        place=[place_of(row.sheet, row.cell, row.section, say) for row in found.itertuples()],
    )


def _headings(found: pd.DataFrame) -> dict[str, str]:
    """The columns: a file's or unit's name only where there are several."""
    say = speaker()
    headings = {"importance": say.say("Mức độ")}
    if found["file"].nunique() > 1:
        headings["file"] = say.say("Tệp")
    if found["unit_code"].nunique() > 1:
        headings["unit"] = say.say("Đơn vị")
    return headings | {"place": say.say("Vị trí"), "sentence": say.say("Giải thích")}


def _columns(headings: dict[str, str]) -> dict[str, object]:
    widths = {"importance": 90, "place": 180, "file": 200, "unit": 150}
    return {
        name: st.column_config.TextColumn(said, width=widths.get(name)) for name, said in headings.items()
    }


def _show_chosen(batch: Batch, row: pd.Series, key: str) -> None:
    """The problem in full with its surroundings: cells of the sheet, or the paragraph of the document."""
    file_id = int(row["file_id"])
    with st.container(border=True, key=f"{key}_chosen"):
        show_problem(row)
        st.caption(escaped(row["file"]))
        window = batch.surroundings(file_id).get((row["sheet"], row["cell"])) if row["cell"] else None
        if window:
            st.table(cells_around(window, row["cell"], speaker().say("(ô trống)")), border=True)
        elif row["section"]:
            told = {name: row[name] for name in ("indicator", "section", "value")}
            if text := passage_around(batch.reading(file_id), **told):
                st.markdown(text)
