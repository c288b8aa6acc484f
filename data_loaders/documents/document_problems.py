"""What a report document leaves unclear: its unit, its period, names misspelt, a head left blank."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from data_loaders.catalogue.periods import period_label, window
from data_loaders.catalogue.units import ancestors, exists_at, units
from data_loaders.documents.document_evidence import UnitEvidence, office_lines
from data_loaders.documents.document_head import texts
from data_loaders.documents.document_model import Document
from data_loaders.documents.document_parts import DocumentParts
from data_loaders.documents.legacy_letters import legacy_places
from data_loaders.documents.outline_words import contains
from data_loaders.drafts import Place, Problem, Question, Reading, ReportDraft
from data_loaders.names.period_names import PeriodFound, period_of_file
from data_loaders.names.unit_names import Resolved
from data_loaders.reading.recognition import Answers, full_path

_MOST_OLD = 5


def ask_unit(found: Resolved, parts: DocumentParts, answers: Answers, reading: Reading) -> str:
    """The code of the unit found or answered; else "" after asking."""
    written = found.written or _office(parts)
    code = found.unit.code if found.unit else answers.names.get(written) or answers.unit
    if code in units():
        return code
    codes = tuple(unit.code for unit in found.candidates)
    names = "; ".join(full_path(one) for one in codes)
    details = {
        "value": written if codes else f"“{written}”" if written else "",
        "candidates": names and f"Có thể là: {names}. ",
    }
    reading.problems.append(
        Problem("unit_ambiguous" if codes else "unit_unknown", Place(), "", written, details)
    )
    reading.questions.append(Question("unit", written, codes))
    return ""


def _office(parts: DocumentParts) -> str:
    """The name of the issuing office as the head writes it, "" when no line looks like one."""
    lines = office_lines(texts(parts.head))
    return " ".join(lines)[:80] if any(contains(line, "head", "offices") for line in lines) else ""


def ask_period(found: PeriodFound, answers: Answers, reading: Reading) -> str:
    """The period found or answered; else "" after asking."""
    if found.period or answers.period:
        return found.period or answers.period
    code = "period_not_in_regime" if found.unofficial else "period_unknown"
    reading.problems.append(Problem(code, Place(), "", found.unofficial, {"value": found.unofficial}))
    reading.questions.append(Question("period", found.unofficial, found.candidates))
    return ""


def draft_problems(
    draft: ReportDraft,
    evidence: Sequence[UnitEvidence],
    document: Document,
    file: str,
    answers: Answers,
) -> list[Problem]:
    """Everything to look at again that is not in a table or a sentence."""
    return [
        *_unit_slips(draft, evidence, answers),
        *_period_slips(draft, file, answers),
        *_blank_head(draft),
        *_pages(document),
        *_old_fonts(document),
        *_existence(draft),
    ]


def _unit_slips(draft: ReportDraft, evidence: Sequence[UnitEvidence], answers: Answers) -> Iterator[Problem]:
    """Names misspelt, and parts of the report that name another unit of the same level."""
    seen: set[str] = set()
    for one in evidence:
        other = one.found.unit
        if other and other.code == draft.unit_code and one.found.misspelt and one.found.written not in seen:
            seen.add(one.found.written)
            details = {"value": one.found.written, "unit": full_path(other.code)}
            yield Problem(
                "unit_misspelt", Place(section=one.where.capitalize()), "", one.found.written, details
            )
        elif other and other.code != draft.unit_code and not one.found.misspelt:
            yield _conflict(draft, one.where, other.code)
    if answers.unit and answers.unit != draft.unit_code and answers.unit not in _above(draft.unit_code):
        yield _conflict(draft, "người nộp", answers.unit)


def _conflict(draft: ReportDraft, where: str, other: str) -> Problem:
    details = {"unit": full_path(draft.unit_code), "where": where, "other": full_path(other)}
    return Problem("unit_conflict", Place(), "", other, details)


def _above(code: str) -> set[str]:
    return {unit.code for unit in ancestors(code)}


def _period_slips(draft: ReportDraft, file: str, answers: Answers) -> Iterator[Problem]:
    for where, other in (("tên tệp", period_of_file(file).period), ("người nộp", answers.period)):
        if other and other != draft.period:
            details = {"period": period_label(draft.period), "where": where, "other": period_label(other)}
            yield Problem("period_conflict", Place(), "", other, details)


def _blank_head(draft: ReportDraft) -> Iterator[Problem]:
    blank = [
        name for key, name in (("number", "số văn bản"), ("signed_on", "ngày ký")) if key not in draft.head
    ]
    if blank:
        what = " và ".join(blank)
        yield Problem("document_head_blank", Place(section="Phần đầu văn bản"), "", "", {"what": what})


def _pages(document: Document) -> Iterator[Problem]:
    if document.pages_without_text:
        pages = ", ".join(map(str, document.pages_without_text))
        yield Problem("pages_without_text", Place(), "", pages, {"pages": pages})


def _old_fonts(document: Document) -> Iterator[Problem]:
    for text in legacy_places(document.blocks)[:_MOST_OLD]:
        yield Problem("text_in_old_font", Place(), "", text, {"value": text})


def _existence(draft: ReportDraft) -> Iterator[Problem]:
    unit = units()[draft.unit_code]
    if not exists_at(unit, window(draft.period)[1].isoformat()):
        details = {"unit": unit.full_name, "period": period_label(draft.period)}
        yield Problem("unit_did_not_exist", Place(), "", unit.code, details)


def is_off_topic(parts: DocumentParts) -> bool:
    """Whether a text never speaks of administrative reform."""
    said = " ".join((*texts(parts.head), *texts(parts.body), *texts(parts.appendix))).lower()
    return "cải cách hành chính" not in said and "cchc" not in said
