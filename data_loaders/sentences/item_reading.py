"""What the number of an item is: the rule that says most of it, given what leads up to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from data_loaders.catalogue.indicators import indicators
from data_loaders.sentences.carried_topics import Surroundings, topic_of
from data_loaders.sentences.figure_values import shares_of
from data_loaders.sentences.folded_text import without_brackets
from data_loaders.sentences.other_speakers import Speaker, other_times
from data_loaders.sentences.sentence_items import Item
from data_loaders.sentences.sentence_words import plain_noun, sentence_words
from data_loaders.sentences.wording_lines import BESIDE, HEAD, SENTENCE, Rule, Term, rules

Search = Callable[[str], re.Match[str] | None]
CARRIED = ("head", "previous", "list")
"""Views that take their words from another number's statement."""
_COUNTED = re.compile(r"[\d₀-₉]")
_WORD = re.compile(r"[^\W\d_]+")
_FIRST_WORD = re.compile(r"\s*([^\W\d_]+)")
_LEADING_WEIGHT, _TOPIC_WEIGHT, _REST_WEIGHT, _PAIR_WEIGHT, _PART_WEIGHT = 0.2, 2.0, 0.8, 6.0, 1.0
_TIE = 0.5


@dataclass(slots=True)
class Reading:
    """A rule that fits an item.

    `score` tells how much of the item's words it accounts for, `unsaid` how many words after the number it
    does not, `first` where its first word stands. `view` names the words looked at; `targets` are the
    indicators read; `doubt` is the code of the problem kind that leaves it to a person, or "".
    """

    rule: Rule
    score: float
    unsaid: int = 0
    first: int = 0
    view: str = ""
    doubt: str = ""
    targets: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class View:
    """Words looked at: `text` with "#" at `at` for the number, `before` those in front; what they weigh."""

    name: str
    text: str
    before: str
    weight: float = 1.0

    @property
    def at(self) -> int:
        """Where the number stands."""
        return len(self.before)


def read_item(item: Item, around: Surroundings) -> Reading | None:
    """The best rule for the item's number, or None. Words beside it count first, then those farther off."""
    for views in _views(item):
        if found := [reading for view in views for reading in _readings(item, view, around)]:
            return _surest(found)
    return None


def _views(item: Item) -> Iterator[list[View]]:
    """The words before and after the number, ever more of them."""
    near = [_view("near", item, item.before)]
    if item.rest.strip(" ,;:()") and not _COUNTED.search(item.rest):
        near.append(_view("rest", item, item.before, item.after + item.rest))
    yield near
    if item.amount.kind == "zero":
        return
    if item.far.strip():
        yield [_view("far", item, f"{item.far} {item.before}")]
    if not item.explains_share:
        yield from _carried_views(item)


def _carried_views(item: Item) -> Iterator[list[View]]:
    """The item's words behind those of the list's head or of the number in front."""
    for name, other in (("head", item.head), ("previous", item.previous)):
        if other and other.amount.kind != "zero":
            yield [_view(name, item, f"{other.before} {item.before}")]
    previous = item.previous
    if previous and previous.amount.kind != "zero":
        whole = f"{previous.before} {previous.amount.noun} {previous.after} {item.before}"
        yield [_view("list", item, whole)]


def _view(name: str, item: Item, before: str, after: str | None = None) -> View:
    text = f"{before}# {item.amount.noun} {item.after if after is None else after}"
    return View(name, text, before, _REST_WEIGHT if name == "rest" else 1.0)


def _surest(found: list[Reading]) -> Reading:
    """The reading that says most; in doubt where another indicator is said as well."""
    found.sort(key=lambda one: -one.score)
    best = found[0]
    ties = [one for one in found[1:] if best.score - one.score < _TIE and _ids(one).isdisjoint(_ids(best))]
    if best.rule.doubtful:
        best.doubt = "doubt_wording"
    elif ties and best.rule.targets:
        best.doubt = "doubt_tie"
    return best


def _ids(reading: Reading) -> set[str]:
    return {name for name, _ in reading.rule.targets}


def _readings(item: Item, view: View, around: Surroundings) -> Iterator[Reading]:
    amount = item.amount
    near_end = view.at + len(amount.noun) + len(item.after)
    for opens, rule in _rules_for(amount.kind, amount.whole is not None, around.speaker.level):
        reading = _fit(rule, item, view, around) if opens(view.text) else None
        if reading and (view.name != "rest" or reading.first < near_end):
            yield reading


@cache
def _rules_for(kind: str, paired: bool, level: str) -> tuple[tuple[Search, Rule], ...]:
    """The rules meant for this kind of number, alone or as a pair, in a report of this level.

    Each stands behind the search for its first words, with which most rules are done.
    """
    return tuple((rule.opener.search, rule) for rule in rules() if _is_meant(rule, kind, paired, level))


def _is_meant(rule: Rule, kind: str, paired: bool, level: str) -> bool:
    if (rule.report and rule.report != level) or (rule.no_pair and paired):
        return False
    if rule.kind:
        return paired if rule.kind == "pair" else rule.kind == kind
    if kind == "zero":
        return all(name in sentence_words().zero_ids for name, _ in rule.targets)
    if kind == "percent":
        return len(list(shares_of(rule.targets))) == len(rule.targets)
    return all(indicators()[name].kind == kind for name, _ in rule.targets)


def _fit(rule: Rule, item: Item, view: View, around: Surroundings) -> Reading | None:
    """How well a rule fits the words of a view, or None."""
    spans: list[tuple[int, int]] = []
    score = 0.0
    for term in rule.terms:
        found = _find(term, view.text, item, around)
        if (found is None) != term.negative:
            return None
        if found and term.scope == BESIDE:
            spans += [one.span() for one in term.words.finditer(view.text)]
        if found:
            score += _letters(found[0]) * (1.0 if term.scope == BESIDE else _LEADING_WEIGHT)
    if not (_topics_hold(rule, item, view.before, around) and _noun_fits(rule, item, view, spans)):
        return None
    if not _time_fits(view.text, spans, around):
        return None
    score += _TOPIC_WEIGHT * len(rule.topics) + _PAIR_WEIGHT * (rule.kind == "pair")
    score += _PART_WEIGHT * any(part for _, part in rule.targets)
    first = min((start for start, _ in spans), default=0)
    return Reading(rule, score * view.weight, _unsaid(item, view, spans), first, view.name)


def _find(term: Term, near: str, item: Item, around: Surroundings) -> re.Match[str] | None:
    """Where the words of a term stand, in the scope they ask for."""
    if term.scope == BESIDE:
        return term.words.search(without_brackets(near) if term.negative else near)
    if term.scope == SENTENCE:
        return term.words.search(around.sentence)
    if term.scope == HEAD:
        return term.words.search(item.head.near) if item.head else None
    upto = around.sentence[: item.amount.end + len(item.after)]
    texts = (near, upto, *around.leading)
    return next((found for text in texts if (found := term.words.search(text))), None)


def _topics_hold(rule: Rule, item: Item, before: str, around: Surroundings) -> bool:
    return all(
        (topic_of(topic.name, item, before, around) in topic.values) != topic.negative
        for topic in rule.topics
    )


def _noun_fits(rule: Rule, item: Item, view: View, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether the noun after the number is one of the indicator's unit, or a word of the rule itself."""
    if item.amount.kind != "count" or not rule.targets:
        return True
    if _counts_places(item, rule):
        return False
    after = view.text[view.at + 1 :]
    first = view.at + 1 + len(after) - len(after.lstrip())
    if any(start <= first < end for start, end in spans):
        return True
    if item.amount.noun:
        noun = plain_noun(item.amount.noun)
        return all(
            noun in sentence_words().nouns_of.get(indicators()[name].unit, ()) for name, _ in rule.targets
        )
    word = _FIRST_WORD.match(after)
    return word is None or word[1] in sentence_words().fillers


def _counts_places(item: Item, rule: Rule) -> bool:
    """Whether the number counts villages or the like: "11 tổ dân phố có 33 người"."""
    noun, nouns = plain_noun(item.amount.noun), sentence_words().nouns_of
    return noun in nouns["khác"] and not any(
        noun in nouns[indicators()[name].unit] for name, _ in rule.targets
    )


def _time_fits(near: str, spans: Sequence[tuple[int, int]], around: Surroundings) -> bool:
    """Whether near words of another time, a plan or a part of the unit are the rule's own words."""
    guarded = _guarded(near, around.speaker)
    return all(any(start < last and first < end for start, end in spans) for first, last in guarded)


def is_of_other_time(near: str, speaker: Speaker) -> bool:
    """Whether words beside a number speak of another time, a plan or a part of the unit."""
    return bool(_guarded(near, speaker))


def _guarded(near: str, speaker: Speaker) -> list[tuple[int, int]]:
    words = sentence_words()
    plain = without_brackets(near)
    guards = (words.past, words.future, words.parts)
    guarded = [found.span() for guard in guards for found in guard.finditer(plain)]
    return [*guarded, *other_times(near, speaker)]


def _unsaid(item: Item, view: View, spans: Sequence[tuple[int, int]]) -> int:
    """How many words right after the number neither the rule nor the common words account for."""
    words = sentence_words()
    count = 0
    for one in _WORD.finditer(view.text, view.at + len(item.amount.noun) + 2):
        said = any(start <= one.start() < end for start, end in spans)
        if not said and one[0] in words.stops:
            break
        count += not said and one[0] not in words.fillers
    return count


def _letters(text: str) -> int:
    return sum(len(word) for word in _WORD.findall(text))
