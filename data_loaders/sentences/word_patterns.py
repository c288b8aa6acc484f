"""The little language of words: phrases of the data files turned into patterns on small letters.

`(a|b)` alternatives, `[x]` may be missing, `…` a short gap up to the next sign and `‥` a long one over
commas, both without a number, `#` the number. A space or comma stands for any spacing and light punctuation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from data_loaders.sentences.folded_text import lowered_digits, plain_letters

SOFT_COMMA, SOFT_AND = "`", "vă"
"""How a comma and "và" are written inside a list that is one thing."""
_SPACE = rf"[\s:,{SOFT_COMMA}*\"-]*"
_AND = re.compile(r"(?<!\w)và(?!\w)")
_SIGNS = {
    " ": _SPACE,
    ",": _SPACE,
    "&": r"v[àă]",
    "…": r"[^#;.,()]{0,60}?",
    "‥": r"[^#;.()]{0,120}?",
    "#": "#",
}
_SIGNS |= {"(": "(?:", ")": ")", "|": "|", "[": "(?:", "]": ")?"}


class WordingError(ValueError):
    """A line of the data files for sentences cannot be read; the message names file and line."""


def pattern_text(phrase: str) -> str:
    """The pattern of `phrase` as text; whole words only. Raises `WordingError` for unclosed brackets."""
    if phrase.count("(") != phrase.count(")") or phrase.count("[") != phrase.count("]"):
        raise WordingError(f"{phrase!r}: ngoặc mở và ngoặc đóng không khớp")
    plain = re.sub(r"\s+", " ", lowered_digits(plain_letters(phrase.strip())))
    plain = _AND.sub("&", re.sub(r"\s*([|,])\s*", r"\1", plain.replace("&", "\\")))
    body = "".join(_SIGNS.get(sign, re.escape(sign)) for sign in plain)
    body = body.replace("\\\\", "&")
    return rf"(?<!\w)(?:{body})(?!\w)"


@cache
def pattern(phrase: str) -> re.Pattern[str]:
    """`phrase` as a pattern on small letters. Raises `WordingError`."""
    try:
        return re.compile(pattern_text(phrase))
    except re.error as error:
        raise WordingError(f"{phrase!r}: {error}") from None


def any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds any of the phrases, the longest first."""
    return pattern("|".join(sorted(phrases, key=len, reverse=True)))
