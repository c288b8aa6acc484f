"""What it is made of: one stacked horizontal bar a row, the counts written where they fit."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.canvas import canvas, height_of, set_rows
from dashboard.charts.palette import DARK_TEXT_ON
from dashboard.words.wording import Speaker

_LEAST_SHARE = 0.13


def composition_figure(
    rows: pd.DataFrame,
    *,
    segments: Mapping[str, str],
    colours: Mapping[str, str],
    speaker: Speaker,
    dark: bool,
    name: Callable[[str], str] | None = None,
) -> go.Figure:
    """Stacked bars in the order of `rows`: unit_code and a count for each of `segments` (id -> label).

    A count that is missing (NaN) draws nothing; the hover says so.
    """
    name = name or speaker.short_unit
    rows = rows.reset_index(drop=True)
    present = [one for one in segments if rows[one].notna().any()]
    totals = rows[present].sum(axis=1)
    figure = canvas(speaker=speaker, dark=dark, height=height_of(len(rows)))
    hover = [_hover(row, present, segments, speaker=speaker, name=name) for _, row in rows.iterrows()]
    for segment in present:
        figure.add_trace(_segment(rows, segment, colours[segment], longest=totals.max(), speaker=speaker))
        figure.data[-1].update(name=segments[segment], hovertext=hover)
    figure.update_layout(barmode="stack", bargap=0.25, legend={"traceorder": "normal"})
    notes = [speaker.number(total) for total in totals]
    set_rows(figure, [name(code) for code in rows["unit_code"]], notes, dark=dark)
    figure.update_xaxes(rangemode="tozero", tickformat=",d", nticks=5)
    return figure


def _segment(rows: pd.DataFrame, segment: str, colour: str, *, longest: float, speaker: Speaker) -> go.Bar:
    """One kind of segment over all rows; a count is written in it where it fits."""
    counts = rows[segment]
    fits = counts > _LEAST_SHARE * longest
    return go.Bar(
        x=counts.tolist(),
        y=rows.index.tolist(),
        orientation="h",
        marker={"color": colour, "line": {"width": 0}},
        text=[speaker.number(count) if fit else "" for count, fit in zip(counts, fits, strict=True)],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="none",
        textfont={"size": 11, "color": "#1B2430" if colour in DARK_TEXT_ON else "#FFFFFF"},
        customdata=[[code] for code in rows["unit_code"]],
        hoverinfo="text",
    )


def _hover(
    row: pd.Series,
    present: list[str],
    segments: Mapping[str, str],
    *,
    speaker: Speaker,
    name: Callable[[str], str],
) -> str:
    """The whole row: every segment with its count, or that it is not reported."""
    lines = [
        f"{segments[one]}: {speaker.number(row[one]) if pd.notna(row[one]) else speaker.missing('missing')}"
        for one in present
    ]
    return "<br>".join([f"<b>{name(row['unit_code'])}</b>", *lines])
