"""Reading a PDF with a text layer into blocks: paragraphs, tables, footnotes in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pypdfium2

from data_loaders.documents.document_model import Block, Document, Paragraph
from data_loaders.documents.pdf_columns import head_columns, signature_columns
from data_loaders.documents.pdf_lines import (
    Line,
    footnote_texts,
    lines_of,
    split_footnotes,
    usual_size,
    without_running_lines,
)
from data_loaders.documents.pdf_page import PdfPage, read_page
from data_loaders.documents.pdf_paragraphs import Layout, layout_of, paragraph_of, paragraphs_of
from data_loaders.documents.ruled_tables import (
    RuledTable,
    find_tables,
    is_continued,
    on_same_columns,
    read_ruled,
)
from data_loaders.documents.spaced_tables import find_spaced
from data_loaders.files.file_limits import UnreadableFile, at_most, file_limits

_FEWEST_LETTERS = 20


@dataclass(slots=True)
class _Page:
    """A page while it is read: its lines of text, its tables, the lines of its footnotes."""

    number: int
    lines: list[Line]
    tables: list[RuledTable]
    notes: list[Line] = field(default_factory=list)


def read_pdf_document(content: bytes) -> Document:
    """The blocks of a PDF. Raises `UnreadableFile` when it is protected, broken, too long or without text."""
    found, empty = _read_pages(content)
    pages = [_laid_out(page) for page in found]
    for page, lines in zip(pages, without_running_lines([page.lines for page in pages]), strict=True):
        page.lines = lines
    size = usual_size(page.lines for page in pages)
    for page in pages:
        spaced, page.lines = find_spaced(page.lines)
        page.tables += spaced
        page.lines, page.notes = split_footnotes(page.lines, size)
    return Document(list(_blocks(pages)), tuple(empty))


def _read_pages(content: bytes) -> tuple[list[PdfPage], list[int]]:
    """The pages with text, and the numbers of the pages that hold pictures only."""
    document = _opened(content)
    try:
        at_most("số trang", len(document), file_limits().pages)
        pages = [read_page(document, index) for index in range(len(document))]
    except pypdfium2.PdfiumError as error:
        raise UnreadableFile("document_unreadable", reason="có trang hỏng") from error
    finally:
        document.close()
    empty = [page.number for page in pages if page.has_picture and _letters(page) < _FEWEST_LETTERS]
    if empty and sum(map(_letters, pages)) < _FEWEST_LETTERS * len(pages):
        raise UnreadableFile("document_scanned")
    return pages, empty


def _opened(content: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise UnreadableFile("document_protected") from error
        raise UnreadableFile("document_unreadable", reason="tệp hỏng hoặc tải thiếu") from error


def _letters(page: PdfPage) -> int:
    return sum(len(word.text) for word in page.words)


def _laid_out(page: PdfPage) -> _Page:
    """The words of a page put into its tables and, the others, into lines."""
    tables = find_tables(page.strokes)
    outside = []
    for word in page.words:
        table = next((one for one in tables if one.holds(word)), None)
        (table.words if table else outside).append(word)
    filled = [table for table in tables if table.words]
    return _Page(page.number, lines_of(outside, page.number, page.width, page.height), filled)


def _blocks(pages: Sequence[_Page]) -> Iterator[Block]:
    """Stretches of lines between tables as paragraphs, tables, and each page's footnotes after its text."""
    layout = layout_of([line for page in pages for line in page.lines])
    for number, piece in enumerate(_pieces(pages)):
        if isinstance(piece, list):
            yield from _text(piece, layout, first=number == 0)
        elif isinstance(piece, Paragraph):
            yield piece
        else:
            yield read_ruled(*piece)


def _pieces(pages: Sequence[_Page]) -> Iterator[list[Line] | tuple[RuledTable, int] | Paragraph]:
    """What stands on the pages in reading order: lines up to the next table or footnote together."""
    _continue_tables(pages)
    waiting: list[Line] = []
    for page in pages:
        for piece in _in_order(page):
            if isinstance(piece, Line):
                waiting.append(piece)
            else:
                yield waiting
                waiting = []
                yield piece, page.number
        if page.notes:
            yield waiting
            waiting = []
            yield from (Paragraph(text, page=page.number) for text in footnote_texts(page.notes))
    yield waiting


def _continue_tables(pages: Sequence[_Page]) -> None:
    """Let tables that go on over pages have the same columns on all of them."""
    run: list[RuledTable] = []
    for page in pages:
        pieces = _in_order(page)
        first = pieces[0] if pieces else None
        if isinstance(first, RuledTable) and run and is_continued(run[-1], first):
            run.append(first)
        else:
            run = []
        if pieces and isinstance(pieces[-1], RuledTable) and not page.notes:
            last = pieces[-1]
            run = run if run and run[-1] is last else [last]
        else:
            run = []
        if len(run) > 1:
            on_same_columns(run)


def _in_order(page: _Page) -> list[Line | RuledTable]:
    return sorted(
        [*page.lines, *page.tables], key=lambda one: one.baseline if isinstance(one, Line) else one.top
    )


def _text(lines: Sequence[Line], layout: Layout, first: bool) -> Iterator[Block]:
    """Lines as paragraphs; the columns of the head and of the signature each line by itself."""
    head, rest = head_columns(lines) if first else ([], list(lines))
    before, columns, after = signature_columns(rest)
    yield from (paragraph_of([line]) for line in head)
    yield from paragraphs_of(before, layout)
    yield from (paragraph_of([line]) for line in columns)
    yield from paragraphs_of(after, layout)
