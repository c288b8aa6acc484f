"""How very many units spread: a histogram of their rates, the worst or chosen ones named."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.canvas import SIZE, canvas, mark_target
from dashboard.charts.palette import Palette, palette
from dashboard.charts.ranking import scale
from dashboard.words.wording import Speaker

_HEIGHT, _MOST_BINS, _NAMES = 300, 30, 5
_WIDTHS = (0.5, 1.0, 2.0, 5.0, 10.0)
_WHOLE = 100.0


class _Steps(NamedTuple):
    """How many rates lie in each step of `width` percent points, by where the step starts."""

    width: float
    starts: list[float]
    counts: list[int]

    @classmethod
    def of(cls, rates: pd.Series, low: float, high: float) -> _Steps:
        """As narrow as the number of bars allows; 100 % counts to the last step, not to one of its own."""
        width = next((one for one in _WIDTHS if (high - low) / one <= _MOST_BINS), 20.0)
        counts = rates.map(lambda rate: _start_of(rate, width)).value_counts().sort_index()
        return cls(width, counts.index.tolist(), counts.tolist())


def _start_of(rate: float, width: float) -> float:
    return math.floor(rate / width) * width - (width if rate == _WHOLE else 0.0)


def spread_figure(
    rows: pd.DataFrame,
    *,
    speaker: Speaker,
    dark: bool,
    named: Sequence[str] = (),
    target: float | None = None,
) -> go.Figure:
    """Bars of how many units have a rate in each step; `named` units stand under the bars by name."""
    colours, shown = palette(dark), rows[rows["state"] == "reported"]
    figure = canvas(speaker=speaker, dark=dark, height=_HEIGHT + 22 * min(len(named), _NAMES))
    low, high = scale(shown["rate"].tolist(), target)
    steps = _Steps.of(shown["rate"], low, high)
    figure.add_trace(_bars(steps, target, speaker=speaker, colours=colours))
    _name_units(figure, shown, named[:_NAMES], max(steps.counts, default=1), speaker, colours.attention)
    figure.update_xaxes(range=[low, high], ticksuffix=" %", showticksuffix="last", nticks=4)
    figure.update_yaxes(showticklabels=False, showgrid=False)
    if target is not None:
        mark_target(
            figure, target, speaker.say("mục tiêu {target}", target=speaker.percent(target, 0)), dark=dark
        )
    return figure


def _bars(steps: _Steps, target: float | None, *, speaker: Speaker, colours: Palette) -> go.Bar:
    """A bar a step, those below the target in the colour of what is missed."""
    width, counts = steps.width, steps.counts
    short = [target is not None and start + width <= target for start in steps.starts]
    return go.Bar(
        x=[start + width / 2 for start in steps.starts],
        y=counts,
        width=width * 0.92,
        marker={"color": [colours.bad if one else colours.accent for one in short]},
        hovertext=[
            _step(start, width, count, speaker) for start, count in zip(steps.starts, counts, strict=True)
        ],
        hoverinfo="text",
        text=[speaker.number(count) for count in counts],
        textposition="outside",
        cliponaxis=False,
        showlegend=False,
    )


def _step(start: float, width: float, count: int, speaker: Speaker) -> str:
    end = start + width
    pattern = (
        speaker.say("từ {low} đến {high}: {count} đơn vị")
        if end == _WHOLE
        else speaker.say("từ {low} đến dưới {high}: {count} đơn vị")
    )
    told = {"low": speaker.percent(start), "high": speaker.percent(end), "count": speaker.number(count)}
    return pattern.format(**told)


def _name_units(
    figure: go.Figure, rows: pd.DataFrame, named: Sequence[str], top: float, speaker: Speaker, colour: str
) -> None:
    """Each named unit on a line of its own below the bars."""
    rates = rows.set_index("unit_code")["rate"]
    step = top * 0.09
    for place, code in enumerate(code for code in named if code in rates.index):
        height = -step * (place + 1)
        label = f"{speaker.short_unit(code)} {speaker.percent(rates[code])}"
        figure.add_trace(
            go.Scatter(
                x=[rates[code]],
                y=[height],
                mode="markers+text",
                text=[f"  {label}"],
                textposition="middle right",
                marker={"color": colour, "symbol": "diamond", "size": 9},
                textfont={"color": colour, "size": SIZE},
                customdata=[[code]],
                hovertext=[label],
                hoverinfo="text",
                showlegend=False,
                cliponaxis=False,
            )
        )
