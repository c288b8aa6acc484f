"""What the number of an item is: the rule that says most of it, given what leads up to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from data_loaders.catalogue.indicators import indicators, rates
from data_loaders.sentences.other_speakers import Speaker, other_times
from data_loaders.sentences.sentence_items import Item
from data_loaders.sentences.sentence_words import plain_noun, sentence_words
from data_loaders.sentences.wording_lines import BESIDE, HEAD, LEADING, SENTENCE, Rule, Term, rules

_BRACKETED = re.compile(r"\([^()]*\)")
_COUNTED = re.compile(r"[\d₀-₉]")
_WORD = re.compile(r"[^\W\d_]+")
_LEADING_WEIGHT, _TOPIC_WEIGHT, _REST_WEIGHT, _PAIR_WEIGHT = 0.2, 2.0, 0.8, 6.0
_PART_WEIGHT, _TIE = 1.0, 0.5


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around an item: its sentence (as read and as written), the texts that lead up to it, nearest
    first, and whose report it is."""

    sentence: str
    written: str
    leading: tuple[str, ...]
    speaker: Speaker


@dataclass(slots=True)
class Reading:
    """A rule that fits an item: how much of its words it accounts for, how many it leaves unsaid, where its first
    word stands."""

    rule: Rule
    score: float
    view: str = ""
    unsaid: int = 0
    first: int = 0
    doubtful: bool = False
    targets: tuple[tuple[str, str], ...] = field(default=())


def read_item(item: Item, around: Surroundings) -> Reading | None:
    """The best rule for the item's number, or None. Words beside it count first, then those farther off."""
    for views in _views(item):
        found = [one for name, before, after, weight in views for one in _fits(item, _near(before, item, after), around, name, weight)]
        if found:
            return _surest(found)
    return None


def _surest(found: list[Reading]) -> Reading:
    """The reading that says most; in doubt where another indicator is said as well."""
    found.sort(key=lambda one: -one.score)
    best = found[0]
    ties = [one for one in found[1:] if best.score - one.score < _TIE and _ids(one).isdisjoint(_ids(best))]
    best.doubtful = best.rule.doubtful or bool(ties and best.rule.targets)
    return best


def _ids(reading: Reading) -> set[str]:
    return {name for name, _ in reading.rule.targets}


def _fits(item: Item, near: Near, around: Surroundings, view: str, weight: float) -> Iterator[Reading]:
    amount = item.amount
    for rule in _rules_for(amount.kind, amount.whole is not None, around.speaker.level):
        if not rule.may_fit(near.text):
            continue
        reading = _fit(rule, item, near, around)
        if reading and (view != "rest" or reading.first < near.at + len(item.amount.noun) + len(item.after)):
            reading.view = view
            reading.score *= weight
            yield reading


def _views(item: Item) -> Iterator[list[tuple[str, str, str, float]]]:
    """The words before and after the number, ever more of them, and what they weigh."""
    near = [("near", item.before, item.after, 1.0)]
    if item.rest.strip(" ,;:()") and not _COUNTED.search(item.rest):
        near.append(("rest", item.before, f"{item.after}{item.rest}", _REST_WEIGHT))
    yield near
    if item.amount.kind == "zero":
        return
    if item.far.strip():
        yield [("far", f"{item.far} {item.before}", item.after, 1.0)]
    if item.explains_share:
        return
    for name, other in (("head", item.head), ("previous", item.previous)):
        if other and other.amount.kind != "zero":
            yield [(name, f"{other.before} {item.before}", item.after, 1.0)]
    if item.previous and item.previous.amount.kind != "zero":
        previous = item.previous
        whole = f"{previous.before} {previous.amount.noun} {previous.after} {item.before}"
        yield [("list", whole, item.after, 1.0)]


@dataclass(frozen=True, slots=True)
class Near:
    """The words beside a number in one view of it: `text` with "#" for the number at `at`."""

    text: str
    before: str
    at: int


def _near(before: str, item: Item, after: str) -> Near:
    return Near(f"{before}# {item.amount.noun} {after}", before, len(before))


def _fit(rule: Rule, item: Item, near: Near, around: Surroundings) -> Reading | None:
    spans: list[tuple[int, int]] = []
    score = 0.0
    for term in rule.terms:
        found = _find(term, near.text, item, around)
        if (found is not None) == term.negative:
            return None
        if found and not term.negative:
            score += _letters(found[0]) * (1.0 if term.scope == BESIDE else _LEADING_WEIGHT)
            spans += [one.span() for one in term.words.finditer(near.text)] if term.scope == BESIDE else []
    if not _topics_hold(rule, item, near.before, around) or not _noun_fits(rule, item, near, spans):
        return None
    if not _time_fits(near.text, spans, around):
        return None
    score += _TOPIC_WEIGHT * len(rule.topics) + (_PAIR_WEIGHT if rule.kind == "pair" else 0)
    score += _PART_WEIGHT * any(part for _, part in rule.targets)
    first = min((start for start, _ in spans), default=0)
    return Reading(rule, score, unsaid=_unsaid(item, near, spans), first=first)


@cache
def _rules_for(kind: str, paired: bool, level: str) -> tuple[Rule, ...]:
    """The rules meant for this kind of number, alone or as a pair, in a report of this level."""
    return tuple(rule for rule in rules() if _is_meant(rule, kind, paired, level))


def _is_meant(rule: Rule, kind: str, paired: bool, level: str) -> bool:
    if (rule.report and rule.report != level) or (rule.no_pair and paired):
        return False
    if rule.kind:
        return paired if rule.kind == "pair" else rule.kind == kind
    if kind == "zero":
        return all(name in sentence_words().zero_ids for name, _ in rule.targets)
    if kind == "percent":
        return all(is_shared(name) for name, _ in rule.targets)
    return all(indicators()[name].kind == kind for name, _ in rule.targets)


@cache
def is_shared(name: str) -> bool:
    """Whether the indicator is a percent or has a rate: only then a percent says something of it."""
    return indicators()[name].kind == "percent" or any(one.numerator == name for one in rates())


def _find(term: Term, near: str, item: Item, around: Surroundings) -> re.Match[str] | None:
    if term.scope == BESIDE:
        return term.words.search(near)
    if term.scope == SENTENCE:
        return term.words.search(around.sentence)
    if term.scope == HEAD:
        return term.words.search(item.head.near) if item.head else None
    upto = item.amount.end + len(item.after)
    found = term.words.search(near) or term.words.search(around.sentence[:upto])
    return found or next((one for text in around.leading if (one := term.words.search(text))), None)


def _topics_hold(rule: Rule, item: Item, before: str, around: Surroundings) -> bool:
    return all((topic_of(one.name, item, before, around) in one.values) != one.negative for one in rule.topics)


def topic_of(name: str, item: Item, before: str, around: Surroundings) -> str:
    """The value of a topic for an item: by the noun, then the words before, after, and what leads up to it."""
    values = sentence_words().topics[name]
    for text in (item.amount.noun, before):
        if value := last_named(text, values):
            return value
    if value := _first_named(f"{item.amount.noun} {item.after}", values):
        return value
    for text in (item.far, around.sentence[: item.start]):
        if value := last_named(text, values):
            return value
    return _led_up_to(name, around.leading) or sentence_words().topic_defaults.get(name, "")


def _led_up_to(name: str, leading: Sequence[str]) -> str:
    values = sentence_words().topics[name]
    for text in leading:
        if value := last_named(text, values):
            return "" if name in sentence_words().unmixed and _names_several(text, values) else value
    return ""


def _names_several(text: str, values: dict[str, re.Pattern[str]]) -> bool:
    return sum(bool(words.search(text)) for words in values.values()) > 1


def last_named(text: str, values: dict[str, re.Pattern[str]]) -> str:
    """The value named last in `text`; of two that end together the longer."""
    found = [(one.end(), one.end() - one.start(), value) for value, words in values.items() for one in words.finditer(text)]
    return max(found, default=(0, 0, ""))[2]


def _first_named(text: str, values: dict[str, re.Pattern[str]]) -> str:
    found = [(one.start(), one.start() - one.end(), value) for value, words in values.items() for one in words.finditer(text)]
    return min(found, default=(0, 0, ""))[2]


def _noun_fits(rule: Rule, item: Item, near: Near, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether the noun after the number is one of the indicator's unit, or a word of the rule itself."""
    if item.amount.kind != "count" or not rule.targets:
        return True
    first = near.at + 1 + len(near.text[near.at + 1 :]) - len(near.text[near.at + 1 :].lstrip())
    if any(start <= first < end for start, end in spans):
        return True
    if item.amount.noun:
        allowed = [sentence_words().nouns_of.get(indicators()[name].unit) for name, _ in rule.targets]
        return all(one is not None and plain_noun(item.amount.noun) in one for one in allowed)
    return not _unknown_noun(near.text[near.at + 1 :])


def _unknown_noun(after: str) -> bool:
    """Whether a word follows the number directly that no list knows."""
    match = re.match(r"\s*([^\W\d_]+)", after)
    return bool(match) and match[1].lower() not in sentence_words().fillers


def _time_fits(near: str, spans: Sequence[tuple[int, int]], around: Surroundings) -> bool:
    """Whether near words of another time, a plan or a part of the unit are the rule's own words."""
    words = sentence_words()
    plain = _BRACKETED.sub(lambda found: " " * len(found[0]), near)
    guarded = [found.span() for guard in (words.past, words.future, words.parts) for found in guard.finditer(plain)]
    guarded += other_times(near, around.speaker)
    return all(any(start < last and first < end for start, end in spans) for first, last in guarded)


def _unsaid(item: Item, near: Near, spans: Sequence[tuple[int, int]]) -> int:
    """How many words right after the number neither the rule nor the common words account for."""
    words = sentence_words()
    count = 0
    for one in _WORD.finditer(near.text, near.at + len(item.amount.noun) + 2):
        said = any(start <= one.start() < end for start, end in spans)
        if not said and one[0].lower() in words.stops:
            break
        count += not said and one[0].lower() not in words.fillers
    return count


def _letters(text: str) -> int:
    return sum(len(word) for word in _WORD.findall(text))
