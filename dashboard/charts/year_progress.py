"""A value that runs from the year's start, set against the share of the year gone; one line a year."""

from __future__ import annotations

from collections.abc import Mapping

import plotly.graph_objects as go

from dashboard.charts.canvas import SIZE, canvas
from dashboard.charts.palette import palette
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
    figure.add_trace(
        go.Scatter(
            x=[0, 100],
            y=[0, 100],
            mode="lines",
            line={"color": colours.grey, "width": 1.5, "dash": "dot"},
            name=speaker.say("theo thời gian trong năm"),
            hoverinfo="skip",
        )
    )
    for year in sorted(years):
        newest = year == max(years)
        colour = colours.accent if newest else colours.grey
        shares, values = list(years[year]), list(years[year].values())
        figure.add_trace(
            go.Scatter(
                x=shares,
                y=values,
                mode="lines+markers+text",
                line={"color": colour, "width": 3 if newest else 1.5},
                marker={"size": 8 if newest else 6},
                text=[speaker.percent(one) if newest else "" for one in values],
                textposition=[
                    "bottom right" if value < share else "top left" for share, value in years[year].items()
                ],
                textfont={"color": colour, "size": SIZE},
                name=speaker.say("năm {year}", year=year),
                hovertext=[
                    f"<b>{labels[share]} {year}</b><br>{speaker.percent(value)}"
                    for share, value in zip(shares, values, strict=True)
                ],
                hoverinfo="text",
                cliponaxis=False,
            )
        )
    figure.update_xaxes(
        range=[0, 104],
        tickmode="array",
        tickvals=list(labels),
        ticktext=[f"{labels[one]}" for one in labels],
        showgrid=True,
    )
    top = max((value for values in years.values() for value in values.values()), default=100.0)
    figure.update_yaxes(range=[0, max(105.0, top + 5)], ticksuffix=" %", nticks=6)
    return figure
