"""How units' names may be written: words for their kinds, accents, slips of the pen."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from data_loaders.catalogue.folding import fold_words
from data_loaders.catalogue.units import Unit, unit_kinds, units_by_name

_SHORTEST, _LONG = 5, 12
_SIMILAR, _MOST_SIMILAR = 70, 5


def near_units(name: str, kinds: tuple[str, ...]) -> tuple[Unit, ...]:
    """Units of the kinds' level whose folded names differ by one slip (two in names of twelve letters)."""
    if len(name) < _SHORTEST or name in units_by_name():
        return ()
    found = process.extract(
        name,
        list(units_by_name()),
        scorer=OSA.distance,
        score_cutoff=1 if len(name) < _LONG else 2,
        limit=None,
    )
    levels = {unit_kinds()[kind].level for kind in kinds}
    close = {unit.code: unit for other, _, _ in found for unit in units_by_name()[other]}
    return tuple(unit for unit in close.values() if not kinds or unit.level in levels)


def similar_units(text: str, level: str = "") -> tuple[Unit, ...]:
    """Units of a like name, best first, as suggestions to a person."""
    words = fold_words(text).split()
    while words and (kind := kind_at(words, 0))[0]:
        words = words[kind[1] :]
    name = " ".join(word for word in words if word not in ("ubnd", "don", "vi"))
    if len(name) < _SHORTEST:
        return ()
    found = process.extract(
        name, list(units_by_name()), scorer=fuzz.ratio, score_cutoff=_SIMILAR, limit=_MOST_SIMILAR
    )
    close = [unit for other, _, _ in found for unit in units_by_name()[other]]
    return tuple(dict.fromkeys(unit for unit in close if not level or unit.level == level))


def written_right(written: str, found: Sequence[Unit]) -> bool:
    """Whether accents agree with a name (or were left out); the place of a tone does not matter."""
    if written.isascii():
        return True
    names = {_accents(name) for unit in found for name in (unit.name, *unit.aliases)}
    own = _accents(written)
    return any(own == name or own.endswith(f" {name}") for name in names)


def _accents(text: str) -> str:
    """Letters of each word, then its marks in order: "Hoà" and "Hòa" are the same."""
    words = unicodedata.normalize("NFD", text.lower()).split()
    return " ".join(
        "".join(c for c in word if not unicodedata.combining(c))
        + "".join(sorted(c for c in word if unicodedata.combining(c)))
        for word in words
    )


def kind_at(folded: Sequence[str], start: int) -> tuple[tuple[str, ...], int]:
    """The kinds that the words at `start` name and where the name begins, or ((), start)."""
    for length in range(_most_words(), 0, -1):
        phrase = " ".join(folded[start : start + length])
        if length <= len(folded) - start and phrase in kind_words():
            return kind_words()[phrase], start + length
    return (), start


@cache
def _most_words() -> int:
    return max(len(word.split()) for word in kind_words())


@cache
def kind_words() -> dict[str, tuple[str, ...]]:
    """Words for kinds of units, folded, with the kinds they can mean."""
    index: dict[str, list[str]] = {}
    for kind in unit_kinds().values():
        for word in {kind.name_vi, *kind.short_forms}:
            index.setdefault(fold_words(word), []).append(kind.id)
    return {word: tuple(kinds) for word, kinds in index.items()}
