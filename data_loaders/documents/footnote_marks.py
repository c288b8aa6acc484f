"""Footnotes that lost their raised marks ("năm 20231", later "1 Quyết định …") told from the text again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from data_loaders.documents.document_model import Block, Footnote, Paragraph, footnote_mark
from data_loaders.documents.outline_words import ends_with

_NOTE = re.compile(r"^(\d{1,2})\s+(?=[“\"A-ZÀ-ỸĐ])(.+)$")
_RAISED_NOTE = re.compile(r"^([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})\s*(\S.*)$")

_RAISED = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_FARTHEST = 60


def with_footnotes(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with footnotes as such, and the marks that refer to them raised.

    A paragraph that begins with a bare number is a footnote only where the number before it was one (or it
    is 1) and a word in front carries that number.
    """
    found: list[Block] = []
    last = 0
    for block in blocks:
        note = _footnote(block, found, last)
        if note:
            found.append(note)
            last = max(last, _number(note.mark))
        elif isinstance(block, Paragraph) and _belongs_to_note(block, found):
            previous = found[-1]
            found[-1] = Footnote(previous.mark, f"{previous.text} {block.text}")  # type: ignore[union-attr]
        else:
            found.append(block)
    return found


def notes_by_section(sections: Sequence[Sequence[Block]]) -> dict[int, list[str]]:
    """The lines of footnotes by the section that refers to them: the last one before the footnote."""
    referring: dict[str, int] = {}
    lines: dict[int, list[str]] = {}
    for index, blocks in enumerate(sections):
        for text in (block.text for block in blocks if isinstance(block, Paragraph)):
            referring |= dict.fromkeys(_RAISED.findall(text), index)
        for note in (block for block in blocks if isinstance(block, Footnote)):
            lines.setdefault(referring.get(note.mark, index), []).append(f"{note.mark} {note.text}")
    return lines


def _footnote(block: Block, before: list[Block], last: int) -> Footnote | None:
    if isinstance(block, Footnote):
        return block
    if not isinstance(block, Paragraph):
        return None
    if raised := _RAISED_NOTE.match(block.text):
        return Footnote(raised[1], raised[2])
    bare = _NOTE.match(block.text)
    if not bare or int(bare[1]) != last + 1 or not _raise_mark(bare[1], before):
        return None
    return Footnote(footnote_mark(bare[1]), bare[2])


def _raise_mark(number: str, before: list[Block]) -> bool:
    """Raise the last place in the blocks where a word or a year carries `number`; False when none does."""
    carried = re.compile(rf"((?:\b(?:19|20)\d\d|[^\W\d_]|[)”\"])){number}(?![\w%/])(?!\.\d)")
    for index in range(len(before) - 1, max(-1, len(before) - 1 - _FARTHEST), -1):
        block = before[index]
        places = list(carried.finditer(block.text)) if isinstance(block, Paragraph) else []
        if places:
            start, end = places[-1].end(1), places[-1].end()
            text = block.text[:start] + footnote_mark(number) + block.text[end:]
            before[index] = Paragraph(text, block.bold, block.heading, block.page)
            return True
    return False


def _belongs_to_note(block: Paragraph, before: list[Block]) -> bool:
    """Whether a dash follows footnotes in an unfinished sentence: it is the footnote's second line."""
    if not (before and isinstance(before[-1], Footnote) and block.text.startswith("- ")):
        return False
    above = next((one for one in reversed(before) if isinstance(one, Paragraph)), None)
    return above is not None and ends_with(above.text, "broken", "after")


def _number(mark: str) -> int:
    digits = "".join(str("⁰¹²³⁴⁵⁶⁷⁸⁹".index(one)) for one in mark)
    return int(digits)
