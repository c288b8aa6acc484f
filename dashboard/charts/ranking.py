"""Who is how far from the target: one row a unit, dots on a common scale, the target as a labelled line."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from dashboard.analysis.state_words import state_word
from dashboard.charts.canvas import TOP, canvas, height_of, mark_target, set_rows
from dashboard.charts.companions import Companion, companion_marks, companion_note
from dashboard.charts.palette import Palette, palette
from dashboard.words.wording import Speaker

_LEGEND_ROW = 20
_SIGN_BELOW, _SIGN_AGAIN = "▼ ", " (!)"


class _Dots(NamedTuple):
    """One kind of dot: its name in the legend, its marker, and which rows have it."""

    label: str
    marker: dict[str, Any]
    chosen: pd.Series


def ranking_figure(
    rows: pd.DataFrame,
    *,
    speaker: Speaker,
    dark: bool,
    pair: Callable[[float, float], str],
    target: float | None = None,
    name: Callable[[str], str] | None = None,
    companions: Sequence[Companion] = (),
    lines: int = 1,
) -> go.Figure:
    """Dots in the order of `rows` (unit_code, numerator, denominator, rate, state, below).

    `pair` writes numerator and denominator, `name` a row's label; `companions` are further marks a row.
    `lines` is how many lines of text the labels need. A column `rank` numbers the rows.
    """
    name, rows, colours = name or speaker.short_unit, rows.reset_index(drop=True), palette(dark)
    top = TOP + _LEGEND_ROW * len(companions)
    height = height_of(len(rows), lines=2 if companions else lines, top=top)
    figure = canvas(speaker=speaker, dark=dark, height=height, top=top)
    _add_gaps(figure, rows, target, colours)
    _mark_gap(figure, rows, colours)
    own = [_own_note(row, speaker, pair) for row in rows.itertuples()]
    hover = [f"<b>{name(code)}</b><br>{note}" for code, note in zip(rows["unit_code"], own, strict=True)]
    for dots in _kinds(rows, speaker, colours, target):
        figure.add_trace(_trace(dots, rows, hover))
    for companion in companions:
        figure.add_trace(companion_marks(companion, list(rows["unit_code"]), speaker=speaker, pair=pair))
    set_rows(figure, _labels(rows, name), _notes(rows, own, companions[:1], speaker), dark=dark)
    others = [
        one.rate for companion in companions for one in companion.totals.values() if one.rate is not None
    ]
    figure.update_xaxes(
        range=list(scale([*rows["rate"].dropna(), *others], target)),
        ticksuffix=" %",
        showticksuffix="last",
        nticks=4,
    )
    if target is not None:
        label = speaker.say("mục tiêu {target}", target=speaker.percent(target, 0))
        mark_target(figure, target, label, dark=dark)
    return figure


def scale(values: list[float], target: float | None) -> tuple[float, float]:
    """The ends of the axis: from a round number below the lowest value to just above the highest."""
    shown = [*values, *([target] if target is not None else [])] or [0.0, 100.0]
    low = max(math.floor((min(shown) - 1) / 5) * 5, 0)
    high = max(max(shown), 100.0) if max(shown) > 80 else math.ceil((max(shown) + 1) / 10) * 10
    pad = (high - low) * 0.04
    return low - pad, high + pad


def _kinds(rows: pd.DataFrame, speaker: Speaker, colours: Palette, target: float | None) -> list[_Dots]:
    """The kinds of dot that occur: reached, below the target, few cases."""
    few, below, shown = rows["state"] == "few", rows["below"].astype(bool), rows["rate"].notna()
    reached = speaker.say("đạt mục tiêu") if target is not None else speaker.say("tỷ lệ")
    hollow = {"color": "rgba(0,0,0,0)", "size": 9, "line": {"color": colours.grey, "width": 2}}
    short = {"color": colours.bad, "size": 11, "symbol": "diamond"}
    kinds = [
        _Dots(reached, {"color": colours.accent, "size": 10}, shown & ~few & ~below),
        _Dots(speaker.say("dưới mục tiêu"), short, shown & ~few & below),
        _Dots(speaker.say("ít hồ sơ"), hollow, shown & few),
    ]
    return [kind for kind in kinds if kind.chosen.any()]


def _trace(dots: _Dots, rows: pd.DataFrame, hover: list[str]) -> go.Scatter:
    chosen = rows[dots.chosen]
    return go.Scatter(
        x=chosen["rate"].tolist(),
        y=chosen.index.tolist(),
        mode="markers",
        name=dots.label,
        marker=dots.marker,
        customdata=[[code] for code in chosen["unit_code"]],
        hovertext=[hover[place] for place in chosen.index],
        hoverinfo="text",
        cliponaxis=False,
    )


def _add_gaps(figure: go.Figure, rows: pd.DataFrame, target: float | None, colours: Palette) -> None:
    """A thin line from the target to each dot that misses it."""
    short = rows[rows["below"].astype(bool) & (rows["state"] == "reported")]
    if target is None or short.empty:
        return
    xs = [x for rate in short["rate"] for x in (rate, target, None)]
    ys = [y for place in short.index for y in (place, place, None)]
    line = {"color": colours.bad, "width": 1.5}
    figure.add_trace(
        go.Scatter(x=xs, y=ys, mode="lines", line=line, opacity=0.55, hoverinfo="skip", showlegend=False)
    )


def _labels(rows: pd.DataFrame, name: Callable[[str], str]) -> list[str]:
    """The rows' names, behind their `rank` where they have one."""
    ranks = rows["rank"] if "rank" in rows else [math.nan] * len(rows)
    return [
        name(code) if math.isnan(rank) else f"{rank:.0f}. {name(code)}"
        for rank, code in zip(ranks, rows["unit_code"], strict=True)
    ]


def _mark_gap(figure: go.Figure, rows: pd.DataFrame, colours: Palette) -> None:
    """A line across the chart where ranks are left out."""
    jumps = rows.index[rows["rank"].diff() > 1] if "rank" in rows else []
    for place in jumps:
        line = {"color": colours.grey, "width": 1, "dash": "dash"}
        figure.add_shape(type="line", x0=0, x1=1, xref="paper", y0=place - 0.5, y1=place - 0.5, line=line)


def _notes(
    rows: pd.DataFrame, own: list[str], companions: Sequence[Companion], speaker: Speaker
) -> list[str]:
    """The right end of each row: its own figures, and under them the first companion's."""
    return [
        "<br>".join([note, *(companion_note(one, code, speaker) for one in companions)])
        for code, note in zip(rows["unit_code"], own, strict=True)
    ]


def _own_note(row: Any, speaker: Speaker, pair: Callable[[float, float], str]) -> str:  # noqa: ANN401
    if math.isnan(row.rate):
        return state_word(row.state, speaker)
    sign = _SIGN_BELOW if row.below and row.state == "reported" else ""
    few = " · " + speaker.say("ít hồ sơ") if row.state == "few" else ""
    again = _SIGN_AGAIN if getattr(row, "flagged", False) else ""
    return f"{sign}{speaker.percent(row.rate)}  {pair(row.numerator, row.denominator)}{few}{again}"
