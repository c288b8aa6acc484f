"""The words around figures: masks, nouns, lists, topics. Data: `sentence_words.toml`, checked at load."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from data_loaders.catalogue.indicators import indicators
from data_loaders.sentences.folded_text import plain_letters
from data_loaders.sentences.word_patterns import SOFT_AND, SOFT_COMMA, WordingError, any_of, pattern, pattern_text

FILE = "sentence_words.toml"
_NUMBER_WORDS = "một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười"


@dataclass(frozen=True, slots=True)
class SentenceWords:
    """The data file as patterns on folded text."""

    masks: tuple[re.Pattern[str], ...]
    joined: re.Pattern[str]
    hidden: re.Pattern[str]
    lists: re.Pattern[str]
    connectors: re.Pattern[str]
    openers: re.Pattern[str]
    ratios: re.Pattern[str]
    fillers: frozenset[str]
    light: frozenset[str]
    stops: frozenset[str]
    parts: re.Pattern[str]
    past: re.Pattern[str]
    plans: re.Pattern[str]
    future: re.Pattern[str]
    future_titles: re.Pattern[str]
    result_titles: re.Pattern[str]
    zeros: re.Pattern[str]
    spelled: re.Pattern[str]
    nouns: re.Pattern[str]
    nouns_of: dict[str, frozenset[str]]
    topics: dict[str, dict[str, re.Pattern[str]]]
    topic_defaults: dict[str, str]
    families: tuple[frozenset[str], ...]
    zero_ids: frozenset[str]
    denominators: dict[str, str]
    shares: dict[str, str]
    by_level: tuple[str, ...]
    by_group: tuple[str, ...]
    level_named: tuple[str, ...]
    levels_apart: tuple[re.Pattern[str], re.Pattern[str]]
    narrowed: frozenset[str]
    unmixed: frozenset[str]
    any_span: frozenset[str]


@cache
def sentence_words() -> SentenceWords:
    """The words of the data file. Raises `WordingError` for an unknown indicator or unit, or a wrong phrase."""
    loaded = tomllib.loads(Path(__file__).with_name(FILE).read_text(encoding="utf-8"))
    _check(loaded)
    every = [word for words in loaded["nouns"].values() for word in words]
    return SentenceWords(
        masks=tuple(re.compile(mask) for mask in loaded["masks"]),
        hidden=any_of(loaded["hidden"]),
        **{name: any_of(loaded[name]) for name in ("joined", "lists", "connectors", "openers", "parts", "past", "future", "plans")},
        future_titles=any_of(loaded["future_titles"]),
        result_titles=any_of(loaded["result_titles"]),
        ratios=re.compile(rf"^[\s,(:;=-]*(?:{pattern_text('|'.join(loaded['ratios']))}[\s,(:=-]*)*$"),
        fillers=frozenset(plain_letters(word) for word in loaded["fillers"]),
        light=frozenset(plain_letters(word) for word in loaded["light"]),
        stops=frozenset(plain_letters(word) for word in loaded["stops"]),
        zeros=re.compile(rf"(?<=[:(])\s*(?P<alone>không|chưa|không có|chưa có)(?=\s*(?:[.;,)]|$))|{any_of(loaded['zeros']).pattern}"),
        spelled=re.compile(rf"(?<!\w)(?P<number>{_NUMBER_WORDS})(?=\s)"),
        nouns=re.compile(rf"\s*(?:{any_of(every).pattern})"),
        nouns_of={unit: frozenset(map(plain_noun, words)) for unit, words in loaded["nouns"].items()},
        topics={name: {value: any_of(words) for value, words in topic.items()} for name, topic in loaded["topics"].items()},
        topic_defaults=dict(loaded["topic_defaults"]),
        families=tuple(frozenset(family["ids"]) for family in loaded["families"]),
        zero_ids=frozenset(loaded["zero_ids"]),
        denominators=dict(loaded["denominators"]),
        shares=dict(loaded["shares"]),
        by_level=tuple(loaded["by_level"]),
        by_group=tuple(loaded["by_group"]),
        level_named=tuple(loaded["level_named"]),
        levels_apart=(pattern("cấp huyện|cấp quận"), pattern("cấp xã")),
        narrowed=frozenset(loaded["narrowed"]),
        unmixed=frozenset(loaded["unmixed"]),
        any_span=frozenset(loaded["any_span"]),
    )


def plain_noun(noun: str) -> str:
    """A noun as it is compared: small letters, single spaces, no commas."""
    return " ".join(plain_letters(noun.replace(SOFT_COMMA, " ").replace(",", " ").replace(SOFT_AND, "và")).split())


def _check(loaded: dict[str, Any]) -> None:
    for name in (*loaded["zero_ids"], *loaded["narrowed"], *loaded["any_span"], *loaded["denominators"], *loaded["shares"], *loaded["shares"].values(), *filter(None, loaded["denominators"].values())):
        if name not in indicators():
            raise WordingError(f"{FILE}: không có chỉ tiêu {name!r}")
    units = {one.unit for one in indicators().values()}
    for unit in loaded["nouns"]:
        if unit not in units and unit != "khác":
            raise WordingError(f"{FILE}: [nouns] không có đơn vị tính {unit!r}")


__all__ = ["SentenceWords", "WordingError", "pattern", "sentence_words"]
