"""Everything of a parent and a period as one workbook, ready to consolidate from and to hand over."""

from __future__ import annotations

import io
from datetime import date

import xlsxwriter
from sqlalchemy import Connection

from dashboard.analysis.measures import headline_figures
from dashboard.analysis.selection import Selection, expected_units
from dashboard.analysis.summary import summarise
from dashboard.downloads.export import file_name
from dashboard.downloads.page_briefings import overview_briefing
from dashboard.downloads.parent_sheets import ParentSheets
from dashboard.reports.form_totals import StatedValues, stated_values
from dashboard.words.wording import Speaker
from data_loaders.catalogue.indicators import indicators


def parent_workbook(
    connection: Connection, *, selection: Selection, today: date, language: str = "vi"
) -> bytes:
    """The period's .xlsx for the units of `selection`.

    Sheets: overview, the seven forms added up beside the parent's own statement, all figures unit by unit,
    what to look at again, reports not handed in, and where every figure stands.
    """
    speaker = Speaker(language)
    summary = summarise(connection, selection=selection, today=today)
    below = tuple(one.code for one in expected_units(selection))
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_urls": False}) as book:
        sheets = ParentSheets(book, selection, below, illustrative=summary.illustrative, speaker=speaker)
        sheets.add_overview(overview_briefing(summary, speaker))
        stated = _stated(connection, selection, below)
        sheets.add_forms(stated)
        sheets.add_units(stated)
        sheets.add_problems(connection)
        sheets.add_punctuality(summary.punctuality)
        sheets.add_sources(connection)
    return stream.getvalue()


def parent_workbook_name(selection: Selection) -> str:
    """The file name: "so-lieu-tinh-hoai-giang-cap-xa-6-thang-dau-nam-2025.xlsx"."""
    said = Speaker("vi")
    where = said.unit(selection.parent) if selection.parent else "cả nước"
    return file_name(f"so lieu {where} {said.level(selection.level)} {said.period(selection.period)}", "xlsx")


def _stated(connection: Connection, selection: Selection, below: tuple[str, ...]) -> StatedValues:
    asked = tuple(dict.fromkeys([*below, *filter(None, [selection.parent])]))
    found = headline_figures(
        connection, indicators=tuple(indicators()), periods=[selection.period], units=asked
    )
    return stated_values(found, selection.period)
