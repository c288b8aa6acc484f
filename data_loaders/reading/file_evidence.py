"""What all tables of a file say about unit and period, each for itself and for those that say nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from data_loaders.names.period_names import (
    PeriodFound,
    period_in_context,
    period_of_file,
    period_of_heading,
    period_of_text,
    spaced_name,
)
from data_loaders.names.unit_names import Resolved, unit_of_cell, unit_of_texts
from data_loaders.sheets.table_readings import Evidence

_FILLING = re.compile(
    r"(?i)\b(?:\d+|q\d|h\d|\dm|quý|quy|[ivx]+|năm|nam|tháng|thang|báo|bao|cáo|cao|bc|cchc|biểu|bieu|mẫu|mau|bm|số|so|liệu"
    r"|lieu|bảng|bang|tổng|tong|hợp|hop|kỳ|ky|đầu|dau|form|copy|final|mới|moi)\b"
)
"""Words of a file's name beside the unit's."""


@dataclass(frozen=True, slots=True)
class FileEvidence:
    """Unit and period by each table's own words (`years` where its column's title names no more than a year).

    `named_unit` and `named_period` are what the file's name says; `repeated` are names of no clear unit that
    stand in several rows of one period.
    """

    units: tuple[Resolved, ...]
    periods: tuple[PeriodFound, ...]
    years: tuple[str, ...]
    named_unit: Resolved
    named_period: str
    repeated: frozenset[str]

    def unit_besides(self, index: int) -> str:
        """The unit of the tables before a table, else of all others, when they agree."""
        return _nearest([one.unit.code if one.unit else "" for one in self.units], index)

    def period_besides(self, index: int) -> str:
        """The period of the tables before a table, else of all others, when they agree."""
        return _nearest([one.period for one in self.periods], index)


def evidence_of(file: str, tables: Sequence[Evidence]) -> FileEvidence:
    """What the tables of `file` and its name say."""
    stem = spaced_name(PurePath(file).stem)
    named = unit_of_texts((stem,))
    periods = [_period_of(table, stem) for table in tables]
    years = tuple(_year_of_column(found, table) for found, table in zip(periods, tables, strict=True))
    found = tuple(_unit_of(table, stem) for table in tables)
    return FileEvidence(
        found,
        tuple(PeriodFound() if year else one for one, year in zip(periods, years, strict=True)),
        years,
        named if named.unit or named.candidates else unit_of_cell(_FILLING.sub(" ", stem)),
        period_of_file(PurePath(file).stem).period,
        _repeated(tables, found),
    )


def _nearest(said: Sequence[str], index: int) -> str:
    before = [one for one in said[:index] if one]
    if before:
        return before[-1]
    others = {one for one in said if one}
    return others.pop() if len(others) == 1 else ""


def _unit_of(evidence: Evidence, stem: str) -> Resolved:
    """The unit by the table's own words: its cell, else its heading, else the sheet's name."""
    if evidence.unit:
        context = (*evidence.parents, *evidence.lines, evidence.sheet, stem)
        return unit_of_cell(evidence.unit, context=context)
    texts = [text for text in (*evidence.lines, *evidence.header) if text]
    found = unit_of_texts(texts, context=(evidence.sheet, stem))
    if found.unit or found.candidates or _names_office(found, texts):
        return found
    sheet = spaced_name(evidence.sheet)
    for named in (unit_of_texts((sheet,), context=(stem,)), unit_of_cell(sheet, context=(stem,))):
        if named.unit or named.candidates:
            return named
    return Resolved(written=_office_line(evidence.lines))


def _names_office(found: Resolved, texts: Sequence[str]) -> bool:
    """Whether the heading names an office that no unit is known for."""
    return bool(found.written) and found.written != " ".join(texts)[:80]


def _office_line(lines: Sequence[str]) -> str:
    """The first line that looks like the name of an office, for the question."""
    return next((line for line in lines if "UBND" in line.upper() or "ỦY BAN" in line.upper()), "")


def _repeated(tables: Sequence[Evidence], found: Sequence[Resolved]) -> frozenset[str]:
    unclear = Counter(
        (table.sheet, one.written, table.period)
        for table, one in zip(tables, found, strict=True)
        if table.unit and one.unit is None
    )
    return frozenset(written for (_, written, _), count in unclear.items() if count > 1)


def _period_of(evidence: Evidence, stem: str) -> PeriodFound:
    """The period by the table's own words: its cell, else its heading, the sheet's name, its column."""
    context = (*evidence.lines, *evidence.header, evidence.sheet, stem)
    if evidence.period:
        return period_in_context(evidence.period, context)
    found = period_of_heading(evidence.lines)
    sheet, column = (
        period_in_context(text, context) for text in (spaced_name(evidence.sheet), evidence.column)
    )
    lines = (period_in_context(line, context) for line in evidence.lines)
    clear = [one for one in (found, sheet, column, *lines) if one.period or one.candidates]
    if found.period.isdigit() and sheet.period.startswith(found.period):
        return sheet
    return next(iter(clear), found)


def _year_of_column(found: PeriodFound, evidence: Evidence) -> str:
    """The year when a table's period is no more than the year above its values ("Năm 2023"), else ""."""
    of_column = period_of_text(evidence.column).period
    return of_column if of_column == found.period and of_column.isdigit() else ""
