"""Which column of a form holds this period's values, or the values of each unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data_loaders.catalogue.folding import fold_words
from data_loaders.catalogue.periods import kind_of, periods_in, year_of
from data_loaders.drafts import Place, Problem
from data_loaders.files.spreadsheets import Sheet, cell_name
from data_loaders.numbers import is_blank, read_number
from data_loaders.sheets.form_blocks import Block
from data_loaders.sheets.form_columns import ValueColumn, is_pair
from data_loaders.sheets.table_headers import is_total

_THIS = ("ky nay", "quy nay", "trong ky", "ky bao cao", "trong quy")


@dataclass(frozen=True, slots=True)
class Chosen:
    """The column to read (with the column of rates beside it, where counts and rates stand apart).

    `unit` is the header's name of a unit where the form has a column for each.
    """

    column: int
    rates: int | None = None
    unit: str = ""
    header: tuple[str, ...] = ()


def choose_columns(sheet: Sheet, block: Block, period: str) -> tuple[list[Chosen], list[Problem]]:
    """The columns of `block` to read, for `period` ("" when nothing says which it is)."""
    of_units = _unit_columns(block)
    if of_units:
        return of_units, []
    columns = _narrowed(block.header.values, period)
    if len(columns) > 1:
        columns = [one for one in columns if _is_filled(sheet, block, one.column)] or columns[:1]
    if not columns:
        return _last_resort(sheet, block, period)
    if is_pair(columns):
        return [Chosen(columns[0].column, columns[1].column, header=columns[0].header)], []
    if len(columns) == 1 or _agree(sheet, block, columns):
        return [_chosen(columns[0])], []
    names = ", ".join(_letter(one.column) for one in columns)
    return [], [Problem("several_value_columns", _place(sheet, block), "", "", {"columns": names})]


def _chosen(one: ValueColumn) -> Chosen:
    return Chosen(one.column, header=one.header)


def _unit_columns(block: Block) -> list[Chosen]:
    """One column a unit, where the headers of several columns name units; sums of all units are left out."""
    named = [one for one in block.header.values if one.unit]
    if len({fold_words(one.unit) for one in named}) < 2:
        return []
    first = named[0].column
    others = [one for one in block.header.unknown if one.column > first and one.header]
    found = {one.column: one.unit or one.header[-1] for one in (*named, *others)}
    return [Chosen(column, unit=found[column]) for column in sorted(found) if not is_total(found[column])]


def _narrowed(values: Sequence[ValueColumn], period: str) -> list[ValueColumn]:
    """The columns that may be this period's, the ones that say so before those that say nothing."""
    plain = [one for one in values if not periods_in(one.text)]
    named = [one for one in values if period and period in periods_in(one.text)]
    same_year = [one for one in values if period and str(year_of(period)) in periods_in(one.text)]
    columns = named or plain or same_year or list(values)
    said = [one for one in columns if any(phrase in fold_words(one.text) for phrase in _THIS)]
    return said or [one for one in columns if not _only_titles(one, columns)]


def _only_titles(column: ValueColumn, others: Sequence[ValueColumn]) -> bool:
    """Whether a column bears no more than the title of a group in which others have titles of their own."""
    depth = len(column.header)
    return any(len(one.header) > depth and one.header[:depth] == column.header for one in others)


def _last_resort(sheet: Sheet, block: Block, period: str) -> tuple[list[Chosen], list[Problem]]:
    """Where no header names values: the sum since the year began, or the one column of numbers (warned)."""
    running = [one for one in block.header.cumulative if _is_filled(sheet, block, one.column)]
    if len(running) == 1 and period and (kind_of(period).cumulative or kind_of(period).order == 1):
        return [_chosen(running[0])], []
    unknown = [one for one in block.header.unknown if _numbers(sheet, block, one.column)]
    if len(unknown) == 1:
        details = {"column": _letter(unknown[0].column), "header": unknown[0].text}
        problem = Problem("value_column_guessed", _place(sheet, block), "", unknown[0].text, details)
        return [_chosen(unknown[0])], [problem]
    return [], [Problem("value_column_missing", _place(sheet, block))]


def _cells(block: Block) -> list[int]:
    return [at for row in block.rows if row.match.is_known for at in row.at]


def _is_filled(sheet: Sheet, block: Block, column: int) -> bool:
    return any(not is_blank(sheet.text(row, column)) for row in _cells(block))


def _numbers(sheet: Sheet, block: Block, column: int) -> int:
    """How many rows of the form hold a number in a column."""
    texts = [sheet.text(row, column) for row in _cells(block)]
    return sum(not is_blank(text) and not read_number(text).error for text in texts)


def _agree(sheet: Sheet, block: Block, columns: Sequence[ValueColumn]) -> bool:
    return all(len({sheet.text(row, one.column) for one in columns}) == 1 for row in _cells(block))


def _letter(column: int) -> str:
    return cell_name(0, column)[:-1]


def _place(sheet: Sheet, block: Block) -> Place:
    return Place(sheet=sheet.name, cell=cell_name(block.header.first - 1, block.header.labels[-1] + 1))
