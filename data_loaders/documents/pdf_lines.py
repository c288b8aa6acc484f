"""The lines of text on the pages of a PDF; page numbers, running heads and footnotes told from the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from data_loaders.catalogue.folding import nfc
from data_loaders.documents.document_model import SUPERSCRIPTS
from data_loaders.documents.pdf_page import WORD_GAP, Word

_PAGE_NUMBER = re.compile(
    r"^[-–—\s]*(?:[Tt]rang|[Pp]age)?\s*\d{1,4}(?:\s*(?:/|trên|of)\s*\d{1,4})?[-–—\s.]*$"
)
_DIGITS = re.compile(r"\d+")
_EDGE = 0.12
_EDGE_LINES = 2
_SMALLER = 1.2
_NOTE_START = re.compile(r"^(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|\(?\d{1,2}\)?[.\s])\s*\S")


@dataclass(slots=True)
class Line:
    """A line of text: its words from left to right, and its page (number and size)."""

    words: list[Word]
    page: int
    page_width: float
    page_height: float

    @property
    def x0(self) -> float:
        """Left end."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Right end."""
        return max(word.x1 for word in self.words)

    @property
    def baseline(self) -> float:
        """Height of the letters' foot, from the top."""
        return max(self.words, key=lambda word: word.size).baseline

    @property
    def size(self) -> float:
        """Size of the largest letters."""
        return max(word.size for word in self.words)

    @property
    def bold(self) -> bool:
        """Whether all words are bold."""
        return all(word.bold for word in self.words)

    @property
    def text(self) -> str:
        """The words as text; raised digits as such, glued to the word before."""
        text = ""
        for index, word in enumerate(self.words):
            raised = self._is_raised(word)
            before = self.words[index - 1] if index else None
            glued = before is not None and not before.spaced and word.x0 - before.x1 < WORD_GAP * self.size
            text += ("" if not text or glued else " ") + (
                word.text.translate(SUPERSCRIPTS) if raised else word.text
            )
        return nfc(text)

    def _is_raised(self, word: Word) -> bool:
        smaller = word.size < 0.8 * self.size
        return smaller and word.text.isdigit() and word.baseline < self.baseline - 0.15 * self.size


def lines_of(words: Iterable[Word], page: int, width: float, height: float) -> list[Line]:
    """The words of a page in lines from top to bottom."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda one: (one.baseline, one.x0)):
        row = rows[-1] if rows else []
        if row and word.baseline - row[0].baseline < 0.5 * max(row[0].size, word.size):
            row.append(word)
        else:
            rows.append([word])
    return [Line(sorted(row, key=lambda one: one.x0), page, width, height) for row in rows]


def without_running_lines(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages without page numbers and lines repeated at the top or bottom of page after page."""
    edges = [_edge_lines(lines) for lines in pages]
    told = Counter(key for lines in edges for key in {_key(line) for line in lines})
    often = max(3, len(pages) // 2) if len(pages) > 3 else 2
    return [
        [
            line
            for line in lines
            if not (any(line is edge for edge in edge_lines) and _runs(line, told, often))
        ]
        for lines, edge_lines in zip(pages, edges, strict=True)
    ]


def split_footnotes(lines: Sequence[Line], body_size: float) -> tuple[list[Line], list[Line]]:
    """The lines of a page's text, and of the footnotes under it: smaller letters, a mark at the start."""
    first = len(lines)
    while first > 0 and lines[first - 1].size < body_size - _SMALLER:
        first -= 1
    while first < len(lines) and not _NOTE_START.match(lines[first].text):
        first += 1
    return list(lines[:first]), list(lines[first:])


def footnote_texts(lines: Sequence[Line]) -> list[str]:
    """Each footnote in one line, its mark in front."""
    notes: list[list[str]] = []
    for line in lines:
        if not notes or _NOTE_START.match(line.text):
            notes.append([line.text])
        else:
            notes[-1].append(line.text)
    return [" ".join(note) for note in notes]


def usual_size(pages: Iterable[Iterable[Line]]) -> float:
    """The size most letters of the text have."""
    sizes: Counter[float] = Counter()
    for lines in pages:
        for line in lines:
            for word in line.words:
                sizes[round(word.size * 2) / 2] += len(word.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _edge_lines(lines: Sequence[Line]) -> list[Line]:
    top = [line for line in lines[:_EDGE_LINES] if line.baseline < _EDGE * line.page_height]
    bottom = [line for line in lines[-_EDGE_LINES:] if line.baseline > (1 - _EDGE) * line.page_height]
    return [*top, *(line for line in bottom if not any(line is other for other in top))]


def _key(line: Line) -> str:
    return _DIGITS.sub("#", line.text)


def _runs(line: Line, told: Counter[str], often: int) -> bool:
    return bool(_PAGE_NUMBER.match(line.text)) or told[_key(line)] >= often
