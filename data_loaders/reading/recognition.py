"""From sheets to reports: which tables a file holds, and of which unit and period each is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from data_loaders.drafts import Place, Problem, Reading
from data_loaders.files.spreadsheets import Sheet
from data_loaders.names.period_names import period_of_file
from data_loaders.reading.assignment import Answers, assign, full_path
from data_loaders.sheets.checks import check_report
from data_loaders.sheets.form_reader import read_forms
from data_loaders.sheets.long_reader import read_long
from data_loaders.sheets.one_stop_reader import read_one_stop
from data_loaders.sheets.table_readings import TableReading
from data_loaders.sheets.wide_reader import is_unfilled, read_wide

_ANSWERABLE = ("unit_unknown", "unit_ambiguous", "period_unknown", "period_not_in_regime")
"""Problems that a person's answer settles."""

__all__ = ["Answers", "full_path", "read_tables"]


def read_tables(file: str, sheets: Sequence[Sheet], answers: Answers | None = None) -> Reading:
    """Everything the sheets of one file state, assigned to units and periods.

    What is not clear becomes a question with candidates; the rest is read all the same.
    """
    answers = answers or Answers()
    period = answers.period or period_of_file(file).period
    tables = [table for sheet in sheets if not sheet.hidden for table in tables_of_sheet(sheet, period)]
    reading = Reading(file, kind=_kind(tables))
    reading.problems += _of_hidden(sheets, period)
    assign(file, tables, answers, reading)
    for draft in reading.drafts:
        draft.problems += check_report(draft)
    if not any(table.figures for table in tables):
        _say_nothing_is_stated(sheets, tables, reading)
    return reading


def _say_nothing_is_stated(sheets: Sequence[Sheet], tables: Sequence[TableReading], reading: Reading) -> None:
    """No table states a figure: asking for its unit or period would be in vain."""
    reading.questions.clear()
    reading.problems = [one for one in reading.problems if one.code not in _ANSWERABLE]
    found = {problem.code for table in tables for problem in table.problems}
    unfilled = any(is_unfilled(sheet) for sheet in sheets if not sheet.hidden)
    nameless = not (tables or unfilled) or "unknown_indicator" in found
    reading.problems.append(Problem("nothing_recognised" if nameless else "no_values"))


def tables_of_sheet(sheet: Sheet, period: str = "") -> list[TableReading]:
    """The tables of one sheet from top to bottom; `period` is what the file says besides the sheet itself."""
    if long := read_long(sheet):
        return long
    one_stop = read_one_stop(sheet)
    rest = sheet.without_rows({row for table in one_stop for row in table.rows})
    forms = read_forms(rest, period=period)
    found = sorted([*one_stop, *forms], key=lambda table: table.rows.start)
    return found or read_wide(sheet)


def _of_hidden(sheets: Iterable[Sheet], period: str) -> list[Problem]:
    """A warning for each hidden sheet with figures: what nobody sees is not handed in."""
    return [
        Problem("hidden_sheet", Place(sheet=sheet.name), "", sheet.name)
        for sheet in sheets
        if sheet.hidden and any(table.figures for table in tables_of_sheet(sheet, period))
    ]


def _kind(tables: Sequence[TableReading]) -> str:
    kinds = [table.kind for table in tables]
    return next((kind for kind in ("forms", "one_stop", "table") if kind in kinds), "")
