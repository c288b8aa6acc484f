"""A plot as an Office chart: native, editable, with its numbers in a workbook inside the file."""

from __future__ import annotations

from lxml import etree
from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.chart.series import LineSeries
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)
from pptx.enum.dml import MSO_LINE_DASH_STYLE
from pptx.shapes.graphfrm import GraphicFrame
from pptx.shapes.shapetree import SlideShapes
from pptx.util import Pt

from dashboard.downloads.briefing import Plot, Series

COLOURS = ("#1F5FA8", "#C77700", "#1B6E6A", "#7A5195", "#9DB2C9", "#B3261E", "#C9CDD2")
TARGET, TEXT, GRID = "#B3261E", "#1B2430", "#DDE2E8"
_KINDS = {
    "dots": XL_CHART_TYPE.LINE_MARKERS,
    "line": XL_CHART_TYPE.LINE_MARKERS,
    "stacked": XL_CHART_TYPE.COLUMN_STACKED,
    "pairs": XL_CHART_TYPE.COLUMN_CLUSTERED,
}
_LINES = ("dots", "line")
_FEW_CATEGORIES = 8


def add_chart(
    shapes: SlideShapes, plot: Plot, box: tuple[int, int, int, int], *, font: tuple[str, int], text: str
) -> GraphicFrame:
    """Draw `plot` into `box` (left, top, width, height in EMU); `font` is name and size in points,
    `text` what a screen reader says.
    """
    data = CategoryChartData(number_format=plot.numbers)
    data.categories = plot.categories
    for one in _all_series(plot):
        data.add_series(one.name, one.values)
    frame = shapes.add_chart(_KINDS[plot.kind], *box, data)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", text)
    _dress(frame.chart, plot, font)
    return frame


def rgb(colour: str) -> RGBColor:
    """ "#1F5FA8" as Office takes it."""
    return RGBColor.from_string(colour.removeprefix("#"))


def _all_series(plot: Plot) -> tuple[Series, ...]:
    if plot.target is None or plot.kind not in _LINES:
        return plot.series
    return (*plot.series, Series(plot.target_name, (plot.target,) * len(plot.categories), TARGET))


def _dress(chart: Chart, plot: Plot, font: tuple[str, int]) -> None:
    chart.font.name, chart.font.size = font[0], Pt(font[1])
    chart.font.color.rgb = rgb(TEXT)
    chart.has_title = False
    series = _all_series(plot)
    chart.has_legend = len(series) > 1
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    _dress_axes(chart, plot)
    for number, (drawn, one) in enumerate(zip(chart.plots[0].series, series, strict=True)):
        colour = one.colour or COLOURS[number % len(COLOURS)]
        if plot.kind in _LINES:
            _dress_line(drawn, colour, plot, is_target=number >= len(plot.series), size=font[1])
        else:
            drawn.format.fill.solid()
            drawn.format.fill.fore_color.rgb = rgb(colour)
            drawn.invert_if_negative = False
    if plot.kind not in _LINES:
        _dress_bars(chart, plot, font[1])


def _dress_axes(chart: Chart, plot: Plot) -> None:
    values, categories = chart.value_axis, chart.category_axis
    values.major_gridlines.format.line.color.rgb = rgb(GRID)
    values.format.line.fill.background()
    values.tick_labels.number_format, values.tick_labels.number_format_is_linked = _axis_format(plot), False
    if plot.kind not in _LINES:
        values.minimum_scale = 0
    categories.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    categories.format.line.color.rgb = rgb("#8A94A3")
    if len(plot.categories) > _FEW_CATEGORIES:
        _turn_labels(categories._element, degrees=-45)


def _axis_format(plot: Plot) -> str:
    return '0" %"' if plot.kind in _LINES else "#,##0"


def _turn_labels(axis: etree._Element, *, degrees: int) -> None:
    """Rotate the labels of an axis; python-pptx has no call for it."""
    properties = axis.get_or_add_txPr()
    properties.bodyPr.set("rot", str(degrees * 60_000))
    properties.bodyPr.set("vert", "horz")


def _dress_line(series: LineSeries, colour: str, plot: Plot, *, is_target: bool, size: int) -> None:
    series.smooth = False
    line = series.format.line
    if is_target:
        line.color.rgb, line.width, line.dash_style = rgb(colour), Pt(1.75), MSO_LINE_DASH_STYLE.DASH
        series.marker.style = XL_MARKER_STYLE.NONE
        return
    line.color.rgb, line.width = rgb(colour), Pt(2.5)
    if plot.kind == "dots":
        line.fill.background()
    series.marker.style, series.marker.size = (
        XL_MARKER_STYLE.CIRCLE,
        size - 3 if plot.kind == "dots" else size - 5,
    )
    series.marker.format.fill.solid()
    series.marker.format.fill.fore_color.rgb = rgb(colour)
    series.marker.format.line.fill.background()
    if plot.kind == "dots" or colour == COLOURS[0]:
        _label(series, plot.numbers, XL_LABEL_POSITION.ABOVE, size - 2)


def _dress_bars(chart: Chart, plot: Plot, size: int) -> None:
    bars = chart.plots[0]
    bars.gap_width, bars.overlap = (45, 100) if plot.kind == "stacked" else (60, -5)
    if plot.kind == "pairs":
        for series in bars.series:
            _label(series, plot.numbers, XL_LABEL_POSITION.OUTSIDE_END, size - 2)


def _label(series: LineSeries, numbers: str, position: XL_LABEL_POSITION, size: int) -> None:
    labels = series.data_labels
    labels.show_value, labels.position = True, position
    labels.number_format, labels.number_format_is_linked = numbers, False
    labels.font.size = Pt(size)
