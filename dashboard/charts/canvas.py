"""The empty figure every chart starts from, and the marks they share: target line, row labels, end labels."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import plotly.graph_objects as go

from dashboard.charts.palette import palette
from dashboard.words.wording import Speaker

FONT = "Segoe UI, Roboto, Noto Sans, Helvetica Neue, Arial, DejaVu Sans, sans-serif"
SIZE = 12
_ROW, _TIGHT_ROW, _MANY_ROWS = 26, 20, 24
TOP = 66

_AXIS = {"showline": False, "zeroline": False, "fixedrange": True, "automargin": True, "tickangle": 0}
_LEGEND = {
    "orientation": "h",
    **{"xref": "container", "x": 0, "xanchor": "left", "yref": "container", "y": 1, "yanchor": "top"},
    **{"itemclick": False, "itemdoubleclick": False, "entrywidth": 0},
    "font": {"size": SIZE},
    "bgcolor": "rgba(0,0,0,0)",
}
_LAYOUT = {
    "template": {},
    "paper_bgcolor": "rgba(0,0,0,0)",
    "plot_bgcolor": "rgba(0,0,0,0)",
    "hoverlabel": {"font": {"family": FONT, "size": SIZE + 1}, "align": "left", "namelength": 0},
    "hovermode": "closest",
    "dragmode": False,
    "clickmode": "event+select",
    "legend": _LEGEND,
}
"""What all charts share. Without plotly's own template, which takes longer to copy than a chart to draw."""


def canvas(*, speaker: Speaker, dark: bool, height: int, top: int = TOP) -> go.Figure:
    """A figure without data: transparent, in the page's font, numbers as the reader writes them."""
    colours = palette(dark)
    axis = _AXIS | {"gridcolor": colours.grid}
    return go.Figure(
        layout={
            **_LAYOUT,
            "height": height,
            "margin": {"l": 8, "r": 8, "t": top, "b": 8, "pad": 4},
            "font": {"family": FONT, "size": SIZE, "color": colours.text},
            "separators": ".," if speaker.language == "en" else ",.",
            "xaxis": {**axis, "tickfont": {"color": colours.muted}},
            "yaxis": axis,
        }
    )


def height_of(rows: int, *, lines: int = 1, top: int = TOP) -> int:
    """The height in pixels of a chart with so many rows, each with so many lines of text."""
    row = _TIGHT_ROW if rows > _MANY_ROWS else _ROW
    return top + 40 + max(rows, 1) * (row + 16 * (lines - 1))


def set_rows(figure: go.Figure, labels: Sequence[str], notes: Sequence[str], *, dark: bool) -> None:
    """Name the rows 0, 1 … from the top down: labels on the left, notes (figures) on the right."""
    places = list(range(len(labels)))
    span = [len(labels) - 0.4, -0.6]
    figure.update_yaxes(tickmode="array", tickvals=places, ticktext=list(labels), range=span, showgrid=True)
    if not any(notes):
        return
    figure.layout.yaxis2 = {
        **{"overlaying": "y", "side": "right", "range": span, "tickmode": "array", "tickvals": places},
        **_AXIS,
        "ticktext": list(notes),
        "showgrid": False,
        "tickfont": {"color": palette(dark).muted},
    }
    figure.add_trace(
        {"type": "scatter", "x": [None], "y": [None], "yaxis": "y2", "showlegend": False, "hoverinfo": "skip"}
    )


def mark_target(figure: go.Figure, value: float, label: str, *, dark: bool) -> None:
    """A vertical line at `value` with its label above the rows."""
    colours = palette(dark)
    figure.add_shape(
        type="line",
        x0=value,
        x1=value,
        y0=0,
        y1=1,
        yref="paper",
        line={"color": colours.text, "width": 1.5, "dash": "dot"},
    )
    figure.add_annotation(
        x=value,
        y=1,
        yref="paper",
        yanchor="bottom",
        xanchor="right",
        text=label,
        showarrow=False,
        font={"color": colours.text, "size": SIZE},
    )


def spaced(values: Sequence[float], least: float) -> list[float]:
    """Heights for labels of `values`, moved apart so that neighbours keep at least `least`."""
    order = sorted(range(len(values)), key=lambda place: values[place])
    placed = list(values)
    for lower, upper in pairwise(order):
        placed[upper] = max(placed[upper], placed[lower] + least)
    shift = (sum(placed) - sum(values)) / len(values) if values else 0
    return [value - shift for value in placed]
