"""What a statement is about: the last thing named in it or in what leads up to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from data_loaders.sentences.folded_text import without_brackets
from data_loaders.sentences.other_speakers import Speaker
from data_loaders.sentences.sentence_items import Item
from data_loaders.sentences.sentence_words import sentence_words

_WHOLE = "own"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around an item: its sentence as read and as written, the texts that lead up to it (nearest
    first), and whose report it is.
    """

    sentence: str
    written: str
    leading: tuple[str, ...]
    speaker: Speaker


def topic_of(name: str, item: Item, before: str, around: Surroundings) -> str:
    """The value of a topic for an item: by its noun, the words before, after, and leading up to it."""
    values = sentence_words().topics[name]
    for text in (item.amount.noun, before):
        if value := last_named(text, values):
            return value
    if value := _first_named(f"{item.amount.noun} {item.after}", values):
        return value
    for text in (item.far, without_brackets(around.sentence[: item.start])):
        if value := last_named(text, values):
            return value
    return _led_up_to(name, around.leading) or sentence_words().topic_defaults.get(name, "")


def level_of(item: Item, around: Surroundings) -> str:
    """The level of administration an item speaks of where it is not the whole unit, else ""."""
    topic = sentence_words().level_topics.get(around.speaker.level)
    level = topic_of(topic, item, item.before, around) if topic else _WHOLE
    return "" if level == _WHOLE else level


def last_named(text: str, values: Mapping[str, re.Pattern[str]]) -> str:
    """The value named last in `text`; of two that end together the longer."""
    return max(((end, end - start, value) for start, end, value in _named(text, values)), default=(0, 0, ""))[
        2
    ]


def _first_named(text: str, values: Mapping[str, re.Pattern[str]]) -> str:
    return min(
        ((start, start - end, value) for start, end, value in _named(text, values)), default=(0, 0, "")
    )[2]


def _named(text: str, values: Mapping[str, re.Pattern[str]]) -> Iterator[tuple[int, int, str]]:
    for value, words in values.items():
        yield from ((found.start(), found.end(), value) for found in words.finditer(text))


@lru_cache(maxsize=256)
def _led_up_to(name: str, leading: tuple[str, ...]) -> str:
    """The value named nearest above; a text that names several of an unmixed topic decides nothing."""
    words = sentence_words()
    values = words.topics[name]
    for text in leading:
        if value := last_named(text, values):
            several = len({named for _, _, named in _named(text, values)}) > 1
            return "" if several and name in words.unmixed else value
    return ""
