"""Two marks joined by a line: assigned against present, set against done; the gap is written."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.canvas import canvas, height_of, set_rows
from dashboard.charts.palette import palette
from dashboard.wording import Speaker


def dumbbell_figure(
    rows: pd.DataFrame,
    *,
    whole: str,
    part: str,
    gap: Callable[[float, float], str],
    speaker: Speaker,
    dark: bool,
    from_zero: bool = True,
) -> go.Figure:
    """`denominator` (open, called `whole`) and `numerator` (filled, called `part`) of each row, in order.

    `gap` writes the difference of part and whole at the right.
    """
    rows, colours = rows.reset_index(drop=True), palette(dark)
    figure = canvas(speaker=speaker, dark=dark, height=height_of(len(rows)))
    lines = [(x, place) for place, row in enumerate(rows.itertuples()) for x in (row.numerator, row.denominator, None)]
    figure.add_trace(
        go.Scatter(x=[x for x, _ in lines], y=[y for _, y in lines], mode="lines", hoverinfo="skip", showlegend=False,
                   line={"color": colours.accent_soft, "width": 4})
    )  # fmt: skip
    open_mark = {"color": colours.paper, "size": 11, "line": {"color": colours.grey, "width": 2}}
    for column, label, marker in (
        ("denominator", whole, open_mark),
        ("numerator", part, {"color": colours.accent, "size": 9}),
    ):
        figure.add_trace(_marks(rows, column, label, marker, speaker))
    notes = [gap(row.numerator, row.denominator) for row in rows.itertuples()]
    set_rows(figure, [speaker.short_unit(code) for code in rows["unit_code"]], notes, dark=dark)
    figure.update_xaxes(rangemode="tozero" if from_zero else "normal", nticks=6, tickformat=",d")
    return figure


def _marks(rows: pd.DataFrame, column: str, label: str, marker: dict, speaker: Speaker) -> go.Scatter:
    return go.Scatter(
        x=rows[column].tolist(),
        y=rows.index.tolist(),
        mode="markers",
        name=label,
        marker=marker,
        customdata=[[code] for code in rows["unit_code"]],
        hovertext=[
            f"<b>{speaker.short_unit(code)}</b><br>{label}: {speaker.number(value)}"
            for code, value in zip(rows["unit_code"], rows[column], strict=True)
        ],
        hoverinfo="text",
    )
