"""Text as it is compared: without case, accents or spacing. Text as it is kept: NFC."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SPACES = re.compile(r"\s+")
_UNPRINTED = re.compile(r"[\x00-\x08\x0e-\x1b\x7f\ud800-\udfff]")
_NOT_WORD = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=16_384)
def nfc(text: str) -> str:
    """`text` composed (NFC), spaces of any kind collapsed, ends trimmed, without control characters.

    Neither a database nor a workbook takes control characters or halves of surrogate pairs.
    """
    plain = text if text.isprintable() else _UNPRINTED.sub("", text)
    return " ".join(unicodedata.normalize("NFC", plain).split())


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """`text` in lower case without accents (đ becomes d), spaces collapsed: "Tiên  Động" -> "tien dong"."""
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return _SPACES.sub(" ", "".join(c for c in plain if not unicodedata.combining(c))).strip().lower()


@lru_cache(maxsize=65_536)
def fold_words(text: str) -> str:
    """`fold` with everything but letters and digits turned into single spaces: "LĐ&TBXH" -> "ld tbxh"."""
    return _NOT_WORD.sub(" ", fold(text)).strip()


def searchable(text: str) -> str:
    """The words of a long text, folded, with a space before and after each: what a search looks through."""
    words = _NOT_WORD.sub(" ", fold.__wrapped__(text)).strip()
    return f" {words} " if words else " "
