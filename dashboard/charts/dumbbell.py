"""Two marks joined by a line: assigned against present, set against done; the gap is written."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.canvas import canvas, height_of, set_rows
from dashboard.charts.palette import Palette, palette
from dashboard.words.wording import Speaker


def dumbbell_figure(
    rows: pd.DataFrame,
    *,
    whole: str,
    part: str,
    gap: Callable[[float, float], str],
    text: Callable[[float], str],
    speaker: Speaker,
    dark: bool,
    scale: float = 1.0,
    suffix: str = "",
) -> go.Figure:
    """`denominator` (open, called `whole`) and `numerator` (filled, called `part`) of each row, in order.

    `gap` writes the difference of part and whole at the right, `text` a value with its unit. The axis
    shows values divided by `scale`, followed by `suffix`.
    """
    rows, colours = rows.reset_index(drop=True), palette(dark)
    figure = canvas(speaker=speaker, dark=dark, height=height_of(len(rows)))
    figure.add_trace(_bridges(rows, scale, colours))
    labels = [speaker.short_unit(code) for code in rows["unit_code"]]
    hover = [
        f"<b>{label}</b><br>{whole}: {text(row.denominator)}<br>{part}: {text(row.numerator)}"
        for label, row in zip(labels, rows.itertuples(), strict=True)
    ]
    hollow = {"color": colours.paper, "size": 11, "line": {"color": colours.grey, "width": 2}}
    filled = {"color": colours.accent, "size": 9}
    for column, label, marker in (("denominator", whole, hollow), ("numerator", part, filled)):
        figure.add_trace(
            go.Scatter(
                x=(rows[column] / scale).tolist(),
                y=rows.index.tolist(),
                mode="markers",
                name=label,
                marker=marker,
                customdata=[[code] for code in rows["unit_code"]],
                hovertext=hover,
                hoverinfo="text",
                cliponaxis=False,
            )
        )
    set_rows(figure, labels, [gap(row.numerator, row.denominator) for row in rows.itertuples()], dark=dark)
    figure.update_xaxes(
        rangemode="normal" if _is_narrow(rows) else "tozero",
        nticks=5,
        tickformat=",d" if scale == 1.0 else ",~f",
        ticksuffix=suffix,
        showticksuffix="last",
    )
    return figure


def _bridges(rows: pd.DataFrame, scale: float, colours: Palette) -> go.Scatter:
    """The lines between the two marks of each row."""
    xs = [x for row in rows.itertuples() for x in (row.numerator / scale, row.denominator / scale, None)]
    ys = [y for place in rows.index for y in (place, place, None)]
    line = {"color": colours.accent_soft, "width": 4}
    return go.Scatter(x=xs, y=ys, mode="lines", hoverinfo="skip", showlegend=False, line=line)


def _is_narrow(rows: pd.DataFrame) -> bool:
    """Whether all values lie so close together that a scale from zero would waste most of the width."""
    values = rows[["numerator", "denominator"]]
    return bool(values.min().min() > values.max().max() / 2)
