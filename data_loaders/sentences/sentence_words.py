"""The words around figures: masks, nouns, lists, topics. Data: `sentence_words.toml`, checked at load."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from data_loaders.catalogue.indicators import indicators
from data_loaders.sentences.folded_text import plain_letters
from data_loaders.sentences.word_patterns import (
    SOFT_AND,
    SOFT_COMMA,
    WordingError,
    any_of,
    pattern,
    pattern_text,
)

FILE = "sentence_words.toml"
_PHRASES = (
    "hidden", "joined", "lists", "connectors", "openers", "parts", "past", "plans", "future", "asides",
)  # fmt: skip
_WORDS = ("fillers", "light", "stops")
_IDS = ("zero_ids", "narrowed", "any_span")
_TABLES = ("topic_defaults", "level_topics", "denominators", "shares")
_UNBOUNDED = float("inf")


@dataclass(frozen=True, slots=True)
class Limit:
    """What values an indicator that begins with one of `starts` may have in reports of `levels`."""

    levels: tuple[str, ...]
    starts: tuple[str, ...]
    least: float
    most: float


@dataclass(frozen=True, slots=True)
class SentenceWords:
    """The data file as patterns and sets; the comments there say what each of them is for."""

    masks: tuple[re.Pattern[str], ...]
    hidden: re.Pattern[str]
    joined: re.Pattern[str]
    lists: re.Pattern[str]
    connectors: re.Pattern[str]
    openers: re.Pattern[str]
    ratios: re.Pattern[str]
    parts: re.Pattern[str]
    past: re.Pattern[str]
    plans: re.Pattern[str]
    future: re.Pattern[str]
    asides: re.Pattern[str]
    zeros: re.Pattern[str]
    spelled: re.Pattern[str]
    nouns: re.Pattern[str]
    nouns_of: dict[str, frozenset[str]]
    fillers: frozenset[str]
    light: frozenset[str]
    stops: frozenset[str]
    zero_ids: frozenset[str]
    narrowed: frozenset[str]
    any_span: frozenset[str]
    unmixed: frozenset[str]
    topics: dict[str, dict[str, re.Pattern[str]]]
    topic_defaults: dict[str, str]
    denominators: dict[str, str]
    shares: dict[str, str]
    families: tuple[frozenset[str], ...]
    sums: tuple[tuple[str, ...], ...]
    limits: tuple[Limit, ...]
    by_level: tuple[str, ...]
    level_led: tuple[str, ...]
    level_named: tuple[str, ...]
    level_topics: dict[str, str]
    levels_apart: tuple[re.Pattern[str], ...]
    by_group: tuple[str, ...]


@cache
def sentence_words() -> SentenceWords:
    """The words of the data file. Raises `WordingError` that names what it cannot read."""
    return words_of(tomllib.loads(Path(__file__).with_name(FILE).read_text(encoding="utf-8")))


def words_of(loaded: dict[str, Any]) -> SentenceWords:
    """The words of a loaded data file. Raises `WordingError` for an unknown id or unit, or a wrong phrase."""
    _check(loaded)
    phrases = {name: any_of(loaded[name]) for name in _PHRASES}
    words = {name: frozenset(map(plain_letters, loaded[name])) for name in _WORDS}
    ids = {name: frozenset(loaded[name]) for name in (*_IDS, "unmixed")}
    starts = {name: tuple(loaded[name]) for name in ("by_level", "level_led", "level_named", "by_group")}
    tables = {name: dict(loaded[name]) for name in _TABLES}
    return SentenceWords(
        masks=tuple(map(_mask, loaded["masks"])),
        ratios=_ratios(loaded["ratios"]),
        zeros=_zeros(loaded["zeros"]),
        spelled=re.compile(r"(?<!\w)(?P<number>một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)(?=\s)"),
        nouns=re.compile(rf"\s*(?:{any_of(chain(*loaded['nouns'].values())).pattern})"),
        nouns_of={unit: frozenset(map(plain_noun, nouns)) for unit, nouns in loaded["nouns"].items()},
        topics={name: _values(topic) for name, topic in loaded["topics"].items()},
        families=tuple(frozenset(family["ids"]) for family in loaded["families"]),
        sums=tuple(map(tuple, loaded["sums"])),
        limits=tuple(map(_limit, loaded["limits"])),
        levels_apart=tuple(map(pattern, loaded["levels_apart"])),
        **phrases,
        **words,
        **ids,
        **starts,
        **tables,
    )


def plain_noun(noun: str) -> str:
    """A noun as it is compared: small letters, single spaces, no commas."""
    plain = noun.replace(SOFT_COMMA, " ").replace(",", " ").replace(SOFT_AND, "và")
    return " ".join(plain_letters(plain).split())


def _mask(text: str) -> re.Pattern[str]:
    """A mask; its `\\s*` stands for a few spaces only, so that no text takes long."""
    try:
        return re.compile(text.replace(r"\s*", r"\s{0,3}").replace(r"\s+", r"\s{1,3}"))
    except re.error as error:
        raise WordingError(f"{FILE}: masks: {text!r}: {error}") from None


def _ratios(phrases: list[str]) -> re.Pattern[str]:
    """Nothing but words that lead from a number to its percent."""
    words = pattern_text("|".join(sorted(phrases, key=len, reverse=True)))
    return re.compile(rf"^[\s,(:;=-]*+(?:{words}[\s,(:=-]*+)*+$")


def _zeros(phrases: list[str]) -> re.Pattern[str]:
    """What says that there was none; `alone` where a number would stand ("Quá hạn: không")."""
    alone = r"(?<=[:(])\s*(?P<alone>không|chưa|không có|chưa có)(?=\s*(?:[.;,)]|$))"
    return re.compile(f"{alone}|{any_of(phrases).pattern}")


def _values(topic: dict[str, list[str]]) -> dict[str, re.Pattern[str]]:
    return {value: any_of(phrases) for value, phrases in topic.items()}


def _limit(row: dict[str, Any]) -> Limit:
    least, most = row.get("least", 0), row.get("most", _UNBOUNDED)
    return Limit(tuple(row["levels"]), tuple(row["starts"]), float(least), float(most))


def _check(loaded: dict[str, Any]) -> None:
    tables = (loaded["denominators"], loaded["shares"])
    named = [name for key in _IDS for name in loaded[key]]
    named += [name for table in tables for pair in table.items() for name in pair if name]
    named += [name for family in loaded["families"] for name in family["ids"]]
    named += [name for row in loaded["sums"] for name in row]
    for name in named:
        if name not in indicators():
            raise WordingError(f"{FILE}: không có chỉ tiêu {name!r}")
    units = {one.unit for one in indicators().values()} | {"khác"}
    for unit in loaded["nouns"].keys() - units:
        raise WordingError(f"{FILE}: [nouns] không có đơn vị tính {unit!r}")
