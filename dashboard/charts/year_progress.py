"""A value that runs from the year's start, set against the share of the year gone; one line a year."""

from __future__ import annotations

from collections.abc import Mapping

import plotly.graph_objects as go

from dashboard.charts.canvas import SIZE, canvas
from dashboard.charts.palette import Palette, palette
from dashboard.words.wording import Speaker

_HEIGHT = 320


def year_progress_figure(
    years: Mapping[int, Mapping[int, float]], *, labels: Mapping[int, str], speaker: Speaker, dark: bool
) -> go.Figure:
    """Lines of percent by share of the year gone (percent), the newest year in the accent colour.

    `years` maps a year to {share gone: value}; `labels` names the shares on the axis.
    """
    colours = palette(dark)
    figure = canvas(speaker=speaker, dark=dark, height=_HEIGHT)
    figure.add_trace(_even_pace(speaker, colours))
    for year in sorted(years):
        colour, newest = (colours.accent, True) if year == max(years) else (colours.grey, False)
        figure.add_trace(_year_line(year, years[year], labels, colour=colour, newest=newest, speaker=speaker))
    figure.update_xaxes(
        range=[0, 104], tickmode="array", tickvals=list(labels), ticktext=list(labels.values()), showgrid=True
    )
    top = max((value for values in years.values() for value in values.values()), default=100.0)
    figure.update_yaxes(range=[0, max(105.0, top + 5)], ticksuffix=" %", nticks=6)
    return figure


def _even_pace(speaker: Speaker, colours: Palette) -> go.Scatter:
    """What would be done if work went on evenly over the year."""
    return go.Scatter(
        x=[0, 100],
        y=[0, 100],
        mode="lines",
        line={"color": colours.grey, "width": 1.5, "dash": "dot"},
        name=speaker.say("theo thời gian trong năm"),
        hoverinfo="skip",
    )


def _year_line(
    year: int,
    values: Mapping[int, float],
    labels: Mapping[int, str],
    *,
    colour: str,
    newest: bool,
    speaker: Speaker,
) -> go.Scatter:
    """One year's values by share of the year gone; those of the newest year are written beside the line."""
    told = {share: speaker.percent(value) for share, value in values.items()}
    return go.Scatter(
        x=list(values),
        y=list(values.values()),
        mode="lines+markers+text",
        line={"color": colour, "width": 3 if newest else 1.5},
        marker={"size": 8 if newest else 6},
        text=list(told.values()) if newest else None,
        textposition=["bottom right" if value < share else "top left" for share, value in values.items()],
        textfont={"color": colour, "size": SIZE},
        name=speaker.say("năm {year}", year=year),
        hovertext=[f"<b>{labels[share]} {year}</b><br>{told[share]}" for share in values],
        hoverinfo="text",
        cliponaxis=False,
    )
