"""What speaks against a reading: what drops it, and what leaves it to a person to confirm."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from data_loaders.catalogue.indicators import indicators
from data_loaders.sentences.carried_topics import Surroundings, last_named, level_of
from data_loaders.sentences.figure_values import is_absurd
from data_loaders.sentences.folded_text import SUBSCRIPTS
from data_loaders.sentences.item_reading import CARRIED, Reading, is_of_other_time
from data_loaders.sentences.other_speakers import Speaker, names_one_of_many, names_other_unit
from data_loaders.sentences.sentence_items import Item
from data_loaders.sentences.sentence_words import plain_noun, sentence_words
from data_loaders.sentences.wording_lines import BESIDE, topics_about

_MOST_UNSAID = 8
_MANY_BEFORE = 6
_HIDDEN = re.compile(f"[{SUBSCRIPTS}]")
_WORD = re.compile(r"(?<!\w)[a-zà-ỹđ]+(?!\w)")
_LATER_QUARTERS = ("Q2", "Q3", "Q4")


def is_of_others(item: Item, around: Surroundings) -> bool:
    """Whether the words beside the number name another unit."""
    first, last = item.amount.start, item.amount.end
    before = around.written[max(0, first - len(item.before)) : first]
    beside = before, around.written[last : last + len(item.after)]
    return names_one_of_many(before, around.speaker) or any(
        names_other_unit(text, around.speaker) for text in beside
    )


def is_of_other_span(name: str, item: Item, around: Surroundings) -> bool:
    """Whether a quarter's report states a sum since the year's start, or one quarter's part of such a sum."""
    if around.speaker.part not in _LATER_QUARTERS or name in sentence_words().any_span:
        return False
    spans = sentence_words().topics["span"]
    upto = around.sentence[: item.amount.start]
    named, span = last_named(upto, spans), indicators()[name].span
    if span == "period":
        return named == "cumulative"
    of_a_part = named == "quarter" or (not named and item.amount.kind == "money")
    return span == "cumulative" and of_a_part and bool(spans["cumulative"].search(around.sentence))


def doubt_of(name: str, item: Item, reading: Reading, around: Surroundings) -> str:
    """Why a person should look (the code of a problem kind), or "": a near tie, words from afar, …"""
    return reading.doubt or next((code for code, holds in _doubts(name, item, reading, around) if holds), "")


def _doubts(name: str, item: Item, reading: Reading, around: Surroundings) -> Iterator[tuple[str, bool]]:
    """What may speak against a reading, whether it does."""
    amount = item.amount
    yield "doubt_level", _tells_levels_apart(name, item, around)
    yield "doubt_value", is_absurd(amount.value, name, around.speaker.level)
    yield "doubt_carried", reading.view in CARRIED and amount.kind != "percent"
    yield "doubt_more_said", _speaks_of_more(item, reading)
    yield "doubt_level", _is_of_a_level_named_before(name, item, around)
    yield "doubt_spelled", amount.kind != "zero" and amount.spelled
    yield "doubt_narrowed", amount.kind != "zero" and _leaves_out(name, reading)


def is_a_part(
    item: Item, reading: Reading, beside: Sequence[tuple[Item, Reading | None]], speaker: Speaker
) -> bool:
    """Whether a sentence states more of the same that is not read: its numbers are parts of a sum."""
    about = {topic for name, _ in reading.targets for topic in topics_about(name)}
    for other, told in beside:
        if any(head is item for head in other.heads()):
            continue
        if told is None and _is_twin(item, reading, other) and not is_of_other_time(other.near, speaker):
            return True
        if told and told.rule.doubtful and not told.rule.targets and not about.isdisjoint(told.rule.about):
            return True
    return False


def _is_twin(item: Item, reading: Reading, other: Item) -> bool:
    """Whether an unread number has the noun and the words of one that is read.

    "HĐND huyện ban hành 01 nghị quyết, UBND huyện ban hành 02 quyết định quy phạm pháp luật"
    """
    noun, nouns = plain_noun(other.amount.noun), sentence_words().nouns_of
    if not noun or any(head is other for head in item.heads()) or reading.view in CARRIED:
        return False
    asked = [term for term in reading.rule.terms if term.scope == BESIDE and not term.negative]
    counted = all(noun in nouns.get(indicators()[name].unit, ()) for name, _ in reading.targets)
    return counted and bool(asked) and all(term.words.search(other.near) for term in asked)


def _leaves_out(name: str, reading: Reading) -> bool:
    """Whether words after the number may narrow it down: "20 hồ sơ đất đai" are not all dossiers."""
    narrowed = sentence_words().narrowed
    narrow = name in narrowed or indicators()[name].numerator in narrowed
    return (narrow and reading.view == "rest") or reading.unsaid > (0 if narrow else _MOST_UNSAID)


def _is_of_a_level_named_before(name: str, item: Item, around: Surroundings) -> bool:
    """Whether a figure is taken for a level's by an earlier sentence alone, or for the unit's own level's.

    Beside the total of a province, what its offices did themselves would be a second figure of its own.
    """
    words = sentence_words()
    topic = words.level_topics.get(around.speaker.level)
    if not topic or not name.startswith((*words.by_level, *words.level_led)):
        return False
    texts = (around.sentence[: item.amount.end + len(item.after)], *around.leading[-1:])
    named = any(level.search(text) for level in words.topics[topic].values() for text in texts)
    level = level_of(item, around)
    return level == around.speaker.level or (not named and bool(level))


def _speaks_of_more(item: Item, reading: Reading) -> bool:
    """Whether many words before the number are no part of what it is read as: they may name something else.

    Words up to the last document or date are left aside, and where a word right beside the number decides.
    """
    words, terms = sentence_words(), [term for term in reading.rule.terms if not term.negative]
    if any("#" in term.phrase for term in terms):
        return False
    before = _HIDDEN.split(item.before)[-1]
    asked = [term.words for term in terms]
    asked += [words.topics[one.name][value] for one in reading.rule.topics for value in one.values]
    said = {place for phrase in asked for found in phrase.finditer(before) for place in range(*found.span())}
    unsaid = [
        one[0] for one in _WORD.finditer(before) if one.start() not in said and one[0] not in words.fillers
    ]
    return len(unsaid) >= _MANY_BEFORE


def _tells_levels_apart(name: str, item: Item, around: Surroundings) -> bool:
    """Whether a sentence tells districts and communes apart where the indicator cannot."""
    words = sentence_words()
    if around.speaker.level == "commune" or name.startswith((*words.by_level, *words.level_named)):
        return False
    upto = around.sentence[: item.amount.end + len(item.after)]
    named = any(level.search(upto) for level in words.levels_apart)
    return named and all(level.search(around.sentence) for level in words.levels_apart)
