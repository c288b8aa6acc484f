"""Words a narrow cell has broken in the middle ("Tổn" | "g"), told from words that only stand on two lines.

Vietnamese is written syllable by syllable: a piece that is no syllable belongs to the piece before when both
together are one.
"""

from __future__ import annotations

import re
import unicodedata

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx])?"
    r"[aăâeêioôơuưy]{1,3}(?:ch|ng|nh|[cmnpt])?"
)
_LETTERS = re.compile(r"[^\W\d_]+")
_SHORT = 4
_FRONT, _BACK = "&/.,)%:;", "&/-"


def is_syllable(text: str) -> bool:
    """Whether a piece of text can be a Vietnamese syllable."""
    return bool(_SYLLABLE.fullmatch(_toneless(text)))


def separator(above: str, below: str, *, tight: bool) -> str:
    """What stands between two lines: "" when a word is broken there, else a space.

    `tight` tells that the last word above is alone on its line and leaves no room for the first one below.
    """
    last, first = _last(above), _first(below)
    if not last or not first or not above[-1:].strip():
        return " "
    if above[-1] in _BACK and len(above) > 1 and above[-2] != " " and (above[-1] != "&" or tight):
        return ""
    if tight and (first[0] in _FRONT or _is_number(last, first) or _is_shortening(last, first)):
        return ""
    return "" if _is_broken(last, first, tight) else " "


def _is_broken(last: str, first: str, tight: bool) -> bool:
    if not _LETTERS.fullmatch(last) or not (head := _LETTERS.match(first)) or not is_syllable(last + head[0]):
        return False
    if not is_syllable(head[0]):
        return head[0].islower() or last.isupper()
    return tight and head[0].islower() and (not is_syllable(last) or _toneless(head[0])[0] in "aăâeêioôơuưy")


def _is_number(last: str, first: str) -> bool:
    return last[-1] in "0123456789.," and last[:1].isdigit() and first[0].isdigit()


def _is_shortening(last: str, first: str) -> bool:
    """Whether a shortening in capitals is cut: "VBQPP" | "L"."""
    letters = last.rpartition("&")[2]
    whole = is_syllable(letters) or is_syllable(first)
    return letters.isupper() and first.isupper() and len(first) <= _SHORT and not whole


def _last(text: str) -> str:
    return text.split()[-1] if text.split() else ""


def _first(text: str) -> str:
    return text.split()[0] if text.split() else ""


def _toneless(text: str) -> str:
    plain = "".join(one for one in unicodedata.normalize("NFD", text.lower()) if one not in _TONES)
    return unicodedata.normalize("NFC", plain)
