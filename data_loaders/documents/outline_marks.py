"""The numbering offices use: what mark a paragraph begins with, and how deep such a mark stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

ALPHABET = "abcdđefghijklmnopqrstuvwxyz"
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10}
_BULLETS = "•▪●○◦\uf0b7\uf0a7\uf02d\uf0d8\uf0fc"
_CAPITAL = r"A-ZÀ-ỸĐ"

PART, CAPITAL, ROMAN, ARABIC, DECIMAL, LETTER, BRACKET, STAR, DASH, PLUS, BULLET = (
    0,
    1,
    2,
    3,
    4,
    10,
    12,
    18,
    20,
    21,
    22,
)
NUMBERED_UP_TO = BRACKET
"""Ranks up to this one are numbered; a smaller rank stands higher in the outline."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark: rank, number as printed ("II", "2.1", "a", "-"), place in its row from 1 (0: none), rest."""

    rank: int
    number: str
    order: int
    rest: str


_PATTERNS = (
    (
        PART,
        re.compile(
            r"^(?:PHẦN|Phần)\s+(?P<n>(?:thứ|Thứ|THỨ)\s+\w+|[IVX]+|\d{1,2}|[A-E])\b\s*[.:–-]?\s*(?P<rest>.*)$"
        ),
    ),
    (ROMAN, re.compile(r"^(?P<n>[IVX]{1,6})\s*(?:[.)/:]|\s[-–])\s*(?P<rest>\S.*)$")),
    (CAPITAL, re.compile(rf"^(?P<n>[A-HĐ])\s*[.)/]\s+(?P<rest>[{_CAPITAL}].*)$")),
    (
        DECIMAL,
        re.compile(r"^(?P<n>\d{1,2}(?:\.\d{1,2}){1,3})(?:\s*[.):/]\s*|\s+)(?P<rest>[^\W\d].*|[“\"(].*)$"),
    ),
    (ARABIC, re.compile(r"^(?P<n>\d{1,2})\s*(?:[.)]|/(?=\s))\s*(?P<rest>[^\W\d].*|[“\"(].*)$")),
    (LETTER, re.compile(r"^(?P<n>[a-zđ])\s*(?:[.)]|/(?=\s))\s*(?P<rest>\S.*)$")),
    (BRACKET, re.compile(r"^\((?P<n>\d{1,2}|[a-zđ])\)\s*(?P<rest>\S.*)$")),
    (STAR, re.compile(r"^(?P<n>\*)\s*(?P<rest>[^\s*].*)$")),
    (DASH, re.compile(r"^(?P<n>[-–—−])\s*(?P<rest>[^\s\d-].*|(?<=\s)\d.*)$")),
    (PLUS, re.compile(r"^(?P<n>\+)\s*(?P<rest>\S.*)$")),
    (BULLET, re.compile(rf"^(?P<n>[{re.escape(_BULLETS)}])\s*(?P<rest>\S.*)$")),
)


def mark_of(text: str) -> Mark | None:
    """The mark `text` begins with, or None."""
    for rank, pattern in _PATTERNS:
        match = pattern.match(text)
        if match and (order := _order(rank, match["n"])) is not None:
            depth = match["n"].count(".") - 1 if rank == DECIMAL else 0
            return Mark(rank + depth, _printed(rank, match["n"]), order, match["rest"].strip())
    return None


def heading_rank(level: int) -> int:
    """The rank at which a heading style of `level` stands among numbers."""
    return {1: ROMAN, 2: ARABIC, 3: DECIMAL}.get(level, LETTER)


def _printed(rank: int, number: str) -> str:
    return "-" if rank in (DASH, BULLET) else number


def _order(rank: int, number: str) -> int | None:
    """The place of a number in its row, 0 for marks that do not count, None when it is no number."""
    if rank == ROMAN:
        return _roman(number)
    if rank == DECIMAL:
        return int(number.rpartition(".")[2])
    if number.isdigit():
        return int(number)
    if rank in (LETTER, BRACKET):
        return ALPHABET.index(number) + 1 if number in ALPHABET else None
    return ord(number) - 64 if rank == CAPITAL and number.isascii() else 0


def _roman(number: str) -> int | None:
    values = [_ROMAN_DIGITS[digit] for digit in number]
    total = sum(-value if value < max(values[i:]) else value for i, value in enumerate(values))
    return total if roman_number(total) == number else None


def roman_number(value: int) -> str:
    """A number from 1 to 39 in Roman digits."""
    ones = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    return "X" * (value // 10) + ones[value % 10]
