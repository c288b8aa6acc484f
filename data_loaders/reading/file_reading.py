"""Reading one file by its ending: a document, or a workbook's tables. Knows nothing of databases."""

from __future__ import annotations

from pathlib import PurePath

from data_loaders.catalogue.folding import nfc
from data_loaders.documents.document_reader import DOCUMENT_FORMATS
from data_loaders.documents.report_document import read_document
from data_loaders.drafts import Problem, Reading
from data_loaders.files.file_limits import UnreadableFile, said_of
from data_loaders.files.spreadsheets import read_sheets
from data_loaders.reading.recognition import Answers, read_tables
from data_loaders.sheets.surroundings import with_surroundings


def read_file(name: str, content: bytes, answers: Answers | None = None) -> Reading:
    """Read one file by name and bytes; a bad file yields a refused reading with its problem, never raises."""
    try:
        if PurePath(name).suffix.lower() in DOCUMENT_FORMATS:
            return read_document(nfc(name), content, answers)
        sheets = read_sheets(name, content)
        return with_surroundings(read_tables(nfc(name), sheets, answers), sheets)
    except UnreadableFile as bad:
        return Reading(
            nfc(name), problems=[Problem(said_of(name, bad.code), details=bad.details)], refused=True
        )
