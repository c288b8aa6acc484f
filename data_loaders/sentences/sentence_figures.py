"""Figures stated in a narrative's sentences, each with its quote, place and confidence.

Numbers that are no figures (documents, dates, laws, levels of service) are hidden first; then a sentence is
cut into its numbers with the words beside them, and the rule that says most of these words decides. Better
to leave a figure out than to read a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from data_loaders.catalogue.indicators import Indicator, indicators, rates
from data_loaders.drafts import Figure, Place
from data_loaders.sentences.folded_text import fold_in_place, lowered_digits, plain_letters, sentences
from data_loaders.sentences.item_reading import Reading, Surroundings, last_named, read_item, topic_of
from data_loaders.sentences.other_speakers import Speaker, names_other_unit
from data_loaders.sentences.sentence_items import Item, items_of
from data_loaders.sentences.sentence_words import sentence_words
from data_loaders.sentences.word_patterns import SOFT_AND, SOFT_COMMA

_MOST_UNSAID = 8
CARRIED = ("head", "previous", "list")
"""Views that take their words from another number's statement."""
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph to read: its text, the path of its section, and what leads up to it, nearest first."""

    text: str
    section: str
    leading: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A figure found at [start, end) of a passage by a line of the wordings.

    `sentence` and `item` tell its place; `above` are the items whose parts it lists. `view` says how far the
    words stand that named it; `listed` that only a comma or "và" parts it from the one before. `derived` is the whole of a pair, not named itself.
    """

    figure: Figure
    start: int
    end: int
    line: str
    sentence: int
    item: int
    above: frozenset[int]
    listed: bool
    view: str
    derived: bool = False
    shared: bool = False


def readable(text: str) -> str:
    """`text` in small letters, with what is no figure hidden and lists that are one thing joined; as long as it was."""
    words = sentence_words()
    plain = plain_letters(text)
    for mask in words.masks:
        plain = mask.sub(lambda found: lowered_digits(found[0]), plain)
    return words.joined.sub(_joined, words.hidden.sub(_hidden, plain))


def _hidden(found: re.Match[str]) -> str:
    """A name with all but its first two words made unreadable."""
    kept = re.match(r"\S+\s+\S+", found[0])
    end = kept.end() if kept else 0
    return found[0][:end] + re.sub(r"[^\W\d_]", "·", found[0][end:])


def _joined(found: re.Match[str]) -> str:
    """A list that is one thing: its commas and its "và" written so that nothing is cut there."""
    return re.sub(r"(?<!\w)và(?!\w)", SOFT_AND, found[0].replace(",", SOFT_COMMA))


def found_in(passage: Passage, speaker: Speaker) -> list[Found]:
    """The figures of one paragraph with their places in it, in reading order."""
    text = readable(passage.text)
    found: list[Found] = []
    bounds = sentences(passage.text)
    leading = tuple(readable(one) for one in passage.leading)
    for number, (start, end) in enumerate(bounds):
        earlier = tuple(text[first:last] for first, last in reversed(bounds[:number]))
        around = Surroundings(text[start:end], passage.text[start:end], (*earlier, *leading), speaker)
        if _is_about_now(text[start:end]):
            quote = passage.text[start:end].strip()
            base = Figure("", 0.0, "narrative", "narrative", place=Place(section=passage.section), quote=quote)
            found += _in_sentence(around, base, start, number)
    return found


def _is_about_now(sentence: str) -> bool:
    return not sentence_words().future.match(sentence.lstrip(" -+*–"))


def _in_sentence(around: Surroundings, base: Figure, offset: int, number: int) -> Iterator[Found]:
    readings: dict[int, Reading] = {}
    items = items_of(around.sentence, fold_in_place(around.sentence))
    places = {id(item): place for place, item in enumerate(items)}
    for place, item in enumerate(items):
        reading = _reading(item, around, readings)
        if reading is None:
            continue
        readings[id(item)] = reading
        above = frozenset(places[id(head)] for head in item.heads())
        start, end = offset + item.amount.start, offset + item.amount.end
        for figure, derived in _figures(item, reading, around, base):
            yield Found(figure, start, end, reading.rule.line, number, place, above, item.listed, reading.view, derived, len(reading.targets) > 1)


def _reading(item: Item, around: Surroundings, readings: dict[int, Reading]) -> Reading | None:
    own = None if _of_others(item, around) else read_item(item, around)
    if item.amount.kind == "percent":
        return _share(item, own, readings)
    if own is None and item.explains_share and (reading := readings.get(id(item.previous))):
        return _spelled_out(item, reading)
    if own:
        own.targets = own.rule.targets
    return own


def _spelled_out(item: Item, share: Reading) -> Reading | None:
    """What a number in brackets behind a share is: its numerator, or the plan it is a share of."""
    of_plan = item.amount.whole is None and item.previous and sentence_words().plans.search(item.previous.after)
    rates_read = [(indicators()[name], part) for name, part in share.targets]
    names = [(rate.denominator if of_plan else rate.numerator, part) for rate, part in rates_read]
    return replace(share, targets=tuple(names)) if all(name for name, _ in names) else None


def _of_others(item: Item, around: Surroundings) -> bool:
    """Whether the words beside the number name another unit."""
    first, last = item.amount.start, item.amount.end
    stretches = (max(0, first - len(item.before)), first), (last, last + len(item.after))
    return any(names_other_unit(around.written[a:b], around.speaker) for a, b in stretches)


def _share(item: Item, own: Reading | None, readings: dict[int, Reading]) -> Reading | None:
    """What a percent is: what its own words say, else the rate of the number it belongs to."""
    if own and (own.rule.kind == "percent" or item.base is None):
        return replace(own, targets=tuple(_rates_of(own.rule.targets)))
    base = readings.get(id(item.base)) if item.base else None
    if base is None or sentence_words().past.search(item.near):
        return None
    return replace(base, targets=tuple(_rates_of(base.targets)))


def _rates_of(targets: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for name, breakdown in targets:
        if indicators()[name].kind == "percent":
            yield name, breakdown
        elif share := sentence_words().shares.get(name):
            yield share, breakdown
        elif rate := rate_of(name):
            yield rate.id, breakdown


@cache
def rate_of(numerator: str) -> Indicator | None:
    """The rate that a count is the numerator of."""
    return next((one for one in rates() if one.numerator == numerator), None)


def _figures(item: Item, reading: Reading, around: Surroundings, base: Figure) -> Iterator[tuple[Figure, bool]]:
    amount = item.amount
    for name, named_part in reading.targets if amount.readable else ():
        if _of_other_span(name, item, around):
            continue
        part = named_part or part_of(name, item, around)
        sure = not _is_doubtful(name, item, reading, around)
        figure = replace(base, indicator=name, breakdown=part, approximate=amount.approximate, confirmed=sure)
        if (value := _stored(amount.value, amount.kind, name)) is not None:
            yield replace(figure, value=value), False
        whole = _whole_of(name) if amount.whole is not None and not part.startswith("group:") else ""
        if whole and amount.whole is not None and (value := _stored(amount.whole, amount.kind, whole)) is not None:
            yield replace(figure, indicator=whole, value=value), True


def _is_doubtful(name: str, item: Item, reading: Reading, around: Surroundings) -> bool:
    """Whether a person should look at a reading: a near tie, words from afar, words unaccounted for."""
    kind = item.amount.kind
    if reading.doubtful or _of_several_levels(name, item, around):
        return True
    if reading.view in CARRIED and kind != "percent":
        return True
    return kind != "zero" and (item.amount.spelled or _leaves_out(name, reading))


def _of_other_span(name: str, item: Item, around: Surroundings) -> bool:
    """Whether a quarter's report states a sum since the year's start, or one quarter's part of such a sum."""
    if around.speaker.part not in ("Q2", "Q3", "Q4") or name in sentence_words().any_span:
        return False
    spans = sentence_words().topics["span"]
    upto = around.sentence[: item.amount.start]
    span = last_named(upto, spans)
    if indicators()[name].span == "period":
        return span == "cumulative"
    return indicators()[name].span == "cumulative" and span == "quarter" and bool(spans["cumulative"].search(upto))


def _leaves_out(name: str, reading: Reading) -> bool:
    """Whether words after the number may narrow it down: "20 hồ sơ đất đai" are not all dossiers."""
    narrow = name in sentence_words().narrowed or indicators()[name].numerator in sentence_words().narrowed
    return (narrow and reading.view == "rest") or reading.unsaid > (0 if narrow else _MOST_UNSAID)


def _of_several_levels(name: str, item: Item, around: Surroundings) -> bool:
    """Whether a district's sentence tells districts and communes apart where the indicator cannot."""
    words = sentence_words()
    if around.speaker.level != "district" or any(name.startswith(start) for start in (*words.by_level, *words.level_named)):
        return False
    upto = around.sentence[: item.amount.end + len(item.after)]
    named = any(pattern.search(upto) for pattern in words.levels_apart)
    return named and all(pattern.search(around.sentence) for pattern in words.levels_apart)


def part_of(name: str, item: Item, around: Surroundings) -> str:
    """The part of the unit an item speaks of: the communes of a district, the cadres or the civil servants."""
    words = sentence_words()
    if any(name.startswith(start) for start in words.by_group):
        group = topic_of("group", item, item.before, around)
        return f"group:{group}" if group in ("cadres", "civil_servants") else ""
    if around.speaker.level == "district" and any(name.startswith(start) for start in words.by_level):
        return "level:commune" if topic_of("level", item, item.before, around) == "commune" else ""
    return ""


def _whole_of(name: str) -> str:
    if name in sentence_words().denominators:
        return sentence_words().denominators[name]
    rate = rate_of(name)
    return rate.denominator if rate else ""


def _stored(value: float, kind: str, name: str) -> float | None:
    """The value in the indicator's stored unit; None when it cannot be such a value."""
    indicator = indicators()[name]
    if indicator.kind != {"zero": "count"}.get(kind, kind):
        return None
    if indicator.kind == "count" and value != int(value):
        return None
    if indicator.kind == "percent" and not indicator.may_exceed and value > 100:
        return None
    return value
