"""Who is how far from the target: one row a unit, dots on a common scale, the target as a labelled line."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.canvas import canvas, height_of, mark_target, set_rows
from dashboard.charts.palette import Palette, palette
from dashboard.measures import Total
from dashboard.wording import Speaker

_SIGN_BELOW = "▼ "


def ranking_figure(
    rows: pd.DataFrame,
    *,
    speaker: Speaker,
    dark: bool,
    pair: Callable[[float, float], str],
    target: float | None = None,
    name: Callable[[str], str] | None = None,
    sums: Mapping[str, Total] | None = None,
    numbered: bool = False,
) -> go.Figure:
    """Dots in the order of `rows` (unit_code, numerator, denominator, rate, state, below).

    `pair` writes numerator and denominator, `name` a row's label. `sums` adds beside each district the
    rate over its communes, as a second mark of its own.
    """
    name, sums = name or speaker.short_unit, sums or {}
    rows = rows.reset_index(drop=True)
    height = height_of(len(rows), lines=2 if sums else 1)
    figure = canvas(speaker=speaker, dark=dark, height=height)
    hover = [_hover(row, speaker, pair, name) for row in rows.itertuples()]
    for label, marker, chosen in _groups(rows, speaker, palette(dark), target):
        _add_dots(figure, rows[chosen], label, marker, [hover[place] for place in rows.index[chosen]])
    if sums:
        _add_sums(figure, rows, sums, speaker, pair, palette(dark))
    _add_gaps(figure, rows, target, palette(dark))
    notes = [_note(row, speaker, pair, sums.get(row.unit_code)) for row in rows.itertuples()]
    set_rows(figure, _labels(rows, name, numbered), notes, dark=dark)
    low, high = scale([*rows["rate"].dropna(), *(one.rate for one in sums.values() if one.rate is not None)], target)
    figure.update_xaxes(range=[low, high], ticksuffix=" %", nticks=6)
    if target is not None:
        label = speaker.say("mục tiêu {target}", target=speaker.percent(target, 0))
        mark_target(figure, target, label, dark=dark)
    return figure


def scale(values: list[float], target: float | None) -> tuple[float, float]:
    """The ends of the axis: from a round number below the lowest value to just above the highest."""
    shown = [*values, *([target] if target is not None else [])] or [0.0, 100.0]
    low = max(math.floor((min(shown) - 1) / 5) * 5, 0)
    high = max(max(shown), 100.0) if max(shown) > 80 else math.ceil((max(shown) + 1) / 10) * 10
    pad = (high - low) * 0.03
    return low - pad, high + pad


def _groups(rows: pd.DataFrame, speaker: Speaker, colours: Palette, target: float | None) -> list[tuple]:
    """Legend entry, marker and rows of each kind of dot that occurs."""
    few, below = rows["state"] == "few", rows["below"].astype(bool)
    shown = rows["rate"].notna()
    reached = speaker.say("đạt mục tiêu") if target is not None else speaker.say("tỷ lệ")
    groups = [
        (reached, {"color": colours.accent, "size": 10}, shown & ~few & ~below),
        (speaker.say("dưới mục tiêu"), {"color": colours.bad, "size": 11, "symbol": "diamond"}, shown & ~few & below),
        (
            speaker.say("ít hồ sơ"),
            {"color": "rgba(0,0,0,0)", "size": 9, "line": {"color": colours.grey, "width": 2}},
            shown & few,
        ),
    ]
    return [group for group in groups if group[2].any()]


def _add_dots(figure: go.Figure, rows: pd.DataFrame, label: str, marker: dict, hover: list[str]) -> None:
    figure.add_trace(
        go.Scatter(
            x=rows["rate"].tolist(),
            y=rows.index.tolist(),
            mode="markers",
            name=label,
            marker=marker,
            customdata=[[code] for code in rows["unit_code"]],
            hovertext=hover,
            hoverinfo="text",
        )
    )


def _add_sums(
    figure: go.Figure,
    rows: pd.DataFrame,
    sums: Mapping[str, Total],
    speaker: Speaker,
    pair: Callable[[float, float], str],
    colours: Palette,
) -> None:
    totals = [sums.get(code, Total()) for code in rows["unit_code"]]
    figure.add_trace(
        go.Scatter(
            x=[one.rate for one in totals],
            y=rows.index.tolist(),
            mode="markers",
            name=speaker.say("tổng các xã"),
            marker={"symbol": "line-ns", "size": 15, "line": {"color": colours.attention, "width": 3}},
            customdata=[[code] for code in rows["unit_code"]],
            hovertext=[_sum_note(one, speaker, pair) for one in totals],
            hoverinfo="text",
        )
    )


def _add_gaps(figure: go.Figure, rows: pd.DataFrame, target: float | None, colours: Palette) -> None:
    """A thin line from the target to each dot that misses it."""
    short = rows[rows["below"].astype(bool) & (rows["state"] == "reported")]
    if target is None or short.empty:
        return
    xs = [x for rate in short["rate"] for x in (rate, target, None)]
    ys = [y for place in short.index for y in (place, place, None)]
    figure.add_trace(
        go.Scatter(x=xs, y=ys, mode="lines", line={"color": colours.bad, "width": 1.5}, opacity=0.55,
                   hoverinfo="skip", showlegend=False)
    )  # fmt: skip


def _labels(rows: pd.DataFrame, name: Callable[[str], str], numbered: bool) -> list[str]:
    labels = [name(code) for code in rows["unit_code"]]
    if not numbered:
        return labels
    ranks = [place + 1 if state == "reported" else 0 for place, state in enumerate(rows["state"])]
    return [f"{rank}. {label}" if rank else label for rank, label in zip(ranks, labels, strict=True)]


def _note(row, speaker: Speaker, pair: Callable[[float, float], str], total: Total | None) -> str:  # noqa: ANN001
    own = _own_note(row, speaker, pair)
    return own if total is None else f"{own}<br>{_sum_note(total, speaker, pair)}"


def _own_note(row, speaker: Speaker, pair: Callable[[float, float], str]) -> str:  # noqa: ANN001
    if math.isnan(row.rate):
        return speaker.missing("no_base" if row.state == "no_base" else "missing")
    sign = _SIGN_BELOW if row.below and row.state == "reported" else ""
    few = " · " + speaker.say("ít hồ sơ") if row.state == "few" else ""
    return f"{sign}{speaker.percent(row.rate)}  {pair(row.numerator, row.denominator)}{few}"


def _sum_note(total: Total, speaker: Speaker, pair: Callable[[float, float], str]) -> str:
    if total.rate is None:
        return speaker.say("tổng các xã: {reason}", reason=speaker.missing(total.state))
    return speaker.say(
        "tổng các xã: {rate}, {pair} ({counted}/{expected} xã)",
        rate=speaker.percent(total.rate),
        pair=pair(total.numerator, total.denominator),
        counted=total.counted,
        expected=total.expected,
    )


def _hover(row, speaker: Speaker, pair: Callable[[float, float], str], name: Callable[[str], str]) -> str:  # noqa: ANN001
    return f"<b>{name(row.unit_code)}</b><br>{_own_note(row, speaker, pair)}"
