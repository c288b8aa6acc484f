"""The numbers of a sentence as amounts: counts, percents, sums of money, pairs a/b, zeros said in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from data_loaders.numbers import read_number
from data_loaders.sentences.sentence_words import plain_noun, sentence_words

_DIGITS = r"(?>\d+(?:[.,]\d+)*)(?:,\s\d{1,2}(?=\s?%))?"
_SPACED = r"\d{1,3}(?: \d{3})+(?=\s*(?:dong(?!\s*chi)|d(?![a-z/])))"
_SCALE = r"(?:\s*(?:ty|trieu|nghin|ngan)(?![a-z]))"
_CURRENCY = r"(?:\s*(?:viet nam\s*)?(?:dong(?!\s*chi)|vnd|d(?!/c))(?![a-z]))"
_ONE = rf"(?:{_SPACED}|{_DIGITS})"
_MONEY = (
    rf"{_ONE}{_SCALE}\s*{_ONE}{_SCALE}{_CURRENCY}?|{_ONE}{_SCALE}?{_CURRENCY}|{_ONE}\s*(?:ty|trieu)(?![a-z])"
)
_ABOUT = r"(?P<about>(?<![a-z])(?:hon|gan|tren|khoang|xap xi|uoc dat|uoc|~)\s*)?"
_START = r"(?<![\w.,/–-])"
_NUMBER = (
    rf"(?:(?P<percent>{_DIGITS})\s*(?:%|phan tram(?![a-z]))|(?P<money>{_MONEY})"
    rf"|(?P<count>{_DIGITS}(?:\s*(?:nghin|ngan)(?![a-z]))?)(?![a-z]|\s?[-–]\s?\d))"
)
_AMOUNT = re.compile(rf"{_ABOUT}{_START}{_NUMBER}")
_SECOND = re.compile(rf"(?P<about>(?!)x)?{_NUMBER}")
_OVER = re.compile(r"\s*(?:/|(?:tren|trong|so voi) (?:tong )?so(?![a-z]))\s*(?:tong so )?")
_PARTS = re.compile(rf"({_ONE})({_SCALE})?")
_PER = re.compile(r"\s?/\s?(?:ngày|tháng|tuần|người|hộ|công chức|cán bộ)(?!\w)")
_STATED = re.compile(r"\d")
_SIGN = re.compile(r"[,;:.()]")
_FEWEST_OVER = 50
_SHORTEST_NOUN = 2


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount at [start, end) of a sentence; `end` is after its unit and noun.

    `kind` is count, percent, money or zero. `whole` is b of a pair a/b, None without one. `noun` is the
    folded noun that follows ("" without one). `readable` is False for a garbled number: it keeps its place.
    """

    kind: str
    start: int
    end: int
    value: float = 0.0
    whole: float | None = None
    noun: str = ""
    approximate: bool = False
    readable: bool = True
    spelled: bool = False


def amounts_of(text: str, folded: str) -> list[Amount]:
    """The amounts of a sentence in reading order, from its small letters and the same without accents.

    Numbers that are no figures are hidden already.
    """
    found = [*_numbers(text, folded), *_zeros(text), *_spelled(text)]
    return sorted(found, key=lambda one: one.start)


def _numbers(text: str, folded: str) -> Iterator[Amount]:
    at = 0
    while match := _AMOUNT.search(folded, at):
        found = list(_pair_or_both(_amount(match, text), text, folded))
        yield from found
        at = found[-1].end


def _pair_or_both(first: Amount, text: str, folded: str) -> Iterator[Amount]:
    """a/b with a = `first` as one amount; two where a slash parts two things: "14 buổi/1.026 lượt người"."""
    over = _OVER.match(folded, first.end) if first.kind != "percent" else None
    match = _SECOND.match(folded, over.end()) if over else None
    if not match or match["percent"]:
        yield first
        return
    second = _amount(match, text)
    if first.noun and second.noun and not _are_alike(first.noun, second.noun):
        yield from (first, second)
        return
    pair = _paired(first, second, match)
    yield from (pair,) if pair else (first, second)


def _are_alike(one: str, other: str) -> bool:
    """Whether two nouns may count the same thing."""
    nouns = {plain_noun(one), plain_noun(other)}
    return any(nouns <= listed for listed in sentence_words().nouns_of.values())


def _amount(match: re.Match[str], text: str) -> Amount:
    kind = next(name for name in ("percent", "money", "count") if match[name])
    value = _money(match[kind]) if kind == "money" else _plain(match[kind])
    noun = "" if kind != "count" else _noun(text, match.end())
    rate = _PER.match(text, match.end() + len(noun)) is not None
    about = bool(match["about"]) and not _is_preposition(match["about"], value, kind)
    return Amount(
        kind,
        match.start() if about else match.start(kind),
        match.end() + len(noun),
        value or 0.0,
        noun=noun.strip(),
        approximate=about,
        readable=value is not None and not rate,
    )


def _is_preposition(word: str, value: float | None, kind: str) -> bool:
    """Whether "trên" means "in" ("trên 06 lĩnh vực") and not "more than"."""
    return word.strip() == "tren" and kind == "count" and (value or 0) < _FEWEST_OVER


def _paired(first: Amount, second: Amount, match: re.Match[str]) -> Amount | None:
    if (first.kind == "money" and second.kind == "count") or (first.noun and second.kind == "money"):
        return None
    value = first.value
    if first.kind == "count" and second.kind == "money" and (scale := _PARTS.search(match[0])):
        value = (_plain(f"{first.value:.3f}".replace(".", ",") + scale[2]) or 0.0) if scale[2] else value
    return Amount(
        second.kind,
        first.start,
        second.end,
        value,
        second.value,
        first.noun or second.noun,
        first.approximate,
        first.readable and second.readable,
    )


def _money(text: str) -> float | None:
    """ "86 tỷ 450 triệu đồng" -> 86.450.000.000; None when it cannot be read."""
    values = [_plain(f"{number}{scale}") for number, scale in _PARTS.findall(text)]
    return None if None in values else sum(value for value in values if value is not None)


def _plain(text: str) -> float | None:
    number = read_number(text)
    return None if number.error else number.value


def _noun(text: str, at: int) -> str:
    """The noun that follows a number, with the space before it."""
    match = sentence_words().nouns.match(text, at)
    return match[0] if match else ""


def _zeros(text: str) -> Iterator[Amount]:
    """Zeros in words: "không có …" where a statement begins, "…: không" where a number would stand."""
    for match in sentence_words().zeros.finditer(text):
        statement = text[: match.start()]
        statement = statement[max(statement.rfind(sign) for sign in ",;:.(") + 1 :]
        if match["alone"]:
            yield Amount("count", match.start("alone"), match.end("alone"))
        elif not _STATED.search(
            statement + _SIGN.split(text[match.end() :])[0]
        ) and not sentence_words().zeros.search(statement):
            yield Amount("zero", match.start(), match.start(), spelled=True)


def _spelled(text: str) -> Iterator[Amount]:
    """ "một cán bộ": a number in words before a noun."""
    for match in sentence_words().spelled.finditer(text):
        noun = _noun(text, match.end("number"))
        if len(noun.strip()) > _SHORTEST_NOUN:
            value = read_number(match["number"]).value
            end = match.end("number") + len(noun)
            yield Amount("count", match.start(), end, value, None, noun.strip(), spelled=True)
