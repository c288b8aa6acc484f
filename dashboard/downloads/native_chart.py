"""Charts of downloaded workbooks: Excel's own, drawn from the table's cells, so that they can be edited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import xlsxwriter
from xlsxwriter.chart import Chart
from xlsxwriter.worksheet import Worksheet

from dashboard.words.wording import Speaker

COLOURS = ("#1F5FA8", "#7FB9A6", "#C77700", "#9DB2C9", "#B3261E", "#C9CDD2", "#1B6E6A")
TARGET = "#B3261E"
_HELPER_COLUMN = 26
_LINES = ("line", "dots")
_FONT = {"name": "Times New Roman", "size": 10}


@dataclass(frozen=True, slots=True)
class NativeChart:
    """`kind` is bar, stacked, line or dots (rates crowd near 100: bars from zero would tell nothing).

    `categories` and `values` are columns of a table, `target` a level of theirs, `numbers` Excel's format.
    """

    kind: str
    categories: str
    values: tuple[str, ...]
    target: float | None = None
    numbers: str = "#,##0"


@dataclass(frozen=True, slots=True)
class ChartedTable:
    """Where a table stands: sheet, row of its header (from 0), number of rows, columns, their headings."""

    sheet: str
    header: int
    rows: int
    columns: Sequence[str]
    headings: Sequence[str]

    def cells(self, column: str) -> list[object]:
        """The column's values as XlsxWriter names a range."""
        at = self.columns.index(column)
        return [self.sheet, self.header + 1, at, self.header + self.rows, at]

    def heading(self, column: str) -> list[object]:
        """The cell of the column's heading."""
        return [self.sheet, self.header, self.columns.index(column)]


def draw_chart(
    book: xlsxwriter.Workbook, chart: NativeChart, table: ChartedTable, *, title: str, say: Speaker
) -> None:
    """Add a sheet with the chart of `table`; nothing when the table is empty or lacks a column."""
    if not table.rows or not {chart.categories, *chart.values} <= set(table.columns):
        return
    sheet = book.add_worksheet(say.say("Biểu đồ"))
    drawn = _chart(book, chart, table)
    if chart.target is not None:
        cells = _write_target(sheet, chart.target, table.rows)
        _add_target(book, drawn, chart.kind, categories=table.cells(chart.categories), cells=cells, say=say)
        drawn.show_hidden_data()
    _dress(drawn, chart, table, title)
    sheet.insert_chart(1, 1, drawn)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 1)


def _chart(book: xlsxwriter.Workbook, chart: NativeChart, table: ChartedTable) -> Chart:
    kinds = {
        "bar": {"type": "column"},
        "stacked": {"type": "column", "subtype": "stacked"},
        "line": {"type": "line"},
        "dots": {"type": "line"},
    }
    drawn = book.add_chart(kinds[chart.kind])
    for name, colour in zip(chart.values, COLOURS, strict=False):
        series = {
            "name": table.heading(name),
            "categories": table.cells(chart.categories),
            "values": table.cells(name),
            "gap": 60,
        }
        drawn.add_series({**series, **_paint(chart.kind, colour)})
    return drawn


def _paint(kind: str, colour: str) -> dict[str, object]:
    marker = {"type": "circle", "size": 7, "fill": {"color": colour}, "border": {"color": colour}}
    if kind in _LINES:
        line = {"color": colour, "width": 2.25} if kind == "line" else {"none": True}
        return {"line": line, "marker": marker}
    return {"fill": {"color": colour}, "border": {"none": True}}


def _write_target(sheet: Worksheet, target: float, rows: int) -> list[object]:
    """The target once a row in a hidden column; returns the range."""
    for row in range(rows):
        sheet.write_number(row, _HELPER_COLUMN, target)
    sheet.set_column(_HELPER_COLUMN, _HELPER_COLUMN, None, None, {"hidden": True})
    return [sheet.name, 0, _HELPER_COLUMN, rows - 1, _HELPER_COLUMN]


def _add_target(
    book: xlsxwriter.Workbook,
    drawn: Chart,
    kind: str,
    *,
    categories: list[object],
    cells: list[object],
    say: Speaker,
) -> None:
    """The target as a dashed line: a series of its own, over columns in a chart of its own."""
    line = drawn if kind in _LINES else book.add_chart({"type": "line"})
    line.add_series(
        {
            "name": say.say("Mục tiêu"),
            "categories": categories,
            "values": cells,
            "line": {"color": TARGET, "width": 1.5, "dash_type": "dash"},
            "marker": {"type": "none"},
        }
    )
    if line is not drawn:
        drawn.combine(line)


def _dress(drawn: Chart, chart: NativeChart, table: ChartedTable, title: str) -> None:
    drawn.set_title({"name": title, "name_font": {**_FONT, "size": 13, "bold": True}, "overlay": False})
    drawn.set_x_axis(
        {"num_font": {**_FONT, "rotation": -45 if table.rows > 8 else 0}, "line": {"color": "#8A94A3"}}
    )
    grid = {"visible": True, "line": {"color": "#DDE2E8"}}
    axis = {"num_font": _FONT, "num_format": chart.numbers, "major_gridlines": grid}
    drawn.set_y_axis(axis if chart.kind in _LINES else {**axis, "min": 0})
    many = len(chart.values) > 1 or chart.target is not None
    drawn.set_legend({"position": "bottom", "font": _FONT} if many else {"none": True})
    drawn.set_size({"width": max(760, 26 * table.rows + 160), "height": 460})
