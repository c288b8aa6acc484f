"""The charts of the dossiers page that no other page has."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard.analysis.casework import (
    SEGMENTS,
    field_name,
    field_rows,
    has_fields,
    outcomes,
    units_with_fields,
)
from dashboard.analysis.comparison import compare
from dashboard.analysis.findings import measure, pair, sentence_of, target_finding
from dashboard.analysis.sentences import share
from dashboard.analysis.theme_findings import outcome_finding
from dashboard.analysis.themes import Theme
from dashboard.charts.palette import COMPOSITION
from dashboard.charts.ranking import ranking_figure
from dashboard.views.chart_view import dark, show_chart
from dashboard.views.theme_view import ChartWords, show_composition
from dashboard.words.language import speaker

_LABELS = {
    "early": "trước hạn",
    "early_or_on_time": "trước hoặc đúng hạn",
    "on_time": "đúng hạn",
    "late": "trễ hạn",
    "pending": "đang giải quyết",
    "overdue": "quá hạn chưa xong",
    "withdrawn": "rút",
}


def show_outcomes(theme: Theme, rate: str) -> None:
    """What became of the dossiers, unit by unit in the order of the comparison by `rate`."""
    say = speaker()
    order = tuple(theme.comparison(rate).rows["unit_code"])
    rows = outcomes(theme.data, period=theme.selection.period, units=order)
    rows = rows.dropna(how="all", subset=list(SEGMENTS))
    words = ChartWords(
        title=outcome_finding(rows, say),
        what=say.say("hồ sơ của từng đơn vị theo kết quả giải quyết, cùng thứ tự với biểu đồ bên"),
        key="outcomes",
        counted=len(rows),
        drawable=len(rows),
        rate=rate,
    )
    show_composition(theme, rows, words, segments=_LABELS, colours=COMPOSITION)


def show_fields(theme: Theme, rate: str) -> None:
    """The rate by field of work; a sentence where no unit keeps a list by field."""
    say, period = speaker(), theme.selection.period
    if not has_fields(rate):
        return
    data, level = theme.lists_by_field
    rows = field_rows(data, rate=rate, period=period, units=data.units)
    if rows.empty:
        st.markdown(f"##### {say.say('Chưa đơn vị nào có số liệu theo lĩnh vực')}")
        return
    comparison = compare(rows, rate=rate, period=period, level="field")
    counted = units_with_fields(data, period=period, units=data.units)
    coverage = share(counted, len(data.units), level, say)
    said = say.say("theo lĩnh vực, cộng từ {coverage} có bảng theo lĩnh vực", coverage=coverage)
    figure = ranking_figure(
        comparison.charted,
        speaker=say,
        dark=dark(),
        pair=partial(pair, rate, speaker=say),
        target=comparison.target.value if comparison.target else None,
        name=partial(field_name, language=say.language),
        lines=2,
    )
    caption = sentence_of([measure(rate, say), said, say.period(period)], say, theme.units)
    show_chart(figure, title=target_finding(comparison, say), caption=caption, key=f"fields_{rate}")
