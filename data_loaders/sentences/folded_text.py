"""Text changed character by character, so that a place in the changed text is the same place in the text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+(?=\S)|\n+")
_ABBREVIATION = re.compile(r"(?:^|[\s(])(?:[A-ZĐ]|TP|TX|TT|Tp|Tx|Tt|ThS|TS|PGS|GS|Tr|St|ĐT|NQ|CT|đ/c)\.$")
_BRACKETED = re.compile(r"\([^()]*\)")
_OLDER = {
    newer: older
    for pair, tones in {"oa": "óòỏõọ|áàảãạ", "oe": "óòỏõọ|éèẻẽẹ", "uy": "úùủũụ|ýỳỷỹỵ"}.items()
    for first, second in [tones.split("|")]
    for newer, older in zip((pair[0] + one for one in second), (one + pair[1] for one in first), strict=True)
}
_NEWER_TONE = re.compile(f"(?<!q)(?:{'|'.join(_OLDER)})(?!\\w)")
_SIGNS = str.maketrans("ð“”„–—−’‘`", "đ\"\"\"---'''")
_LONGEST = 2000
SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉"
_LOWERED = str.maketrans("0123456789", SUBSCRIPTS)


def fold_in_place(text: str) -> str:
    """`text` (NFC) in lower case without accents, as long as it was."""
    return "".join(_plain(character) for character in text)


def plain_letters(text: str) -> str:
    """`text` (NFC) in small letters, tones written the older way (hoá -> hóa), as long as it was."""
    small = text.lower()
    if len(small) != len(text):
        small = "".join(one if len(one) == 1 else sign for sign in text for one in [sign.lower()])
    return _NEWER_TONE.sub(lambda found: _OLDER[found[0]], small.translate(_SIGNS))


def without_brackets(text: str) -> str:
    """`text`, as long as it was, with what stands in closed brackets left blank."""
    return _BRACKETED.sub(lambda found: " " * len(found[0]), text) if "(" in text else text


def lowered_digits(text: str) -> str:
    """`text` with its digits as subscripts: still to be read by a person, no number to the reader."""
    return text.translate(_LOWERED)


def sentences(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence of a paragraph."""
    bounds, start = [], 0
    for gap in _SENTENCE_END.finditer(text):
        if _begins(text, gap) and not _ABBREVIATION.search(text, start, gap.start()):
            bounds.append((start, gap.start()))
            start = gap.end()
    bounds.append((start, len(text)))
    short = (piece for first, last in bounds for piece in _pieces(text, first, last))
    return [(first, last) for first, last in short if text[first:last].strip()]


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence in pieces of at most `_LONGEST` characters, cut at a sign if there is one."""
    while end - start > _LONGEST:
        cut = max(text.rfind(sign, start + 1, start + _LONGEST) for sign in ";,") + 1
        cut = cut or start + _LONGEST
        yield start, cut
        start = cut
    yield start, end


def _begins(text: str, gap: re.Match[str]) -> bool:
    """Whether a sentence begins after `gap`: with a capital, a digit, a list mark or an opening sign."""
    after = text[gap.end() : gap.end() + 1]
    return "\n" in gap[0] or after.isupper() or after.isdigit() or after in '-+*“"('


def _plain(character: str) -> str:
    if character in "đĐ":
        return "d"
    base = unicodedata.normalize("NFD", character)[0].lower()
    return base if len(base) == 1 else character
