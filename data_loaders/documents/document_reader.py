"""Reading a document file into tidy blocks, by its ending."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import PurePath

from data_loaders.documents.document_model import Block, Document, DocumentTable
from data_loaders.documents.footnote_marks import with_footnotes
from data_loaders.documents.layout_tables import without_layout
from data_loaders.documents.legacy_letters import refuse_legacy
from data_loaders.documents.paragraph_joining import joined
from data_loaders.documents.pdf_document import read_pdf_document
from data_loaders.documents.table_joining import with_whole_tables
from data_loaders.documents.text_document import read_text_document
from data_loaders.documents.word_document import read_word_document
from data_loaders.files.file_limits import at_most, file_limits

READERS: dict[str, Callable[[bytes], Document]] = {
    ".docx": read_word_document,
    ".docm": read_word_document,
    ".pdf": read_pdf_document,
    ".txt": read_text_document,
    ".md": read_text_document,
}
DOCUMENT_FORMATS = tuple(READERS)
ASKED_FORMATS = tuple(one for one in READERS if one != ".docm")
"""The endings people are asked for: a .docm is opened, but nearly always refused for its macros."""


def read_blocks(file: str, content: bytes) -> Document:
    """The document of a file with one of the endings of `READERS`, its blocks tidied.

    Raises `UnreadableFile` when it holds more than a report can, or letters of old fonts.
    """
    document = READERS[PurePath(file).suffix.lower()](content)
    at_most("số đoạn văn và ô bảng", sum(map(_size, document.blocks)), file_limits().paragraphs)
    refuse_legacy(document.blocks)
    return Document(tidied(document.blocks), document.pages_without_text)


def tidied(blocks: Sequence[Block]) -> list[Block]:
    """Blocks without layout tables, with footnotes told apart, broken tables and paragraphs made whole."""
    return joined(with_whole_tables(with_footnotes(without_layout(blocks))))


def _size(block: Block) -> int:
    return len(block.rows) * len(block.rows[0]) if isinstance(block, DocumentTable) and block.rows else 1
