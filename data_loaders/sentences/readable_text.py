"""A paragraph as the reader of sentences sees it, character for character as long as it is written."""

from __future__ import annotations

import re

from data_loaders.sentences.folded_text import lowered_digits, plain_letters
from data_loaders.sentences.sentence_words import sentence_words
from data_loaders.sentences.word_patterns import SOFT_AND, SOFT_COMMA


def readable(text: str) -> str:
    """`text` in small letters; what is no figure is hidden, lists that are one thing are joined."""
    words = sentence_words()
    plain = plain_letters(text)
    for mask in words.masks:
        plain = mask.sub(lambda found: lowered_digits(found[0]), plain)
    return words.joined.sub(_joined, words.hidden.sub(_hidden, plain))


def _hidden(found: re.Match[str]) -> str:
    """A name with all but its first two words made unreadable."""
    kept = re.match(r"\S+\s+\S+", found[0])
    end = kept.end() if kept else 0
    return found[0][:end] + re.sub(r"[^\W\d_]", "·", found[0][end:])


def _joined(found: re.Match[str]) -> str:
    """A list that is one thing: its commas and its "và" written so that nothing is cut there."""
    return re.sub(r"(?<!\w)và(?!\w)", SOFT_AND, found[0].replace(",", SOFT_COMMA))
