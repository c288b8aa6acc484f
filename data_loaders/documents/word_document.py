"""Reading a Word file (.docx, .docm) into blocks: paragraphs, tables, footnotes in the order of the text."""

from __future__ import annotations

from collections.abc import Iterator

from data_loaders.documents.document_model import (
    Block,
    Document,
    DocumentTable,
    Footnote,
    Paragraph,
    footnote_mark,
)
from data_loaders.documents.word_numbering import Numbering, read_numbering, whole
from data_loaders.documents.word_package import Element, attribute, child, children, local, open_word
from data_loaders.documents.word_runs import RunTexts, read_runs
from data_loaders.documents.word_styles import PLAIN, WordStyle, heading_level, read_styles
from data_loaders.documents.word_tables import read_rows
from data_loaders.files.file_limits import at_most, file_limits

_WRAPPERS = {"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"}
_NOTE_KINDS = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}


def read_word_document(content: bytes) -> Document:
    """The blocks of a Word file. Raises `UnreadableFile` when it cannot be opened or holds too much."""
    package = open_word(content)
    body = package.body
    at_most("số đoạn văn và ô bảng", sum(1 for _ in body.iter("{*}p")), file_limits().paragraphs)
    notes = {kind: _notes(package.part(part)) for kind, part in _NOTE_KINDS.items()}
    reader = _Reader(read_styles(package.part("styles")), read_numbering(package.part("numbering")), notes)
    return Document(list(reader.blocks(body)))


class _Reader:
    """Walks through a document once, counting its lists and footnotes."""

    def __init__(
        self, styles: dict[str, WordStyle], numbering: Numbering, notes: dict[str, dict[str, Element]]
    ) -> None:
        self._styles = styles
        self._numbering = numbering
        self._notes = notes
        self._counted = 0

    def blocks(self, parent: Element) -> Iterator[Block]:
        """The blocks below an element, wrappers looked through."""
        for element in parent:
            name = local(element)
            if name == "p":
                yield from self._paragraph(element)
            elif name == "tbl":
                yield from self._frame_or_table(element)
            elif name in _WRAPPERS:
                yield from self.blocks(element)

    def _paragraph(self, element: Element) -> Iterator[Block]:
        properties = child(element, "pPr")
        style = self._styles.get(attribute(child(properties, "pStyle"), "val"), self._styles.get("", PLAIN))
        runs = read_runs(element, bold=bool(style.bold))
        text, notes = self._with_notes(runs)
        if text.strip():
            stated = heading_level(properties)
            heading = style.heading if stated is None else stated
            yield Paragraph(f"{self._mark(properties, style)}{text}", runs.bold, heading)
        yield from notes
        for box in runs.boxes:
            yield from self.blocks(box)

    def _mark(self, properties: Element | None, style: WordStyle) -> str:
        """The automatic mark of a paragraph with a space after it, or ""."""
        own = child(properties, "numPr")
        number = attribute(child(own, "numId"), "val") if child(own, "numId") is not None else style.list
        stated = child(own, "ilvl")
        level = whole(attribute(stated, "val")) if stated is not None else style.level
        if level is None:
            level = self._numbering.level_of_style(number, style.id)
        mark = self._numbering.mark(number, level) if number else ""
        return f"{mark} " if mark else ""

    def _with_notes(self, runs: RunTexts) -> tuple[str, list[Footnote]]:
        """The text with the marks of its footnotes, and the footnotes."""
        text, notes = runs.text, []
        for kind, identity in runs.notes:
            self._counted += 1
            mark = footnote_mark(str(self._counted))
            text = text.replace("\x00", mark, 1)
            note = self._notes[kind].get(identity)
            if note is not None:
                notes.append(Footnote(mark, " ".join(self._texts(note)).strip()))
        return text, notes

    def _texts(self, parent: Element) -> Iterator[str]:
        """The texts of the paragraphs below an element, those of nested tables included."""
        for element in parent:
            name = local(element)
            if name == "p":
                runs = read_runs(element)
                style = self._styles.get(attribute(child(element, "pPr", "pStyle"), "val"), PLAIN)
                yield self._mark(child(element, "pPr"), style) + runs.text.replace("\x00", "")
                for box in runs.boxes:
                    yield from self._texts(box)
            elif name in _WRAPPERS or name in ("tbl", "tr", "tc"):
                yield from self._texts(element)

    def _frame_or_table(self, element: Element) -> Iterator[Block]:
        """A table, or the blocks in its only cell: a frame around text, with tables of its own."""
        cells = list(element.iter("{*}tc"))
        if cells and len(list(cells[0].iter("{*}tc"))) == len(cells):
            yield from self.blocks(cells[0])
        else:
            yield self._table(element)

    def _table(self, element: Element) -> DocumentTable:
        rows, merged = read_rows(element, lambda cell: "\n".join(self._texts(cell)).strip())
        return DocumentTable(rows, merged=merged)


def _notes(root: Element | None) -> dict[str, Element]:
    """The footnotes of a part by id, separators left out."""
    found = [*children(root, "footnote"), *children(root, "endnote")]
    return {attribute(one, "id"): one for one in found if attribute(one, "type") in ("", "normal")}
