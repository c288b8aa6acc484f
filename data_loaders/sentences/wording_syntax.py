"""The little language of `wordings.toml`: a sentence with places for figures, turned into a pattern.

Text is compared without case and accents. A space stands for any spacing and light punctuation,
`…` for a short gap without digits and `‥` for a long one, `~` for
bare spacing, `^` for the paragraph's beginning, `(a|b)` for alternatives, `[x]` for what may be missing. A place is
`{id}` for a count, `{id%}` for a percent, `{id$}` for money, `{a/b}` for a pair (`{a/b$}` in money),
`{id=0}` for a zero said in words; `id@level:commune` names a breakdown, `a+b` two indicators of one number,
`_` a number that is passed over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from data_loaders.sentences.folded_text import fold_in_place

_ABOUT = r"(?:hon|gan|tren|khoang|xap xi|tong so)?\s*"
_NOT_AFTER = r"(?<![\d.,/])"
_DIGITS = _NOT_AFTER + r"\d+(?:[.,]\s?\d+)*"
_SCALE = r"(?:\s*(?:ngan|nghin|trieu|ty)(?![a-z]))?"
_MONEY_SIGN = r"\s*(?:dong|d|vnd)(?![a-z])"
_WORD = r"(?<![a-z])(?:mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi)(?![a-z])"
_PLACE = re.compile(r"\{([^{}]+)\}")
_GAP, _LONG_GAP = r"[^\d;.]{0,60}?", r"[^\d;.]{0,160}?"
_SPACE, _BEFORE_NUMBER = r"[\s:,()*=–-]*", r"[\s:(*=–-]*"


@dataclass(frozen=True, slots=True)
class Target:
    """Which indicators (with breakdowns) a group of the pattern gives, and how it is read.

    `kind` is count, percent, money or zero; `part` is 0 for the whole text, 1 or 2 for a pair's numbers.
    """

    group: str
    indicators: tuple[tuple[str, str], ...]
    kind: str


def compile_wording(template: str) -> tuple[re.Pattern[str], tuple[Target, ...]]:
    """The pattern of a template and what its groups mean. Raises `re.error` for a wrong template."""
    targets: list[Target] = []
    pieces: list[str] = []
    end = 0
    for place in _PLACE.finditer(template):
        pieces.append(_before_number(_literal(template[end : place.start()])))
        pieces.append(_place(place[1], targets))
        end = place.end()
    pieces.append(_literal(template[end:]))
    return re.compile("".join(pieces)), tuple(targets)


def _before_number(pattern: str) -> str:
    """No comma may stand between a word and its number: in "trước hạn, 0 hồ sơ" they are not a pair."""
    return pattern.removesuffix(_SPACE) + _BEFORE_NUMBER if pattern.endswith(_SPACE) else pattern


_SIGNS = {"(": "(?:", ")": ")", "|": "|", "[": "(?:", "]": ")?", "…": _GAP, "‥": _LONG_GAP, " ": _SPACE}
_SIGNS |= {"~": r"\s+", "^": r"^\W*"}


def _literal(text: str) -> str:
    """Plain words of a template as a pattern; whole words only."""
    folded = re.sub(r"\s+", " ", fold_in_place(text))
    pattern = "".join(_SIGNS.get(sign, re.escape(sign)) for sign in folded)
    if folded[:1].isalpha():
        pattern = r"(?<![a-z])" + pattern
    return pattern + r"(?![a-z])" if folded[-1:].isalpha() else pattern


def _place(text: str, targets: list[Target]) -> str:
    if text.endswith("=0"):
        targets.append(Target("", _indicators(text[:-2]), "zero"))
        return ""
    kind = "money" if text.endswith("$") else "percent" if text.endswith("%") else "count"
    names = text.rstrip("$%").split("/")
    sign = _MONEY_SIGN if kind == "money" else r"\s*%" if kind == "percent" else r"(?!\s*%)(?![.,]?\d)(?!/\d)"
    if len(names) == 1:
        return _number_group(names[0], kind, targets) + sign
    loose = r"(?:\s*(?:dong|d|vnd))?" if kind == "money" else r"(?:\s*[a-z]+(?: [a-z]+){0,2})?"
    over = r"\s*/\s*"
    second = _number_group(names[1], kind, targets).replace(_NOT_AFTER, "")
    return _number_group(names[0], kind, targets) + loose + over + second + sign


def _number_group(names: str, kind: str, targets: list[Target]) -> str:
    group = f"n{len(targets)}"
    targets.append(Target(group, _indicators(names), kind))
    number = f"(?:{_DIGITS}{_SCALE}|{_WORD})" if kind == "count" else f"{_DIGITS}{_SCALE}"
    return f"(?P<{group}>{_ABOUT}{number})"


def _indicators(text: str) -> tuple[tuple[str, str], ...]:
    named = (piece.partition("@") for piece in text.split("+") if piece != "_")
    return tuple((name.strip(), breakdown) for name, _, breakdown in named)
