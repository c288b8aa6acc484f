"""What a report says twice and differently, or what cannot be: left to a person, all that speak of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from data_loaders.catalogue.indicators import indicators
from data_loaders.sentences.figure_statements import Statement
from data_loaders.sentences.folded_text import plain_letters
from data_loaders.sentences.sentence_words import sentence_words
from data_loaders.sheets.checks import rules as check_rules

Groups = dict[tuple[str, str], list[Statement]]


def doubt_conflicts(statements: Sequence[Statement]) -> None:
    """Leave to a person what a report contradicts, and what it says only in passing."""
    _doubt_what_is_said_in_passing(statements)
    groups: Groups = defaultdict(list)
    for one in statements:
        if one.sure:
            groups[one.key].append(one)
    conflicts = {
        "doubt_differing": _differing(groups),
        "doubt_impossible": _impossible(groups),
        "doubt_sum": _not_adding_up(groups),
    }
    for one, doubt in [
        (one, doubt) for doubt, all_of in conflicts.items() for said in all_of for one in said
    ]:
        one.leave(doubt)


def _doubt_what_is_said_in_passing(statements: Sequence[Statement]) -> None:
    """Doubt figures of sections on shortcomings, where examples stand, unless stated elsewhere too."""
    stated = {(one.key, one.value) for one in statements if not _is_aside(one)}
    for one in statements:
        if _is_aside(one) and (one.key, one.value) not in stated:
            one.leave("doubt_aside")


def _is_aside(one: Statement) -> bool:
    section = plain_letters(one.found.figure.place.section)
    return sentence_words().asides.search(section) is not None


def _differing(groups: Groups) -> Iterator[list[Statement]]:
    """Sure statements of an indicator that differ beyond rounding; "none", "about" yield to numbers."""
    for (name, _), said in groups.items():
        exact = [one for one in said if one.value and not one.found.figure.approximate]
        if any(_differ(one.value, exact[0].value, name) for one in exact[1:]):
            yield said
        elif exact:
            yield [one for one in said if one not in exact]


def _differ(one: float, other: float, name: str) -> bool:
    return abs(one - other) > (check_rules()["rate_tolerance"] if indicators()[name].kind == "percent" else 0)


def _impossible(groups: Groups) -> Iterator[list[Statement]]:
    """Parts greater than their wholes, with the wholes."""
    for part, whole in check_rules()["part_of_whole"]:
        for (name, breakdown), parts in list(groups.items()):
            wholes = groups.get((whole, breakdown), [])
            if name == part and wholes and min(_values(parts)) > max(_values(wholes)):
                yield [*parts, *wholes]


def _not_adding_up(groups: Groups) -> Iterator[list[Statement]]:
    """Totals with parts that are all stated and give another sum."""
    for row in sentence_words().sums:
        for breakdown in {part for _, part in groups}:
            said = [groups.get((name, breakdown), []) for name in row]
            if all(said):
                total, *parts = (one[0].value for one in said)
                if total != sum(parts):
                    yield [one for all_of_them in said for one in all_of_them]


def _values(said: Sequence[Statement]) -> list[float]:
    return [one.value for one in said]
