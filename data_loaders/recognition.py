"""From sheets to reports: which tables a file holds, and of which unit and period each is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from data_loaders.catalogue.periods import period_label, window
from data_loaders.catalogue.units import ancestors, exists_at, units
from data_loaders.checks import check_report
from data_loaders.drafts import Place, Problem, Question, Reading, ReportDraft
from data_loaders.form_reader import read_forms
from data_loaders.long_reader import read_long
from data_loaders.one_stop_reader import read_one_stop
from data_loaders.period_names import PeriodFound, day_of, period_of_file, period_of_lines, period_of_text
from data_loaders.spreadsheets import Sheet
from data_loaders.table_readings import Evidence, TableReading
from data_loaders.unit_names import Resolved, unit_of_cell, unit_of_texts
from data_loaders.wide_reader import read_wide

_ANSWERABLE = ("unit_unknown", "unit_ambiguous", "period_unknown", "period_not_in_regime")
"""Problems that a person's answer settles."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person has said: the unit and period of the file, or units of names the file uses."""

    unit: str = ""
    period: str = ""
    names: Mapping[str, str] = field(default_factory=dict)


def read_tables(file: str, sheets: Sequence[Sheet], answers: Answers | None = None) -> Reading:
    """Everything the sheets of one file state, assigned to units and periods.

    What is not clear becomes a question with candidates; the rest is read all the same.
    """
    answers = answers or Answers()
    tables = _tables(file, sheets, answers)
    reading = Reading(file, kind=_kind(tables))
    _assign(file, tables, answers, reading)
    for draft in reading.drafts:
        draft.problems += check_report(draft)
    if not any(table.figures for table in tables):
        _say_nothing_is_stated(tables, reading)
    return reading


def _say_nothing_is_stated(tables: Sequence[TableReading], reading: Reading) -> None:
    """No table states a figure: asking for its unit or period would be in vain."""
    reading.questions.clear()
    reading.problems = [one for one in reading.problems if one.code not in _ANSWERABLE]
    found = {problem.code for table in tables for problem in table.problems}
    nameless = not tables or "unknown_indicator" in found
    reading.problems.append(Problem("nothing_recognised" if nameless else "no_values"))


def _tables(file: str, sheets: Sequence[Sheet], answers: Answers) -> list[TableReading]:
    found: list[TableReading] = []
    period = answers.period or period_of_file(file).period
    for sheet in sheets:
        found += _of_sheet(sheet, period)
    return found


def _of_sheet(sheet: Sheet, period: str) -> list[TableReading]:
    """The tables of one sheet by the first reader that knows it."""
    readers: Iterable[Callable[[], list[TableReading]]] = (
        lambda: read_long(sheet),
        lambda: read_one_stop(sheet),
        lambda: read_forms(sheet, period=_sheet_period(sheet) or period),
        lambda: read_wide(sheet),
    )
    return next((found for read in readers if (found := read())), [])


def _sheet_period(sheet: Sheet) -> str:
    """The period the first lines of a sheet or its name say."""
    lines = [text for row in range(min(sheet.height, 8)) for text in sheet.texts(row) if len(text) > 6]
    return period_of_lines((*lines, sheet.name)).period


def _kind(tables: Sequence[TableReading]) -> str:
    kinds = [table.kind for table in tables]
    return next((kind for kind in ("forms", "one_stop", "table") if kind in kinds), "")


def _assign(file: str, tables: Sequence[TableReading], answers: Answers, reading: Reading) -> None:
    """Put each table into the draft of its unit and period, or ask."""
    drafts: dict[tuple[str, str], ReportDraft] = {}
    known = _KnownSoFar(file)
    for table in tables:
        period = _period(table.evidence, answers, known, reading)
        unit = _unit(table.evidence, answers, known, reading)
        if not (unit and period):
            _keep_apart(table, reading)
            continue
        draft = drafts.setdefault((unit, period), ReportDraft(unit, period, table.kind))
        _merge(table, draft)
    reading.drafts += drafts.values()
    reading.problems += [problem for draft in reading.drafts for problem in _existence(draft)]
    reading.problems = _unique(reading.problems)


def _unique(found: Sequence[Problem]) -> list[Problem]:
    seen: dict[tuple[str, Place, str], Problem] = {}
    for problem in found:
        seen.setdefault((problem.code, problem.place, problem.value), problem)
    return list(seen.values())


def _keep_apart(table: TableReading, reading: Reading) -> None:
    """A table that waits for an answer still tells what is wrong in it."""
    reading.problems += table.problems


def _merge(table: TableReading, draft: ReportDraft) -> None:
    taken = {
        (one.indicator, one.breakdown, one.slot): one for one in draft.figures if one.source != "narrative"
    }
    for figure in table.figures:
        first = taken.get((figure.indicator, figure.breakdown, figure.slot))
        if first is None:
            draft.figures.append(figure)
        else:
            details = {
                "name": figure.indicator,
                "unit": units()[draft.unit_code].full_name,
                "first_place": f"{first.place.sheet}!{first.place.cell}",
                "value": figure.quote,
            }
            draft.problems.append(
                Problem("duplicate_unit", figure.place, figure.indicator, figure.quote, details)
            )
    draft.problems += table.problems
    draft.tables += table.tables
    draft.sections += table.sections
    draft.slots |= table.slots
    if received := day_of(table.head.get("received_on", "")):
        draft.head["received_on"] = received


def _existence(draft: ReportDraft) -> list[Problem]:
    unit = units()[draft.unit_code]
    if exists_at(unit, window(draft.period)[1].isoformat()):
        return []
    details = {"unit": unit.full_name, "period": period_label(draft.period)}
    return [Problem("unit_did_not_exist", Place(), "", unit.code, details)]


@dataclass(slots=True)
class _KnownSoFar:
    """What the file has told: its name, and the unit and period of the sheets before."""

    file: str
    unit: str = ""
    period: str = ""


def _unit(evidence: Evidence, answers: Answers, known: _KnownSoFar, reading: Reading) -> str:
    """The code of the unit a table is of, or "" after asking."""
    found = _unit_of(evidence, known)
    if (answered := answers.names.get(found.written)) and answered in units():
        return answered
    if found.unit is None and not evidence.unit and answers.unit:
        return answers.unit
    if found.unit is None and not evidence.unit and not found.candidates and known.unit:
        return known.unit
    if found.unit is None:
        _ask_unit(found, evidence, reading)
        return ""
    if found.misspelt:
        details = {"value": found.written, "unit": full_path(found.unit.code)}
        reading.problems.append(Problem("unit_misspelt", evidence.place, "", found.written, details))
    if not evidence.unit:
        _compare_unit(found.unit.code, answers, known, reading)
        known.unit = found.unit.code
    return found.unit.code


def _unit_of(evidence: Evidence, known: _KnownSoFar) -> Resolved:
    """The unit by the table's own words: its cell, else heading, sheet name, file name in this order."""
    stem = _spaced(PurePath(known.file).stem)
    if evidence.unit:
        return unit_of_cell(evidence.unit, context=(*evidence.parents, *evidence.lines, evidence.sheet, stem))
    context = (evidence.sheet, stem)
    found = unit_of_texts(evidence.lines, context=context)
    if found.unit or found.candidates:
        return found
    for text in (evidence.sheet, "" if known.unit else stem):
        found = (
            unit_of_cell(text, context=(*evidence.lines, stem))
            if text == evidence.sheet
            else unit_of_texts((text,))
        )
        if found.unit or found.candidates:
            return found
    return Resolved(written=_head_name(evidence.lines))


def _head_name(lines: Sequence[str]) -> str:
    """The first line that looks like the name of an office, for the question."""
    return next((line for line in lines if "UBND" in line.upper() or "ỦY BAN" in line.upper()), "")


def _spaced(stem: str) -> str:
    return stem.replace("-", " ").replace("_", " ").replace(".", " ")


def _ask_unit(found: Resolved, evidence: Evidence, reading: Reading) -> None:
    codes = tuple(unit.code for unit in found.candidates)
    names = "; ".join(full_path(code) for code in codes)
    details = {
        "value": f"“{found.written}”" if found.written and not codes else found.written,
        "candidates": f"Có thể là: {names}. " if codes else "",
    }
    code = "unit_ambiguous" if codes else "unit_unknown"
    reading.problems.append(Problem(code, evidence.place, "", found.written, details))
    question = Question("unit", found.written, codes, evidence.place)
    if question not in reading.questions:
        reading.questions.append(question)


def full_path(code: str) -> str:
    """A unit's name with its parents: "Xã Tiên Động, Huyện Tứ Kỳ, Tỉnh Hải Dương"."""
    return ", ".join(unit.full_name for unit in (units()[code], *ancestors(code)))


def _compare_unit(code: str, answers: Answers, known: _KnownSoFar, reading: Reading) -> None:
    """Warn when the file's name or the person says another unit than the content."""
    named = unit_of_texts((_spaced(PurePath(known.file).stem),)).unit
    others = [("tên tệp", named.code if named else ""), ("người nộp", answers.unit)]
    for where, other in others:
        if other and other != code and other not in {unit.code for unit in ancestors(code)}:
            details = {"unit": full_path(code), "where": where, "other": full_path(other)}
            reading.problems.append(Problem("unit_conflict", Place(), "", other, details))


def _period(evidence: Evidence, answers: Answers, known: _KnownSoFar, reading: Reading) -> str:
    """The period a table is of, or "" after asking."""
    found = _period_of(evidence)
    if found.period:
        _compare_period(found.period, evidence, answers, known, reading)
        if not evidence.period:
            known.period = found.period
        return found.period
    if answers.period:
        return answers.period
    if not evidence.period and not found.candidates and not found.unofficial:
        found = PeriodFound(known.period) if known.period else period_of_file(PurePath(known.file).stem)
        if found.period:
            return found.period
    _ask_period(found, evidence, reading)
    return ""


def _period_of(evidence: Evidence) -> PeriodFound:
    if evidence.period:
        return period_of_text(evidence.period)
    return period_of_lines((*evidence.lines, evidence.sheet))


def _compare_period(
    period: str, evidence: Evidence, answers: Answers, known: _KnownSoFar, reading: Reading
) -> None:
    if evidence.period:
        return
    named = period_of_file(PurePath(known.file).stem).period
    for where, other in (("tên tệp", named), ("người nộp", answers.period)):
        if other and other != period:
            details = {"period": period_label(period), "where": where, "other": period_label(other)}
            reading.problems.append(Problem("period_conflict", Place(), "", other, details))


def _ask_period(found: PeriodFound, evidence: Evidence, reading: Reading) -> None:
    written = evidence.period or found.unofficial
    code = "period_not_in_regime" if found.unofficial else "period_unknown"
    place = evidence.period_place if evidence.period else evidence.place
    shown = f"“{written}”" if written and code == "period_unknown" else written
    reading.problems.append(Problem(code, place, "", written, {"value": shown}))
    question = Question("period", written, found.candidates, replace(place))
    if not any(one.about == "period" and one.asked == written for one in reading.questions):
        reading.questions.append(question)
