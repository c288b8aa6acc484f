"""Figures stated in a narrative's sentences, each with its quote, place and confidence.

Numbers that are no figures (documents, dates, laws, levels of service) are hidden first; then a sentence is
cut into its numbers with the words beside them, and the rule that says most of these words decides. Better
to leave a figure out than to read a wrong one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from data_loaders.drafts import Figure, Place
from data_loaders.sentences.carried_topics import Surroundings, level_of, topic_of
from data_loaders.sentences.figure_doubts import doubt_of, is_a_part, is_of_other_span, is_of_others
from data_loaders.sentences.figure_values import counts_of, shares_of, stored, whole_of
from data_loaders.sentences.folded_text import fold_in_place, sentences
from data_loaders.sentences.item_reading import Reading, read_item
from data_loaders.sentences.other_speakers import Speaker
from data_loaders.sentences.readable_text import readable
from data_loaders.sentences.sentence_items import Item, items_of
from data_loaders.sentences.sentence_words import sentence_words

_SENTENCES_BEFORE = 4


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph to read: its text, the path of its section, and what leads up to it, nearest first."""

    text: str
    section: str
    leading: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A figure found at [start, end) of a passage, as `reading` tells it.

    `sentence` and `item` count its place, `above` are the items whose parts it lists, `base` the item it is a
    share of; `listed` when only a comma or "và" parts it from the item in front. `derived` is the whole of a
    pair, not named itself; `shared` when its words name two indicators at once.
    """

    figure: Figure
    start: int
    end: int
    reading: Reading
    sentence: int
    item: int
    above: frozenset[int] = frozenset()
    base: int | None = None
    listed: bool = False
    derived: bool = False
    shared: bool = False


def found_in(passage: Passage, speaker: Speaker) -> list[Found]:
    """The figures of one paragraph with their places in it, in reading order."""
    text = readable(passage.text)
    bounds = sentences(passage.text)
    leading = tuple(readable(one) for one in passage.leading)
    found: list[Found] = []
    for number, (start, end) in enumerate(bounds):
        if not _is_about_now(text[start:end]):
            continue
        before = bounds[max(0, number - _SENTENCES_BEFORE) : number]
        earlier = tuple(text[first:last] for first, last in reversed(before))
        around = Surroundings(text[start:end], passage.text[start:end], (*earlier, *leading), speaker)
        figure = _blank(passage.text[start:end].strip(), passage.section)
        found += (
            replace(one, start=start + one.start, end=start + one.end, sentence=number)
            for one in _in_sentence(around, figure)
        )
    return found


def _blank(quote: str, section: str) -> Figure:
    place = Place(section=section)
    return Figure(indicator="", value=0.0, source="narrative", slot="narrative", place=place, quote=quote)


def _is_about_now(sentence: str) -> bool:
    """Whether a sentence does not begin with a plan or a wish."""
    return not sentence_words().future.match(sentence.lstrip(" -+*"))


def _in_sentence(around: Surroundings, blank: Figure) -> Iterator[Found]:
    items = items_of(around.sentence, fold_in_place(around.sentence))
    places = {id(item): place for place, item in enumerate(items)}
    readings: dict[int, Reading] = {}
    for item in items:
        if reading := _reading(item, around, readings):
            readings[id(item)] = reading
    for place, item in enumerate(items):
        if reading := readings.get(id(item)):
            beside = [(one, readings.get(id(one))) for one in items if one is not item]
            if not reading.doubt and is_a_part(item, reading, beside, around.speaker):
                reading.doubt = "doubt_part"
            above = frozenset(places[id(head)] for head in item.heads())
            base = places[id(item.base)] if item.base else None
            for one in _figures(item, reading, around, blank):
                yield replace(one, item=place, above=above, base=base)


def _reading(item: Item, around: Surroundings, readings: dict[int, Reading]) -> Reading | None:
    """What an item's number is, given what the items in front of it are."""
    own = None if is_of_others(item, around) else read_item(item, around)
    if item.amount.kind == "percent":
        return _share(item, own, readings)
    if own:
        return replace(own, targets=own.rule.targets)
    share = readings.get(id(item.previous)) if item.explains_share else None
    return _spelled_out(item, share) if share else None


def _spelled_out(item: Item, share: Reading) -> Reading | None:
    """What a number in brackets behind a share is: its numerator, or the plan it is a share of."""
    after = item.previous.after if item.previous else ""
    plan = item.amount.whole is None and bool(sentence_words().plans.search(after))
    targets = counts_of(share.targets, plan=plan)
    sure = item.amount.whole is not None or plan
    return replace(share, targets=targets, doubt="" if sure else "doubt_bracket") if targets else None


def _share(item: Item, own: Reading | None, readings: dict[int, Reading]) -> Reading | None:
    """What a percent is: what its own words say, else the share of the number it belongs to."""
    if own and (own.rule.kind == "percent" or item.base is None):
        return replace(own, targets=tuple(shares_of(own.rule.targets)))
    base = readings.get(id(item.base)) if item.base else None
    if base is None or sentence_words().past.search(item.near):
        return None
    return replace(base, targets=tuple(shares_of(base.targets)))


def _figures(item: Item, reading: Reading, around: Surroundings, blank: Figure) -> Iterator[Found]:
    """The figures a reading gives: the number itself, and of a pair the whole."""
    amount = item.amount
    for name, named_part in reading.targets if amount.readable else ():
        if is_of_other_span(name, item, around):
            continue
        part = named_part or part_of(name, item, around)
        doubt = doubt_of(name, item, reading, around)
        figure = replace(
            blank, breakdown=part, approximate=amount.approximate, confirmed=not doubt, mark=doubt
        )
        whole = whole_of(name) if amount.whole is not None and not part.startswith("group:") else ""
        for indicator, value, derived in ((name, amount.value, False), (whole, amount.whole, True)):
            if (
                indicator
                and value is not None
                and (kept := stored(value, amount.kind, indicator)) is not None
            ):
                yield Found(
                    replace(figure, indicator=indicator, value=kept),
                    amount.start,
                    amount.end,
                    reading,
                    sentence=0,
                    item=0,
                    listed=item.listed,
                    derived=derived,
                    shared=len(reading.targets) > 1,
                )


def part_of(name: str, item: Item, around: Surroundings) -> str:
    """The part of the unit an item speaks of: the levels below it, the cadres, the civil servants."""
    words = sentence_words()
    if name.startswith(words.by_group):
        group = topic_of("group", item, item.before, around)
        return f"group:{group}" if group in ("cadres", "civil_servants") else ""
    level = level_of(item, around) if name.startswith(words.by_level) else ""
    return f"level:{level}" if level else ""
