"""From statements to figures: each stated value once; parts, repetitions and contradictions weighed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from data_loaders.drafts import Figure
from data_loaders.sentences.figure_statements import Statement
from data_loaders.sentences.item_reading import CARRIED
from data_loaders.sentences.sentence_figures import Found
from data_loaders.sentences.sentence_words import sentence_words
from data_loaders.sentences.statement_conflicts import doubt_conflicts

_TOLERANCE = 0.1


def settled(found: Iterable[tuple[int, Found]]) -> list[Figure]:
    """The figures of a report from what its passages (by place) state, in reading order."""
    statements = [Statement(place, one) for place, one in found]
    for sentence in _by_sentence(statements):
        _drop_parts(sentence)
        _assure_pairs(sentence)
    _doubt_totals_with_backlog(statements)
    _doubt_wholes(statements)
    doubt_conflicts([one for one in statements if not one.dropped])
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
            if other.found.item != one.found.item and not other.dropped and _is_same(one, other):
                _weigh(one, other, backlog)
            if _is_backlog_of(one, other):
                other.leave("doubt_backlog")


def _is_same(one: Statement, other: Statement) -> bool:
    """Whether two statements are of one thing, or may be a sum and its part."""
    if one.key == other.key:
        return True
    part = other.found.item in one.found.above and not one.found.derived
    ids = {one.key[0], other.key[0]}
    return part and any(ids <= family for family in sentence_words().families)


def _weigh(one: Statement, other: Statement, backlog: set[float]) -> None:
    """Say what becomes of `one` beside `other`, which stands in front of it."""
    part = other.found.item in one.found.above
    if other.found.derived:
        one.dropped = one.dropped or part
    elif one.key[0] == "dossiers_received" and other.value - one.value in backlog:
        other.leave("doubt_backlog")
    elif part:
        one.dropped = True
    elif one.found.reading.view in CARRIED:
        one.dropped = True
        if one.found.listed:
            other.leave("doubt_neighbour")
    elif not one.found.derived and (_are_listed(other, one) or one.value != other.value):
        one.leave("doubt_neighbour")
        other.leave("doubt_neighbour")


def _is_backlog_of(one: Statement, other: Statement) -> bool:
    """Whether what was received is told to hold what was carried over: "463 hồ sơ (kỳ trước 12, …)"."""
    told = one.key[0] == "dossiers_carried_over" and other.key[0] == "dossiers_received"
    return told and bool(one.value) and other.found.item in one.found.above


def _are_listed(first: Statement, second: Statement) -> bool:
    return second.found.listed and second.found.item == first.found.item + 1


def _assure_pairs(sentence: list[Statement]) -> None:
    """A pair and the percent behind it that agree are sure: 258/259 hồ sơ (99,6%)."""
    for share in sentence:
        if share.found.base is None:
            continue
        pair = [one for one in sentence if one.found.item == share.found.base]
        whole = next((one.value for one in pair if one.found.derived), 0.0)
        part = next((one.value for one in pair if not one.found.derived), 0.0)
        if whole and abs(100 * part / whole - share.value) <= _TOLERANCE:
            for one in (share, *pair):
                one.assured = not one.found.reading.doubt


def _doubt_totals_with_backlog(statements: Sequence[Statement]) -> None:
    """What was received is without what was carried over: 463 = 451 received + 12 carried over."""
    received = [one for one in statements if one.key == ("dossiers_received", "")]
    backlog = {one.value for one in statements if one.key == ("dossiers_carried_over", "")}
    values = {one.value for one in received}
    for one in received:
        if any(one.value - more in values for more in backlog if more):
            one.leave("doubt_backlog")


def _doubt_wholes(statements: Sequence[Statement]) -> None:
    """The whole of a pair, or a number of two indicators, is sure only where nothing else is said of them."""
    named: dict[tuple[str, str], set[float]] = defaultdict(set)
    for one in statements:
        if not one.found.derived and not one.dropped:
            named[one.key].add(one.value)
    for one in statements:
        others = named[one.key] - {one.value}
        if others and (one.found.shared or (one.found.derived and one.value not in named[one.key])):
            one.leave("doubt_whole")


def _once(statements: Sequence[Statement]) -> Iterator[Figure]:
    """Each value of each indicator once, at its first place or its first sure one."""
    groups: dict[tuple[str, str, float], list[Statement]] = defaultdict(list)
    for one in statements:
        groups[(*one.key, one.value)].append(one)
    for group in groups.values():
        sure = [one for one in group if one.sure]
        yield (sure or group)[0].settled
