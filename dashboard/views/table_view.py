"""One style of table everywhere: typed columns, Vietnamese numbers, a selectable row, downloads under it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from dashboard.downloads.export import file_name, to_csv, to_xlsx
from dashboard.downloads.native_chart import NativeChart
from dashboard.views.filters_view import shown_filters
from dashboard.words.language import speaker
from dashboard.words.wording import Speaker

_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BLANK = "–"
"""What stands in a table where there is no number."""
_MOST_STYLED_CELLS = 60_000
_ROW, _MOST_ROWS_SHOWN = 35, 14


def show_table(
    frame: pd.DataFrame,
    *,
    columns: Mapping[str, str],
    key: str,
    title: str,
    source: str,
    formats: Mapping[str, str] | None = None,
    on_select_unit: bool = False,
    filters: Mapping[str, str] | None = None,
    chart: NativeChart | None = None,
) -> str:
    """Draw the frame with its downloads; return the unit_code of the selected row, or "".

    `formats` maps a column to count, percent, money, decimal or points. `title` heads the files, `source`
    and `filters` (None: the page's) stand under it. A missing number shows a dash; why stands in words in a
    column of its own.
    """
    shown = frame.reset_index(drop=True)
    event = st.dataframe(
        with_said_numbers(shown, columns, formats or {}),
        column_order=list(columns),
        column_config={name: _column(name, heading, shown) for name, heading in columns.items()},
        hide_index=True,
        key=key,
        on_select="rerun" if on_select_unit else "ignore",
        selection_mode="single-row",
        height=_height(len(shown)),
        placeholder=BLANK,
        alt=title,
    )
    show_downloads(
        frame,
        columns=columns,
        key=key,
        title=title,
        source=source,
        formats=formats,
        filters=filters,
        chart=chart,
    )
    return _selected_unit(shown, event) if on_select_unit else ""


def show_downloads(
    frame: pd.DataFrame,
    *,
    columns: Mapping[str, str],
    key: str,
    title: str,
    source: str,
    formats: Mapping[str, str] | None = None,
    filters: Mapping[str, str] | None = None,
    chart: NativeChart | None = None,
) -> None:
    """Two buttons, Excel and CSV; the file is made only when one is clicked.

    `filters` (label -> value) stand on top of the file; None means those of the page.
    """
    say = speaker()
    told = {"columns": columns, "title": title, "source": source, "say": say}
    told["filters"] = shown_filters() if filters is None else filters
    make: dict[str, Callable[[], bytes]] = {
        "xlsx": partial(to_xlsx, frame, formats=formats, chart=chart, **told),
        "csv": partial(to_csv, frame, **told),
    }
    labels = {"xlsx": say.say("Tải Excel"), "csv": say.say("Tải CSV")}
    kinds = {"xlsx": _EXCEL, "csv": "text/csv"}
    with st.container(horizontal=True, key=f"downloads_{key}", gap="small"):
        for ending, label in labels.items():
            st.download_button(
                label,
                data=make[ending],
                file_name=file_name(title, ending),
                mime=kinds[ending],
                key=f"{key}_{ending}",
                on_click="ignore",
                type="tertiary",
                icon=":material/download:",
            )


def with_said_numbers(frame: pd.DataFrame, columns: Iterable[str], formats: Mapping[str, str]) -> object:
    """The frame with its numbers written for the reader; the values below stay numbers and sort as such.

    The browser writes the table's placeholder (`BLANK`) where there is no number.
    """
    say = speaker()
    numbers = [name for name in columns if pd.api.types.is_numeric_dtype(frame[name])]
    if not numbers or frame.shape[0] * len(numbers) > _MOST_STYLED_CELLS:
        return frame
    styler: Styler = frame.style
    for name in numbers:
        styler = styler.format(_writer(formats.get(name, "count"), say), subset=[name], na_rep=BLANK)
    return styler


def _writer(kind: str, say: Speaker) -> Callable[[float], str]:
    writers: dict[str, Callable[[float], str]] = {
        "percent": say.percent,
        "money": say.money,
        "points": say.points,
        "decimal": partial(say.number, decimals=1),
    }
    return writers.get(kind, say.number)


def _column(name: str, heading: str, frame: pd.DataFrame) -> object:
    if pd.api.types.is_numeric_dtype(frame[name]):
        return st.column_config.NumberColumn(heading)
    return st.column_config.TextColumn(
        heading, width="medium" if len(frame) and _is_long(frame[name]) else None
    )


def _is_long(values: pd.Series) -> bool:
    return bool(values.astype(str).str.len().max() > 40)


def _height(rows: int) -> int:
    return _ROW * (min(max(rows, 1), _MOST_ROWS_SHOWN) + 1) + 3


def _selected_unit(frame: pd.DataFrame, event: object) -> str:
    rows = event.selection.rows
    if not rows or "unit_code" not in frame or rows[0] >= len(frame):
        return ""
    return str(frame["unit_code"].iloc[rows[0]])
