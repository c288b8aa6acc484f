"""Text folded character by character, so that a place in the folded text is the same place in the text."""

from __future__ import annotations

import re
import unicodedata

_SENTENCE_END = re.compile(r"(?<=[.;!?])\s+(?=[^\W\d_a-zà-ỹ]|[-+*“\"(]|\d)|\n+")


def fold_in_place(text: str) -> str:
    """`text` (NFC) in lower case without accents, as long as it was."""
    return "".join(_plain(character) for character in text)


def sentences(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence of a paragraph."""
    bounds, start = [], 0
    for gap in _SENTENCE_END.finditer(text):
        bounds.append((start, gap.start()))
        start = gap.end()
    bounds.append((start, len(text)))
    return [(first, last) for first, last in bounds if text[first:last].strip()]


def _plain(character: str) -> str:
    if character in "đĐ":
        return "d"
    base = unicodedata.normalize("NFD", character)[0].lower()
    return base if len(base) == 1 else character
