"""Where it is going: a rate over like periods, the group's middle half as a band, chosen units by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from dashboard.analysis.sentences import short_period
from dashboard.charts.canvas import SIZE, canvas, spaced
from dashboard.charts.palette import Palette, palette
from dashboard.words.wording import Speaker

_HEIGHT, _LABEL_SHARE = 330, 0.078
_DASHES = ("solid", "dash", "dot", "dashdot", "longdash")


def course_figure(
    course: pd.DataFrame,
    *,
    totals: Mapping[str, float | None],
    speaker: Speaker,
    dark: bool,
    named: Sequence[str] = (),
    target: float | None = None,
    whole: str = "",
) -> go.Figure:
    """The course of a rate. `course` has period, unit_code, rate, state; `totals` the rate over all units.

    The periods are those of `totals`, oldest first. `named` units get a line of their own, `whole` is
    what the line of all units together is called.
    """
    periods, colours = list(totals), palette(dark)
    figure = canvas(speaker=speaker, dark=dark, height=_HEIGHT)
    rates = course[course["state"] == "reported"].pivot(index="unit_code", columns="period", values="rate")
    rates = rates.reindex(columns=periods)
    if len(rates) > 3:
        _add_band(figure, rates, speaker, colours)
    ends = [
        _add_unit(figure, rates, code, place, speaker, colours)
        for place, code in enumerate(named)
        if code in rates.index
    ]
    ends.append(_add_total(figure, totals, whole, speaker, colours))
    _label_ends(figure, [end for end in ends if end], rates, totals, target)
    figure.update_xaxes(
        tickmode="array",
        tickvals=list(range(len(periods))),
        ticktext=[short_period(one, speaker, "<br>") for one in periods],
        tickangle=0,
        range=[-0.25, len(periods) - 0.75],
        showgrid=False,
    )
    figure.update_yaxes(ticksuffix=" %", nticks=6, range=_span(rates, totals, target))
    if target is not None:
        figure.add_trace(_target_line(target, len(periods), speaker, colours))
    return figure


def _target_line(target: float, periods: int, speaker: Speaker, colours: Palette) -> go.Scatter:
    return go.Scatter(
        x=[-0.25, periods - 0.75],
        y=[target, target],
        mode="lines",
        line={"color": colours.text, "width": 1.5, "dash": "dot"},
        name=speaker.say("mục tiêu {target}", target=speaker.percent(target, 0)),
        hoverinfo="skip",
    )


def _add_band(figure: go.Figure, rates: pd.DataFrame, speaker: Speaker, colours: Palette) -> None:
    """The middle half of the units as a band, their median as a thin line."""
    places = list(range(rates.shape[1]))
    low, middle, high = (rates.quantile(share).tolist() for share in (0.25, 0.5, 0.75))
    figure.add_trace(
        go.Scatter(x=places, y=high, mode="lines", line={"width": 0}, hoverinfo="skip", showlegend=False)
    )
    figure.add_trace(
        go.Scatter(
            x=places,
            y=low,
            mode="lines",
            line={"width": 0},
            fill="tonexty",
            fillcolor=colours.band,
            name=speaker.say("nửa số đơn vị ở giữa"),
            hoverinfo="skip",
        )
    )
    hover = [
        f"<b>{speaker.say('trung vị')}</b><br>{speaker.period(period)}: {speaker.percent(value)}"
        if value == value
        else ""
        for period, value in zip(rates.columns, middle, strict=True)
    ]
    figure.add_trace(
        go.Scatter(
            x=places,
            y=middle,
            mode="lines",
            line={"color": colours.grey, "width": 1.5, "dash": "dash"},
            name=speaker.say("trung vị"),
            hovertext=hover,
            hoverinfo="text",
        )
    )


def _add_unit(
    figure: go.Figure, rates: pd.DataFrame, code: str, place: int, speaker: Speaker, colours: Palette
) -> tuple[float, str, str] | None:
    """One unit's line; its end: height, label, colour."""
    values, label = rates.loc[code].tolist(), speaker.short_unit(code)
    hover = _hovers(label, rates.columns, values, speaker)
    line = {"color": colours.attention, "width": 1.5, "dash": _DASHES[place % len(_DASHES)]}
    figure.add_trace(
        go.Scatter(
            x=list(range(len(values))),
            y=values,
            mode="lines+markers",
            line=line,
            marker={"size": 5},
            connectgaps=False,
            name=label,
            customdata=[[code, period] for period in rates.columns],
            hovertext=hover,
            hoverinfo="text",
            showlegend=False,
        )
    )
    return (
        (values[-1], f"{label} {speaker.percent(values[-1])}", colours.attention)
        if values[-1] == values[-1]
        else None
    )


def _add_total(
    figure: go.Figure, totals: Mapping[str, float | None], whole: str, speaker: Speaker, colours: Palette
) -> tuple[float, str, str] | None:
    values, label = list(totals.values()), whole or speaker.say("Tất cả")
    hover = _hovers(label, totals, [float("nan") if one is None else one for one in values], speaker)
    figure.add_trace(
        go.Scatter(
            x=list(range(len(values))),
            y=values,
            mode="lines+markers",
            line={"color": colours.accent, "width": 3},
            marker={"size": 8},
            name=label,
            hovertext=hover,
            hoverinfo="text",
            showlegend=False,
        )
    )
    last = values[-1] if values else None
    return None if last is None else (last, f"<b>{label} {speaker.percent(last)}</b>", colours.accent)


def _hovers(
    label: str, periods: Sequence[str] | Mapping[str, object], values: list[float], speaker: Speaker
) -> list[str]:
    return [
        f"<b>{label}</b><br>{speaker.period(period)}: {speaker.percent(value)}" if value == value else ""
        for period, value in zip(periods, values, strict=True)
    ]


def _label_ends(
    figure: go.Figure,
    ends: list[tuple[float, str, str]],
    rates: pd.DataFrame,
    totals: Mapping[str, float | None],
    target: float | None,
) -> None:
    """Names at the right end of the lines, moved apart where they would touch."""
    low, high = _span(rates, totals, target)
    heights = spaced([height for height, _, _ in ends], (high - low) * _LABEL_SHARE)
    for height, (_, label, colour) in zip(heights, ends, strict=True):
        figure.add_annotation(
            x=1.01,
            xref="paper",
            xanchor="left",
            y=height,
            text=label,
            showarrow=False,
            align="left",
            font={"color": colour, "size": SIZE},
        )
    longest = max((len(label.replace("<b>", "").replace("</b>", "")) for _, label, _ in ends), default=0)
    figure.update_layout(margin={"r": min(8 + 7 * longest, 190)})


def _span(rates: pd.DataFrame, totals: Mapping[str, float | None], target: float | None) -> list[float]:
    """The ends of the scale: all the lines drawn, with a little air."""
    found = [
        value
        for value in (*rates.to_numpy().ravel(), *totals.values(), target)
        if value is not None and value == value
    ]
    low, high = min(found, default=0.0), max(found, default=100.0)
    air = max((high - low) * 0.08, 0.5)
    return [max(low - air, 0.0), high + air]
