"""What stands around a problem: the cells of the sheet, or the sentence of the document."""

from __future__ import annotations

import pandas as pd

from dashboard.reports.told_figures import located, paragraph_of
from dashboard.words.marked_text import Mark, marked
from dashboard.words.plain_text import escaped
from data_loaders.documents.outline import section_path
from data_loaders.drafts import CellWindow, Figure, Reading, ReportDraft
from data_loaders.files.spreadsheets import column_letters
from data_loaders.sheets.surroundings import position_of

_LONGEST_PASSAGE = 1500


def cells_around(window: CellWindow, cell: str, blank: str) -> pd.DataFrame:
    """The cells as Markdown under their letters and beside their row numbers, `cell` marked.

    `blank` is what a marked cell without text shows.
    """
    here = position_of(cell)
    rows = [
        [
            _marked_cell(text or blank) if (row, column) == here else escaped(text)
            for column, text in zip(window.columns, texts, strict=True)
        ]
        for row, texts in zip(window.rows, window.texts, strict=True)
    ]
    letters = [column_letters(column) for column in window.columns]
    return pd.DataFrame(rows, columns=letters, index=[str(row + 1) for row in window.rows])


def passage_around(reading: Reading, *, indicator: str, section: str, value: str) -> str:
    """The paragraph of a document a problem is about as Markdown, its passage marked; "" when not found."""
    for draft in reading.drafts:
        if figure := _told(draft, indicator, section):
            (told,) = located([figure], draft.sections)
            return marked(*paragraph_of(told, draft.sections))
        if text := _section_text(draft, section):
            at = text.find(value) if value else -1
            marks = [Mark(at, at + len(value), "orange", strong=True)] if at >= 0 else []
            start = max(0, at - _LONGEST_PASSAGE // 2)
            shifted = [Mark(one.start - start, one.end - start, one.color, strong=True) for one in marks]
            return marked(text[start : start + _LONGEST_PASSAGE], shifted)
    return ""


def _told(draft: ReportDraft, indicator: str, section: str) -> Figure | None:
    """The figure of the sentence that a problem is about."""
    alike = (one for one in draft.figures if one.indicator == indicator and one.place.section == section)
    return next((one for one in alike if one.quote and not one.place.cell), None)


def _section_text(draft: ReportDraft, section: str) -> str:
    for place, one in enumerate(draft.sections):
        if section and section_path(draft.sections, place) == section:
            return one.text
    return ""


def _marked_cell(text: str) -> str:
    return f":orange-badge[**➤ {escaped(text.strip())}**]"
