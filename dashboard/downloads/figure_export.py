"""Figures as they leave the system: every value with its cell or sentence, as rows, CSV or a workbook."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import xlsxwriter
from sqlalchemy import Engine, select
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dashboard.analysis.computed_figures import computed_rows
from data_loaders.catalogue.indicators import indicators
from data_loaders.catalogue.units import units
from data_loaders.store.tables import figures, revisions

COLUMNS = (
    "unit_code",
    "unit",
    "level",
    "parent_code",
    "period",
    "indicator",
    "breakdown",
    "value",
    "unit_of_measure",
    "basis",
    "headline",
    "confirmed",
    "source",
    "file",
    "place",
    "quote",
    "approximate",
)
_LONGEST_TEXT = 32_767
_RUN_AS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")


def exported(
    engine: Engine,
    *,
    unit_codes: Sequence[str] = (),
    periods: Sequence[str] = (),
    indicator_ids: Sequence[str] = (),
    level: str = "",
    computed: bool = False,
) -> list[dict[str, Any]]:
    """All figures that hold now and fit the filters, in order; `computed` adds rates and sums of parents."""
    asked = (
        select(figures, revisions.c.file)
        .join(revisions, revisions.c.id == figures.c.revision_id)
        .where(figures.c.current)
        .order_by(
            figures.c.unit_code, figures.c.period, figures.c.indicator, figures.c.breakdown, figures.c.id
        )
    )
    for column, wanted in (
        (figures.c.unit_code, unit_codes),
        (figures.c.period, periods),
        (figures.c.indicator, indicator_ids),
    ):
        if wanted:
            asked = asked.where(column.in_(wanted))
    with engine.connect() as connection:
        rows = [_row(one) for one in connection.execute(asked)]
        if computed:
            rows += computed_rows(
                connection, unit_codes=unit_codes, periods=periods, indicator_ids=indicator_ids
            )
    return [row for row in rows if not level or row["level"] == level]


def write_csv(rows: Sequence[dict[str, Any]]) -> str:
    """Rows as CSV text with a header; texts that a spreadsheet would run as formulas are guarded by '."""
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: _guarded(row[name]) for name in COLUMNS} for row in rows)
    return file.getvalue()


def write_xlsx(rows: Sequence[dict[str, Any]]) -> bytes:
    """Rows as a workbook: typed numbers, header frozen; texts stay texts, whatever they begin with."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"strings_to_formulas": False, "strings_to_urls": False}) as workbook:
        sheet = workbook.add_worksheet("Số liệu")
        guarded = workbook.add_format({"quote_prefix": True})
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, COLUMNS, workbook.add_format({"bold": True}))
        for number, row in enumerate(rows, start=1):
            for column, name in enumerate(COLUMNS):
                _write_cell(sheet, (number, column), row[name], guarded)
        sheet.autofit(max_width=400)
        sheet.autofilter(0, 0, max(len(rows), 1), len(COLUMNS) - 1)
    return file.getvalue()


def _write_cell(sheet: Worksheet, at: tuple[int, int], value: Any, guarded: Format) -> None:  # noqa: ANN401
    """One cell; a text that could be run is marked as text also when a person edits it."""
    if isinstance(value, str) and value:
        runs = value.startswith(_RUN_AS_FORMULA)
        sheet.write_string(*at, value[:_LONGEST_TEXT], *([guarded] if runs else []))
    elif isinstance(value, bool):
        sheet.write_boolean(*at, value)
    elif value != "":
        sheet.write_number(*at, value)


def _guarded(value: Any) -> Any:  # noqa: ANN401
    """Numbers as Vietnamese notation reads them back, texts guarded against being run."""
    if isinstance(value, float):
        return format(Decimal(repr(value)), "f").replace(".", ",")
    return f"'{value}" if isinstance(value, str) and value.startswith(_RUN_AS_FORMULA) else value


def _row(figure: Any) -> dict[str, Any]:  # noqa: ANN401
    unit, indicator = units().get(figure.unit_code), indicators().get(figure.indicator)
    return {
        "unit_code": figure.unit_code,
        "unit": unit.full_name if unit else figure.unit_code,
        "level": unit.level if unit else "",
        "parent_code": unit.parent if unit else "",
        "period": figure.period,
        "indicator": figure.indicator,
        "breakdown": figure.breakdown,
        "value": plain_number(figure.value),
        "unit_of_measure": indicator.unit if indicator else "",
        "basis": "reported",
        "headline": figure.headline,
        "confirmed": figure.confirmed,
        "source": figure.source,
        "file": figure.file,
        "place": f"{figure.sheet}!{figure.cell}" if figure.cell else figure.section,
        "quote": figure.quote,
        "approximate": figure.approximate,
    }


def plain_number(value: float) -> float | int:
    """A whole number as int, so that 26.0 leaves as 26."""
    return int(value) if value == int(value) else value
