"""Plain horizontal bars from zero, sorted as given and labelled directly."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.canvas import canvas, height_of, set_rows
from dashboard.charts.palette import palette
from dashboard.words.wording import Speaker

_NO_LEGEND = 12


def bars_figure(
    rows: pd.DataFrame, *, text: Callable[[float], str], speaker: Speaker, dark: bool
) -> go.Figure:
    """One bar for each row of `rows` (unit_code, value), in order; `text` writes a value with its unit."""
    rows = rows.reset_index(drop=True)
    figure = canvas(speaker=speaker, dark=dark, height=height_of(len(rows), top=_NO_LEGEND))
    labels = [speaker.short_unit(code) for code in rows["unit_code"]]
    written = [text(value) for value in rows["value"]]
    figure.add_trace(
        go.Bar(
            x=rows["value"].tolist(),
            y=rows.index.tolist(),
            orientation="h",
            marker={"color": palette(dark).accent},
            customdata=[[code] for code in rows["unit_code"]],
            hovertext=[f"<b>{label}</b><br>{one}" for label, one in zip(labels, written, strict=True)],
            hoverinfo="text",
            showlegend=False,
        )
    )
    figure.update_layout(bargap=0.35, margin={"t": _NO_LEGEND})
    set_rows(figure, labels, written, dark=dark)
    figure.update_xaxes(rangemode="tozero", showticklabels=False, showgrid=False)
    return figure
