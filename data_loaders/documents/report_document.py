"""One report document as a reading: head, outline, tables and figures of one unit and period."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from data_loaders.catalogue.units import units
from data_loaders.documents.document_evidence import period_of_document, unit_evidence, unit_of_document
from data_loaders.documents.document_head import head_of
from data_loaders.documents.document_model import Document, DocumentTable, Paragraph
from data_loaders.documents.document_parts import DocumentParts, parts_of
from data_loaders.documents.document_problems import ask_period, ask_unit, draft_problems, is_off_topic
from data_loaders.documents.document_reader import read_blocks
from data_loaders.documents.document_tables import CaptionedTable, bare_sheet_of, captioned, read_table
from data_loaders.documents.outline import UNTITLED, OutlineEntry, outline_of, section_path, text_of_blocks
from data_loaders.drafts import Problem, Reading, ReportDraft, Section
from data_loaders.reading.recognition import Answers
from data_loaders.sentences.passages import narrative_figures
from data_loaders.sheets.checks import check_report
from data_loaders.sheets.surroundings import with_surroundings

SLOT = "outline"


def read_document(file: str, content: bytes, answers: Answers | None = None) -> Reading:
    """The report in a Word, PDF or text file. Raises `UnreadableFile` when the file cannot be opened."""
    return reading_of(file, read_blocks(file, content), answers or Answers())


def reading_of(file: str, document: Document, answers: Answers) -> Reading:
    """A document as a reading; without its unit or period it only asks."""
    reading = Reading(file, kind="document")
    if not document.blocks:
        reading.problems.append(Problem("document_empty"))
        return reading
    parts = parts_of(document.blocks)
    if _is_foreign(parts):
        reading.problems.append(Problem("document_off_topic"))
        return reading
    evidence = unit_evidence(parts, file)
    code = ask_unit(unit_of_document(evidence), parts, answers, reading)
    period = ask_period(period_of_document(parts, file), answers, reading)
    if code and period:
        draft = _draft(code, period, parts)
        draft.problems += draft_problems(draft, evidence, document, file, answers)
        reading.drafts.append(draft)
    return with_surroundings(
        reading, [bare_sheet_of(one) for one in tables_of(outline_of(parts.body), parts)]
    )


def _is_foreign(parts: DocumentParts) -> bool:
    """Whether a document neither speaks of administrative reform nor holds a table that states figures."""
    tables = tables_of(outline_of(parts.body), parts) if is_off_topic(parts) else []
    return is_off_topic(parts) and not any(read_table(one, "").figures for one in tables)


def _draft(code: str, period: str, parts: DocumentParts) -> ReportDraft:
    draft = ReportDraft(code, period, "document", slots={SLOT}, head=head_of(parts))
    entries = outline_of(parts.body) or _without_outline(parts, draft.head.get("title", ""))
    draft.sections = [entry.section for entry in entries]
    for table in tables_of(entries, parts):
        _add_table(table, draft)
    draft.sections += _appendix(parts)
    draft.problems += check_report(draft)
    add_figures_of_sentences(draft)
    return draft


def add_figures_of_sentences(draft: ReportDraft) -> None:
    """Add the figures stated in the sentences of the draft's sections; doubtful ones are not confirmed."""
    level = units()[draft.unit_code].level
    draft.figures += narrative_figures(draft.sections, level=level, period=draft.period)
    draft.slots.add("narrative")


def tables_of(entries: Sequence[OutlineEntry], parts: DocumentParts) -> list[CaptionedTable]:
    """Every table of the report with the path of its section, in reading order."""
    sections = [entry.section for entry in entries]
    taken: Counter[str] = Counter()
    found = captioned(parts.head, taken=taken)
    for index, entry in enumerate(entries):
        if any(isinstance(block, DocumentTable) for block in entry.blocks):
            found += captioned(entry.blocks, section=section_path(sections, index), taken=taken)
    return found + captioned(parts.appendix, taken=taken)


def _without_outline(parts: DocumentParts, title: str) -> list[OutlineEntry]:
    """The whole text as one section."""
    text = text_of_blocks(parts.body)
    return [OutlineEntry(Section("", title or UNTITLED, 1, text), parts.body)] if text or parts.body else []


def _add_table(table: CaptionedTable, draft: ReportDraft) -> None:
    reading = read_table(table, draft.period)
    draft.figures += reading.figures
    draft.problems += reading.problems
    draft.tables += reading.tables
    draft.slots |= reading.slots


def _appendix(parts: DocumentParts) -> list[Section]:
    """What an appendix says besides its tables and their captions, as a section of its own."""
    captions = {line for table in captioned(parts.appendix) for line in table.lines}
    lines = [
        block.text for block in parts.appendix if isinstance(block, Paragraph) and block.text not in captions
    ]
    return [Section("", "Phụ lục", 1, "\n".join(lines))] if lines else []
