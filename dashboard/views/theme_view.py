"""What the pages on one theme share: heading, choice of measure, charts over units, the table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st
from plotly.graph_objects import Figure

from dashboard.analysis.measures import rate_parts
from dashboard.analysis.rate_tables import comparison_table, with_counts
from dashboard.analysis.sentences import short_period
from dashboard.analysis.theme_findings import progress_finding, unit_caption
from dashboard.analysis.themes import Theme
from dashboard.analysis.thresholds import row_limit
from dashboard.analysis.workplan import progress, year_gone
from dashboard.charts.bars import bars_figure
from dashboard.charts.composition import composition_figure
from dashboard.charts.dumbbell import dumbbell_figure
from dashboard.charts.year_progress import year_progress_figure
from dashboard.views.chart_view import dark, show_chart
from dashboard.views.comparison_view import follow, show_comparison, show_course, show_unit_table
from dashboard.views.folding_view import folded, offer_all
from dashboard.views.heading_view import show_heading, show_nothing_yet
from dashboard.words.language import speaker
from dashboard.words.plain_text import escaped
from dashboard.words.short_names import rate_name
from dashboard.words.wording import Speaker


@dataclass(frozen=True, slots=True)
class ChartWords:
    """What is said around a chart over units: its finding, what is drawn, its key, how many units have
    figures, how many of them the chart is about, and the rate or indicator a click on a unit points at."""

    title: str
    what: str
    key: str
    counted: int
    drawable: int
    rate: str


def show_theme_heading(theme: Theme, sentence: Callable[[Theme, Speaker], str]) -> None:
    """The theme's sentence, or what to do when no unit has reported."""
    if theme.received:
        show_heading(sentence(theme, speaker()), illustrative=theme.illustrative)
    else:
        show_nothing_yet(theme.selection)


def ask_rate(rates: Sequence[str], *, key: str) -> str:
    """Let the person choose which rate is compared; the first one until they do."""
    chosen = st.segmented_control(
        speaker().say("Chỉ tiêu so sánh"),
        rates,
        default=rates[0],
        format_func=lambda rate: rate_name(rate, speaker()),
        key=key,
        required=True,
        persist_state="session",
    )
    return chosen or rates[0]


def show_rate(theme: Theme, rate: str) -> None:
    """The units compared by a rate."""
    show_comparison(theme.comparison(rate), key=f"compare_{rate}")


def show_rate_course(theme: Theme, rate: str) -> None:
    """The rate over like periods."""
    show_course(theme.course(rate), key=f"course_{rate}")


def show_progress(theme: Theme, rate: str, *, what: str) -> None:
    """A rate that runs from the year's start against the time gone; a sentence while there is one point."""
    say, period = speaker(), theme.selection.period
    years = progress(theme.data, rate=rate, period=period)
    title = progress_finding(years, say)
    if sum(len(points) for points in years.values()) < 2:
        st.markdown(f"##### {escaped(title)}")
        st.caption(say.say("Biểu đồ diễn biến cần ít nhất hai kỳ."))
        return
    labels = {year_gone(one): short_period(one, say).rsplit(" ", 1)[0] for one in theme.data.known}
    figure = year_progress_figure(years, labels=labels, speaker=say, dark=dark())
    rows = theme.comparison(rate).charted
    caption = unit_caption(theme, what, counted=len(rows), left_out=0, speaker=say)
    show_chart(figure, title=title, caption=caption, key=f"progress_{rate}")


def show_composition(
    theme: Theme,
    rows: pd.DataFrame,
    words: ChartWords,
    *,
    segments: Mapping[str, str],
    colours: Mapping[str, str],
) -> None:
    """Stacked bars of `segments` (id -> label), as many rows as a chart can hold."""
    say, shown = speaker(), folded(rows)
    said = {one: say.say(label) for one, label in segments.items()}
    _show(
        theme,
        words,
        shown=len(shown),
        draw=lambda: composition_figure(shown, segments=said, colours=colours, speaker=say, dark=dark()),
    )
    offer_all(rows, key=words.key)


def show_pairs(
    theme: Theme,
    rows: pd.DataFrame,
    words: ChartWords,
    *,
    labels: tuple[str, str],
    gap: Callable[[float, float], str],
    money: bool = False,
) -> None:
    """Two marks a unit; `labels` name whole and part, `gap` writes what lies between them."""
    say, shown = speaker(), folded(rows)
    scale, suffix = _money_scale(shown, say) if money else (1.0, "")
    _show(
        theme,
        words,
        shown=len(shown),
        draw=lambda: dumbbell_figure(
            shown,
            whole=labels[0],
            part=labels[1],
            gap=gap,
            text=say.money if money else say.number,
            speaker=say,
            dark=dark(),
            scale=scale,
            suffix=suffix,
        ),
    )
    offer_all(rows, key=words.key)


def show_bars(theme: Theme, rows: pd.DataFrame, words: ChartWords, *, money: bool = False) -> None:
    """Plain bars of the units with most."""
    say, shown = speaker(), rows.head(row_limit("bars"))
    text = say.money if money else say.number
    _show(
        theme,
        words,
        shown=len(shown),
        draw=lambda: bars_figure(shown, text=text, speaker=say, dark=dark()),
    )


def show_theme_table(theme: Theme, rate: str, *, counts: Sequence[str], title: str) -> None:
    """The table behind the page: the rate in full and every count some unit states."""
    say, period = speaker(), theme.selection.period
    others = [name for name in counts if name not in rate_parts(rate)]
    table = with_counts(comparison_table(theme.comparison(rate), say), theme.counts, others, say)
    show_unit_table(
        table,
        period=period,
        title=say.say("{title}, {period}", title=title, period=say.period(period)),
        source=say.say("Báo cáo cải cách hành chính của các đơn vị"),
        key=f"table_{rate}",
        rate=rate,
    )


def _show(theme: Theme, words: ChartWords, *, shown: int, draw: Callable[[], Figure]) -> None:
    """The chart under its finding; the finding alone where there is no row to draw."""
    caption = unit_caption(
        theme, words.what, counted=words.counted, left_out=max(words.drawable - shown, 0), speaker=speaker()
    )
    if not shown:
        st.markdown(f"##### {escaped(words.title)}")
        st.caption(escaped(caption))
        return
    picked = show_chart(draw(), title=words.title, caption=caption, key=words.key)
    follow(picked, theme.selection.period, rate=words.rate)


def _money_scale(rows: pd.DataFrame, say: Speaker) -> tuple[float, str]:
    most = float(rows[["numerator", "denominator"]].max().max())
    return (1e9, " " + say.say("tỷ")) if most >= 1e9 else (1e6, " " + say.say("triệu"))
