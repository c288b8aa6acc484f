"""What speaks against a reading: what drops it, and what leaves it to a person to confirm."""

from __future__ import annotations

from data_loaders.catalogue.indicators import indicators
from data_loaders.sentences.carried_topics import Surroundings, last_named
from data_loaders.sentences.figure_values import is_absurd
from data_loaders.sentences.item_reading import CARRIED, Reading
from data_loaders.sentences.other_speakers import names_one_of_many, names_other_unit
from data_loaders.sentences.sentence_items import Item
from data_loaders.sentences.sentence_words import sentence_words

_MOST_UNSAID = 8
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
    return span == "cumulative" and named == "quarter" and bool(spans["cumulative"].search(upto))


def is_doubtful(name: str, item: Item, reading: Reading, around: Surroundings) -> bool:
    """Whether a person should look: a near tie, words from afar or unaccounted for, an absurd value."""
    amount = item.amount
    if reading.doubtful or _tells_levels_apart(name, item, around):
        return True
    if is_absurd(amount.value, name, around.speaker.level):
        return True
    if reading.view in CARRIED and amount.kind != "percent":
        return True
    return amount.kind != "zero" and (amount.spelled or _leaves_out(name, reading))


def _leaves_out(name: str, reading: Reading) -> bool:
    """Whether words after the number may narrow it down: "20 hồ sơ đất đai" are not all dossiers."""
    narrowed = sentence_words().narrowed
    narrow = name in narrowed or indicators()[name].numerator in narrowed
    return (narrow and reading.view == "rest") or reading.unsaid > (0 if narrow else _MOST_UNSAID)


def _tells_levels_apart(name: str, item: Item, around: Surroundings) -> bool:
    """Whether a district's sentence tells districts and communes apart where the indicator cannot."""
    words = sentence_words()
    if around.speaker.level != "district" or name.startswith((*words.by_level, *words.level_named)):
        return False
    upto = around.sentence[: item.amount.end + len(item.after)]
    named = any(level.search(upto) for level in words.levels_apart)
    return named and all(level.search(around.sentence) for level in words.levels_apart)
