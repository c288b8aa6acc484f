"""Tables that only lay out a page (a head in two columns, recipients beside the signature) as paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from data_loaders.catalogue.folding import nfc
from data_loaders.documents.document_model import Block, DocumentTable, Paragraph
from data_loaders.documents.outline_words import contains, starts_with

_MOST_ROWS, _MOST_COLUMNS = 8, 3
_TABS = re.compile(r"\t+")


def without_layout(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with layout tables, columns by tabs and line breaks as paragraphs, column by column."""
    flat: list[Block] = []
    for block in blocks:
        if isinstance(block, DocumentTable):
            flat += (
                _lines(block) if is_layout(block.rows) else [_one_line_cells(block)] if _filled(block) else []
            )
        else:
            flat.append(block)
    return list(_without_tabs(flat))


def is_layout(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a table holds a document's head or its signature."""
    if len(rows) > _MOST_ROWS or not rows or len(rows[0]) > _MOST_COLUMNS:
        return False
    cells = [cell for row in rows for cell in row if cell.strip()]
    return len(cells) == 1 or any(_is_layout_text(cell) for cell in cells)


def _is_layout_text(text: str) -> bool:
    first = nfc(text.strip().partition("\n")[0])
    return (
        starts_with(first, "head", "national")
        or starts_with(first, "closing", "recipients")
        or _is_signature(first)
        or contains(nfc(text), "head", "national")
    )


def _is_signature(line: str) -> bool:
    """Whether a line stands above a signatory's name: capitals, and a title or "TM."."""
    named = starts_with(line, "signature", "for") or starts_with(line, "signature", "titles")
    return named and line == line.upper() and len(line) < 60


def _filled(table: DocumentTable) -> bool:
    return any(cell.strip() for row in table.rows for cell in row)


def _one_line_cells(table: DocumentTable) -> DocumentTable:
    rows = tuple(tuple(nfc(cell) for cell in row) for row in table.rows)
    return DocumentTable(rows, table.page, table.merged)


def _lines(table: DocumentTable) -> Iterator[Block]:
    for column in range(len(table.rows[0])):
        for row in table.rows:
            for line in row[column].split("\n"):
                if nfc(line):
                    yield Paragraph(nfc(line), page=table.page)


def _without_tabs(blocks: Sequence[Block]) -> Iterator[Block]:
    """Paragraphs with tabs between columns, read column by column; other tabs are spaces."""
    run: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph) and _in_columns(block, run):
            run.append(block)
            continue
        yield from _by_column(run)
        run = []
        yield from _paragraphs(block)
    yield from _by_column(run)


def _in_columns(block: Paragraph, run: list[Paragraph]) -> bool:
    parts = _TABS.split(block.text)
    if len(parts) < 2:
        return bool(run) and block.text.startswith(("-", "–")) and len(block.text) < 80
    return bool(run) or any(_is_layout_text(part) for part in parts if part.strip())


def _by_column(run: list[Paragraph]) -> Iterator[Block]:
    rows = [(one, [nfc(part) for part in _TABS.split(one.text)]) for one in run]
    for texts in zip_longest(*(parts for _, parts in rows), fillvalue=""):
        for (one, _), text in zip(rows, texts, strict=True):
            if text:
                yield Paragraph(text, one.bold, one.heading, one.page)


def _paragraphs(block: Block) -> Iterator[Block]:
    if not isinstance(block, Paragraph):
        yield block
        return
    for line in block.text.split("\n"):
        if nfc(line):
            yield Paragraph(nfc(line), block.bold, block.heading, block.page)
