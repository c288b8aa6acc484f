"""Reading a plain text or Markdown file: one paragraph a line, tables by tabs or bars, marks taken off."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import groupby

from data_loaders.catalogue.folding import nfc
from data_loaders.documents.document_model import (
    Block,
    Document,
    DocumentTable,
    Footnote,
    Paragraph,
    footnote_mark,
    padded,
)
from data_loaders.files.file_limits import UnreadableFile, at_most, file_limits

_HEADING = re.compile(r"^(#{1,6})\s+(.*)$")
_EMPHASIS = re.compile(r"(\*{1,3}|__)(?=\S)(.+?)(?<=\S)\1")
_STRAY = re.compile(r"^\s*\*{2,3}(?=\S)|(?<=\S)\*{2,3}\s*$")
_BOLD = re.compile(r"^\s*(\*\*\*?|__|<b>|<strong>)(?=\S).*(\*\*\*?|__|</b>|</strong>)[\s:.]*$")
_RAISED = re.compile(r"<sup>\s*(\d{1,3})\s*</sup>")
_NOTE = re.compile(r"^\s*(?:<sup>\s*(\d{1,3})\s*</sup>|\[\^(\d{1,3})\]:)\s*(\S.*)$")
_TAG = re.compile(r"</?(?:b|i|u|em|strong|sub|sup|br|p|span|center)\b[^<>]*>", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|])")
_BAR_RULE = re.compile(r"^[\s|:-]*-{3}[\s|:-]*$")


def read_text_document(content: bytes) -> Document:
    """The blocks of a text file. Raises `UnreadableFile` when the bytes are no UTF-8 or UTF-16 text."""
    text = _decoded(content)
    lines = text.splitlines()
    cells = sum(map(bool, lines)) + text.count("\t") + text.count("|")
    at_most("số đoạn văn và ô bảng", cells, file_limits().paragraphs)
    return Document([block for line, group in groupby(lines, _kind) for block in _blocks(line, list(group))])


def _decoded(content: bytes) -> str:
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise UnreadableFile("document_encoding") from None
    if "\x00" in text:
        raise UnreadableFile("document_unreadable", reason="không phải tệp văn bản")
    return text


def _kind(line: str) -> str:
    if line.count("|") >= 2 and line.lstrip().startswith("|"):
        return "bars"
    return "tabs" if "\t" in line.rstrip("\r\n ").lstrip(" ") else "lines"


def _blocks(kind: str, lines: list[str]) -> Iterator[Block]:
    if kind == "bars":
        yield _table([line.strip().strip("|").split("|") for line in lines if not _BAR_RULE.match(line)])
    elif kind == "tabs" and (len(lines) > 1 or lines[0].count("\t") > 1):
        yield _table([line.split("\t") for line in lines])
    else:
        for line in lines:
            yield from _paragraph(line)


def _table(rows: list[list[str]]) -> DocumentTable:
    return DocumentTable(padded([[plain(cell) for cell in row] for row in rows]))


def _paragraph(line: str) -> Iterator[Block]:
    if note := _NOTE.match(line):
        yield Footnote(footnote_mark(note[1] or note[2]), plain(note[3]))
        return
    heading = _HEADING.match(line)
    text = plain(heading[2] if heading else line, keep_tabs=True)
    if text:
        yield Paragraph(
            text, bold=bool(heading or _BOLD.match(line)), heading=len(heading[1]) - 1 if heading else 0
        )


def plain(text: str, *, keep_tabs: bool = False) -> str:
    """`text` without the marks of Markdown and HTML, NFC; raised numbers as superscript digits."""
    text = _RAISED.sub(lambda found: footnote_mark(found[1]), text)
    text = html.unescape(_TAG.sub(" " if "<br" in text else "", text))
    for _ in range(3):
        text = _EMPHASIS.sub(r"\2", text)
    text = _STRAY.sub("", text)
    text = _ESCAPE.sub(r"\1", text)
    return "\t".join(nfc(part) for part in text.split("\t")).strip("\t") if keep_tabs else nfc(text)
