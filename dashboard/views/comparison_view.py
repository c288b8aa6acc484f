"""Charts and tables of compared units, each leading to the unit's report."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st
from plotly.graph_objects import Figure

from dashboard.analysis.comparison import Comparison
from dashboard.analysis.courses import Course
from dashboard.analysis.findings import (
    caption,
    course_caption,
    course_finding,
    pair,
    target_finding,
)
from dashboard.analysis.rate_tables import ShownTable
from dashboard.analysis.sentences import unit_word
from dashboard.analysis.thresholds import row_limit
from dashboard.charts.companions import Companion
from dashboard.charts.course import course_figure
from dashboard.charts.palette import palette
from dashboard.charts.ranking import ranking_figure
from dashboard.charts.spread import spread_figure
from dashboard.views.chart_view import clicked_period, dark, show_chart
from dashboard.views.folding_view import folded, offer_all
from dashboard.views.report_link_view import open_report
from dashboard.views.table_view import show_table
from dashboard.words.language import speaker
from dashboard.words.plain_text import escaped
from dashboard.words.wording import Speaker


def show_ranking(comparison: Comparison, *, key: str) -> None:
    """The units by rank, the best first; few cases after all ranked ones."""
    _show_rows(comparison, comparison.ranking, key=key, best=row_limit("folded_best"))


def show_comparison(comparison: Comparison, *, key: str) -> None:
    """The units by distance to the target, the worst first."""
    rows = comparison.beside_sums if comparison.sums else comparison.charted
    _show_rows(comparison, rows, key=key)


def show_course(course: Course, *, key: str) -> None:
    """The course over like periods; a sentence instead while there is only one."""
    say = speaker()
    if len(course.known) < 2:
        st.markdown(f"##### {escaped(course_finding(course, say))}")
        st.caption(say.say("Biểu đồ diễn biến cần ít nhất hai kỳ tương tự."))
        return
    figure = course_figure(
        course.rows,
        totals={period: total.rate for period, total in course.totals.items()},
        speaker=say,
        dark=dark(),
        named=course.named,
        target=course.target,
        whole=say.say("Chung"),
    )
    said = course_caption(course, say)
    picked = show_chart(figure, title=course_finding(course, say), caption=said, key=key)
    if picked:
        follow(picked, clicked_period(key), rate=course.rate)


def show_unit_table(
    table: ShownTable, *, period: str, title: str, source: str, key: str, rate: str = ""
) -> None:
    """A table whose selected row opens the unit's report, at what it states for `rate`."""
    st.caption(speaker().say("Chọn một dòng hoặc bấm vào biểu đồ để mở báo cáo của đơn vị."))
    picked = show_table(
        table.frame,
        columns=table.columns,
        formats=table.formats,
        key=key,
        title=title,
        source=source,
        on_select_unit=True,
        chart=table.chart,
    )
    follow(picked, period, rate=rate)


def _show_rows(comparison: Comparison, rows: pd.DataFrame, *, key: str, best: int = 0) -> None:
    say = speaker()
    if rows.empty:
        st.markdown(f"##### {escaped(target_finding(comparison, say))}")
        st.caption(escaped(caption(comparison, say)))
        return
    if len(rows) > row_limit("chart"):
        figure, said = _spread(comparison, rows, say), _spread_caption(comparison, say)
    else:
        shown = folded(rows, best=best)
        figure = _ranking(comparison, shown, say)
        said = caption(comparison, say, left_out=len(rows) - len(shown))
    picked = show_chart(figure, title=target_finding(comparison, say), caption=said, key=key)
    follow(picked, comparison.period, rate=comparison.rate)
    offer_all(rows, key=key)


def _spread(comparison: Comparison, rows: pd.DataFrame, say: Speaker) -> Figure:
    worst = tuple(comparison.rated["unit_code"][:5])
    return spread_figure(rows, speaker=say, dark=dark(), named=worst, target=_target(comparison))


def _spread_caption(comparison: Comparison, say: Speaker) -> str:
    remark = say.say("Mỗi cột là số đơn vị trong một khoảng tỷ lệ; nêu tên các đơn vị thấp nhất.")
    return f"{caption(comparison, say)} {remark}"


def _ranking(comparison: Comparison, rows: pd.DataFrame, say: Speaker) -> Figure:
    return ranking_figure(
        rows,
        speaker=say,
        dark=dark(),
        pair=partial(pair, comparison.rate, speaker=say),
        target=_target(comparison),
        companions=_companions(comparison, say),
    )


def _target(comparison: Comparison) -> float | None:
    return comparison.target.value if comparison.target else None


def _companions(comparison: Comparison, say: Speaker) -> tuple[Companion, ...]:
    """At district level the sum of the communes, and what the district says about them."""
    colours, unit = palette(dark()), unit_word(comparison.level, say)
    sums = Companion(say.say("tổng các xã"), "line-ns", colours.attention, comparison.sums)
    about = say.say("{unit} báo cáo về các xã", unit=unit)
    stated = Companion(about, "x-thin", colours.grey, comparison.stated_sums)
    return tuple(one for one in (sums, stated) if one.totals)


def follow(unit_code: str, period: str, *, rate: str = "") -> None:
    """Open the report of the clicked unit, if one was clicked, at what it states for `rate`."""
    if unit_code:
        open_report(unit_code, period, indicator=rate.partition("/")[0])
