"""What it is made of: one stacked horizontal bar a row, the counts written where they fit."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.canvas import canvas, height_of, set_rows
from dashboard.charts.palette import COMPOSITION, DARK_TEXT_ON, palette
from dashboard.wording import Speaker

_LEAST_SHARE = 0.07
_LEGEND = 26


def composition_figure(
    rows: pd.DataFrame,
    *,
    segments: Mapping[str, str],
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
    legend = _LEGEND * (1 + len(present) // 4)
    figure = canvas(speaker=speaker, dark=dark, height=height_of(len(rows), top=legend))
    for segment in present:
        _add_segment(figure, rows, segment, segments[segment], totals.max(), speaker, name)
    figure.update_layout(barmode="stack", bargap=0.25, margin={"t": legend + 8})
    figure.update_layout(legend={"traceorder": "normal"})
    set_rows(figure, [name(code) for code in rows["unit_code"]], [speaker.number(total) for total in totals], dark=dark)
    figure.update_xaxes(rangemode="tozero", tickformat=",d", nticks=5)
    return figure


def _add_segment(
    figure: go.Figure,
    rows: pd.DataFrame,
    segment: str,
    label: str,
    longest: float,
    speaker: Speaker,
    name: Callable[[str], str],
) -> None:
    counts = rows[segment]
    fits = counts > _LEAST_SHARE * longest
    figure.add_trace(
        go.Bar(
            x=counts.tolist(),
            y=rows.index.tolist(),
            orientation="h",
            name=label,
            marker={"color": COMPOSITION[segment], "line": {"width": 0}},
            text=[speaker.number(count) if fit else "" for count, fit in zip(counts, fits, strict=True)],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            textfont={"color": "#1B2430" if segment in DARK_TEXT_ON else "#FFFFFF"},
            customdata=[[code] for code in rows["unit_code"]],
            hovertext=[
                f"<b>{name(code)}</b><br>{label}: {speaker.number(count)}" if count == count else ""
                for code, count in zip(rows["unit_code"], counts, strict=True)
            ],
            hoverinfo="text",
        )
    )


def outline(dark: bool) -> str:
    """The colour between touching segments."""
    return palette(dark).paper
