"""Whether a numbered paragraph is a heading, and where its title ends and its text begins."""

from __future__ import annotations

import re
from dataclasses import dataclass

from data_loaders.documents.document_model import Paragraph
from data_loaders.documents.outline_marks import DASH, NUMBERED_UP_TO, ROMAN

_LONGEST, _LONGEST_RUN_IN, _LONGEST_SENTENCE = 250, 170, 110
_FEWEST_WORDS_OF_DASH, _FEWEST_LETTERS_AFTER_DASH = 4, 40
_INSIDE = re.compile(r"[.;!?]\s")
_COLON = re.compile(r":(?=\s|$|[A-ZÀ-ỸĐ])")


@dataclass(frozen=True, slots=True)
class Title:
    """A heading's title and the text that follows it in the same paragraph.

    A loose title holds only among headings of its kind: the text after it goes on in small letters.
    """

    title: str
    text: str = ""
    loose: bool = False


def title_of(rest: str, paragraph: Paragraph, rank: int, *, has_content: bool) -> Title | None:
    """The title in `rest` (a paragraph without its mark), or None when it is a sentence of the text.

    `has_content` tells whether something stands under it before the next one of its kind.
    """
    if paragraph.heading and len(rest) <= _LONGEST:
        return _run_in(rest, rank) or Title(rest.rstrip(" :."))
    if found := _run_in(rest, rank):
        return found
    if rank > NUMBERED_UP_TO:
        return None
    return _whole(rest, rank, has_content=has_content)


def clause_of(rest: str) -> str:
    """The first clause of a sentence, to name an item that has no title."""
    first = re.split(r"[.;:](?:\s|$)", rest, maxsplit=1)[0]
    return first if len(first) <= _LONGEST_RUN_IN else f"{first[: _LONGEST_RUN_IN - 1].rsplit(' ', 1)[0]}…"


def _run_in(rest: str, rank: int) -> Title | None:
    """A title that ends in a colon, with or without text after it."""
    colon = next(
        (match.start() for match in _COLON.finditer(rest) if _outside_brackets(rest[: match.start()])), None
    )
    if colon is None or colon > _LONGEST_RUN_IN:
        return None
    title, text = rest[:colon].strip(), rest[colon + 1 :].strip()
    if _INSIDE.search(title) or title[:1].islower() or title[:1].isdigit():
        return None
    if rank >= DASH and not _fits_dash(title, text):
        return None
    loose = rank >= DASH and bool(text) and not text[0].isupper()
    return Title(title, text, loose) if len(title.split()) > 1 and (not text or text[0].isalpha()) else None


def _fits_dash(title: str, text: str) -> bool:
    if len(title.split()) < _FEWEST_WORDS_OF_DASH or any(letter.isdigit() for letter in title):
        return False
    return not text or len(text) >= _FEWEST_LETTERS_AFTER_DASH


def _outside_brackets(text: str) -> bool:
    return text.count("(") <= text.count(")") and text.count("“") <= text.count("”")


def _whole(rest: str, rank: int, *, has_content: bool) -> Title | None:
    if rank <= ROMAN and len(rest) <= _LONGEST:
        return Title(rest.rstrip(" .:;"))
    if len(rest) > _LONGEST or rest[-1] in ",;" or rest[:1].islower():
        return None
    if not rest.endswith("."):
        return Title(rest)
    short = len(rest) <= _LONGEST_SENTENCE and not _INSIDE.search(rest)
    return Title(rest.rstrip(" .")) if short and has_content else None
