"""Of which unit and period each table is: by its own words, the file's other tables, its name; else asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from data_loaders.catalogue.indicators import indicators
from data_loaders.catalogue.periods import instead_of, period_label, window
from data_loaders.catalogue.units import ancestors, exists_at, units
from data_loaders.drafts import Figure, Place, Problem, Question, Reading, ReportDraft
from data_loaders.names.period_names import PeriodFound, day_of
from data_loaders.names.unit_names import Resolved
from data_loaders.reading.file_evidence import FileEvidence, evidence_of
from data_loaders.sheets.table_readings import Evidence, TableReading

_MOST_QUESTIONS = 200


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person has said: the unit and period of the file, or units of names the file uses."""

    unit: str = ""
    period: str = ""
    names: Mapping[str, str] = field(default_factory=dict)


def assign(file: str, tables: Sequence[TableReading], answers: Answers, reading: Reading) -> None:
    """Put each table into the draft of its unit and period in `reading`, or ask."""
    known = evidence_of(file, [table.evidence for table in tables])
    drafts: dict[tuple[str, str], ReportDraft] = {}
    taken: dict[tuple[str, ...], Figure] = {}
    for index, table in enumerate(tables):
        period = _period(index, table.evidence, answers, known, reading)
        unit = _unit(index, table.evidence, answers, known, reading)
        reading.problems += table.of_table
        if not (unit and period):
            reading.problems += table.problems
            continue
        _merge(table, drafts.setdefault((unit, period), ReportDraft(unit, period, table.kind)), taken)
    reading.drafts += drafts.values()
    reading.problems += [problem for draft in reading.drafts for problem in _existence(draft)]
    reading.problems = _unique(reading.problems)


def _unique(found: Sequence[Problem]) -> list[Problem]:
    seen: dict[tuple[str, Place, str], Problem] = {}
    for problem in found:
        seen.setdefault((problem.code, problem.place, problem.value), problem)
    return list(seen.values())


def _merge(table: TableReading, draft: ReportDraft, taken: dict[tuple[str, ...], Figure]) -> None:
    """Add a table to the draft of its unit and period; what is stated there already becomes a problem."""
    for figure in table.figures:
        key = (draft.unit_code, draft.period, figure.indicator, figure.breakdown, figure.slot)
        first = taken.setdefault(key, figure)
        if first is figure or figure.source == "narrative":
            draft.figures.append(figure)
        else:
            draft.problems.append(_stated_twice(figure, first, draft))
    draft.problems += table.problems
    draft.sections += table.sections
    if table.figures or table.problems or table.sections:  # one left blank replaces nothing
        draft.tables += table.tables
        draft.slots |= table.slots
    if received := day_of(table.head.get("received_on", "")):
        draft.head["received_on"] = received


def _stated_twice(figure: Figure, first: Figure, draft: ReportDraft) -> Problem:
    same_sheet = first.place.sheet == figure.place.sheet
    details = {
        "name": indicators()[figure.indicator].name_vi,
        "unit": units()[draft.unit_code].full_name,
        "first_place": ("" if same_sheet else f"{first.place.sheet}, ") + f"ô {first.place.cell}",
        "value": figure.quote,
    }
    return Problem("duplicate_unit", figure.place, figure.indicator, figure.quote, details)


def _existence(draft: ReportDraft) -> list[Problem]:
    unit = units()[draft.unit_code]
    if exists_at(unit, window(draft.period)[1].isoformat()):
        return []
    details = {"unit": unit.full_name, "period": period_label(draft.period)}
    return [Problem("unit_did_not_exist", Place(), "", unit.code, details)]


# ---------------------------------------------------------------- units


def _unit(index: int, evidence: Evidence, answers: Answers, known: FileEvidence, reading: Reading) -> str:
    """The code of the unit a table is of, or "" after asking."""
    found = known.units[index]
    asked = _asked(found, evidence, known)
    if (answered := answers.names.get(asked)) and answered in units():
        return answered
    if found.unit is None and not evidence.unit:
        silent = not (found.candidates or found.written)
        if elsewhere := answers.unit or (known.unit_besides(index) if silent else ""):
            return elsewhere
        named = known.named_unit
        if silent and (named.unit or named.candidates):
            found = named
    if found.unit is None:
        _ask_unit(found, _asked(found, evidence, known), evidence, reading)
        return ""
    if found.misspelt:
        details = {"value": found.written, "unit": full_path(found.unit.code)}
        reading.problems.append(Problem("unit_misspelt", evidence.place, "", found.written, details))
    if not evidence.unit:
        _compare_unit(found.unit.code, answers, known, reading)
    return found.unit.code


def _asked(found: Resolved, evidence: Evidence, known: FileEvidence) -> str:
    """The text a question is about; where several rows bear one name, with the cell."""
    return f"{found.written} (ô {evidence.place.cell})" if found.written in known.repeated else found.written


def _ask_unit(found: Resolved, asked: str, evidence: Evidence, reading: Reading) -> None:
    if any((one.about, one.asked) == ("unit", asked) for one in reading.questions):
        return
    codes = tuple(unit.code for unit in (found.candidates or found.similar))
    if len(reading.questions) < _MOST_QUESTIONS:  # the rest can be asked when these are answered
        reading.questions.append(Question("unit", asked, codes, evidence.place))
    several = len(found.candidates) > 1
    names = "; ".join(full_path(code) for code in codes)
    details = {
        "value": f"“{found.written}”" if found.written and not several else found.written,
        "candidates": f"Có thể là: {names}. " if codes else "",
    }
    code = "unit_ambiguous" if several else "unit_unknown"
    reading.problems.append(Problem(code, evidence.place, "", found.written, details))


def full_path(code: str) -> str:
    """A unit's name with its parents: "Xã Tiên Động, Huyện Tứ Kỳ, Tỉnh Hải Dương"."""
    return ", ".join(unit.full_name for unit in (units()[code], *ancestors(code)))


def _compare_unit(code: str, answers: Answers, known: FileEvidence, reading: Reading) -> None:
    """Warn when the file's name or the person says another unit than the content."""
    named = known.named_unit.unit
    for where, other in (("tên tệp", named.code if named else ""), ("người nộp", answers.unit)):
        if other and other != code and other not in {unit.code for unit in ancestors(code)}:
            details = {"unit": full_path(code), "where": where, "other": full_path(other)}
            reading.problems.append(Problem("unit_conflict", Place(), "", other, details))


# ---------------------------------------------------------------- periods


def _period(index: int, evidence: Evidence, answers: Answers, known: FileEvidence, reading: Reading) -> str:
    """The period a table is of, or "" after asking."""
    found = known.periods[index]
    if year := known.years[index]:
        others = (known.period_besides(index), known.named_period, answers.period)
        return next((one for one in others if one[:4] == year), year)
    if found.period:
        _compare_period(found.period, evidence, answers, known, reading)
        return found.period
    if answers.period:
        return answers.period
    silent = not (evidence.period or found.candidates or found.unofficial)
    if silent and (elsewhere := known.period_besides(index) or known.named_period):
        return elsewhere
    _ask_period(found, evidence, reading)
    return ""


def _compare_period(
    period: str, evidence: Evidence, answers: Answers, known: FileEvidence, reading: Reading
) -> None:
    if evidence.period:
        return
    for where, other in (("tên tệp", known.named_period), ("người nộp", answers.period)):
        if other and other != period:
            details = {"period": period_label(period), "where": where, "other": period_label(other)}
            reading.problems.append(Problem("period_conflict", Place(), "", other, details))


def _ask_period(found: PeriodFound, evidence: Evidence, reading: Reading) -> None:
    written = evidence.period or found.unofficial
    if any((one.about, one.asked) == ("period", written) for one in reading.questions):
        return
    shown = found.unofficial or (f"“{written}”" if written else "")
    if found.candidates and not written:
        shown = f"({', '.join(period_label(one) for one in found.candidates)})"
    place = evidence.period_place if evidence.period else evidence.place
    code = "period_not_in_regime" if found.unofficial else "period_unknown"
    reading.problems.append(Problem(code, place, "", written, {"value": shown}))
    instead = instead_of(written)
    candidates = found.candidates or ((instead,) if instead else ())
    reading.questions.append(Question("period", written, candidates, place))
