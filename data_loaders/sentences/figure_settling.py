"""From statements to figures: each stated value once; parts, repetitions and contradictions weighed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from data_loaders.drafts import Figure
from data_loaders.sentences.sentence_figures import CARRIED, Found
from data_loaders.sentences.sentence_words import sentence_words



@dataclass(slots=True)
class Statement:
    """A figure found, with the place of its passage, and what becomes of it."""

    passage: int
    found: Found
    dropped: bool = False
    doubtful: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """What it is a value of."""
        return self.found.figure.indicator, self.found.figure.breakdown

    @property
    def value(self) -> float:
        """The value stated."""
        return self.found.figure.value


def settled(found: Iterable[tuple[int, Found]]) -> list[Figure]:
    """The figures of a report from what its passages (by place) state, in reading order."""
    statements = [Statement(place, one) for place, one in found]
    for sentence in _by_sentence(statements):
        _drop_parts(sentence)
    _doubt_totals_with_backlog(statements)
    _doubt_wholes(statements)
    return list(_once([one for one in statements if not one.dropped]))


def _by_sentence(statements: Sequence[Statement]) -> Iterator[list[Statement]]:
    groups: dict[tuple[int, int], list[Statement]] = defaultdict(list)
    for one in statements:
        groups[one.passage, one.found.sentence].append(one)
    yield from groups.values()


def _drop_parts(sentence: list[Statement]) -> None:
    """Of two values of one indicator in a sentence: parts of the first are dropped, mere neighbours doubted.

    "kiểm tra 06 đơn vị, gồm 04 xã và 02 phòng": 6. "kiểm tra 04 xã và 02 phòng": no total is stated.
    """
    backlog = {one.value for one in sentence if one.key[0] == "dossiers_carried_over"}
    for place, one in enumerate(sentence):
        for other in sentence[:place]:
            if not _same(one, other) or one.found.item == other.found.item or other.dropped:
                continue
            if other.found.derived:
                one.dropped = one.dropped or other.found.item in one.found.above
            elif one.key[0] == "dossiers_received" and other.value - one.value in backlog:
                other.doubtful = True
            elif other.found.item in one.found.above:
                one.dropped = True
            elif one.found.view in CARRIED:
                one.dropped = True
                other.doubtful = other.doubtful or one.found.listed
            elif not one.found.derived and one.found.listed and one.found.item == other.found.item + 1:
                one.doubtful = other.doubtful = True
            elif not one.found.derived and one.value != other.value and one.key == other.key:
                one.doubtful = other.doubtful = True


def _same(one: Statement, other: Statement) -> bool:
    """Whether two statements are of one thing, or may be a sum and its part."""
    if one.key == other.key:
        return True
    ids = {one.key[0], other.key[0]}
    part = other.found.item in one.found.above and not one.found.derived
    return part and any(ids <= family for family in sentence_words().families)


def _doubt_totals_with_backlog(statements: Sequence[Statement]) -> None:
    """What was received is without what was carried over: 463 = 451 received + 12 carried over."""
    received = [one for one in statements if one.key == ("dossiers_received", "")]
    backlog = {one.value for one in statements if one.key == ("dossiers_carried_over", "")}
    values = {one.value for one in received}
    for one in received:
        if any(one.value - more in values for more in backlog if more):
            one.doubtful = True


def _doubt_wholes(statements: Sequence[Statement]) -> None:
    """The whole of a pair, and a number said of two indicators, are sure only where nothing else is said of them."""
    named: dict[tuple[str, str], set[float]] = defaultdict(set)
    for one in statements:
        if not one.found.derived and not one.dropped:
            named[one.key].add(one.value)
    for one in statements:
        if one.found.derived and named[one.key] - {one.value} and one.value not in named[one.key]:
            one.doubtful = True
        if one.found.shared and named[one.key] - {one.value}:
            one.doubtful = True


def _once(statements: Sequence[Statement]) -> Iterator[Figure]:
    """Each value of each indicator once, at its first place, surest statement."""
    groups: dict[tuple[str, str, float], list[Statement]] = defaultdict(list)
    for one in statements:
        groups[(*one.key, one.value)].append(one)
    for group in groups.values():
        sure = [one for one in group if one.found.figure.confirmed and not one.doubtful]
        chosen = (sure or group)[0].found.figure
        yield chosen if sure else replace(chosen, confirmed=False)
