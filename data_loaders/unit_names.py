"""Which unit a text means: names with or without kind words, accents, case; misspellings; namesakes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from data_loaders.catalogue.folding import fold_words
from data_loaders.catalogue.units import Unit, ancestors, unit_kinds, units, units_by_name

_LONGEST_NAME = 5
_OFFICES = re.compile(r"\b(ubnd|uy ban nhan dan|hdnd|hoi dong nhan dan|bc ubnd)\b")


@dataclass(frozen=True, slots=True)
class Mention:
    """A unit named in a text: how it is written, and the units it can be; `exact` unless misspelt."""

    written: str
    units: tuple[Unit, ...]
    exact: bool


@dataclass(frozen=True, slots=True)
class Resolved:
    """The answer for a text: one unit, or candidates to ask about. `misspelt` when taken with a slip."""

    unit: Unit | None = None
    candidates: tuple[Unit, ...] = ()
    written: str = ""
    misspelt: bool = False


def unit_of_cell(text: str, *, context: Iterable[str] = ()) -> Resolved:
    """The unit a table's cell names; `context` are texts that may name its parents.

    A code stands for itself. A bare name may lack its kind.
    """
    if text.strip() in units():
        return Resolved(units()[text.strip()], written=text)
    named = tuple(_mentions(text)) or tuple(_bare(text)) or tuple(_misspelt(text))
    return _resolve(named, text, tuple(context))


def unit_of_texts(texts: Iterable[str], *, context: Iterable[str] = ()) -> Resolved:
    """The unit a heading speaks for: the lowest unit named with its kind, parents as evidence."""
    lines = [text for text in texts if text]
    named = [mention for line in lines for mention in _mentions(line)]
    if not any(mention.units for mention in named):
        named = [mention for line in lines for mention in _misspelt(line)]
    return _resolve(tuple(named), " ".join(lines)[:80], (*lines, *context))


def _resolve(named: tuple[Mention, ...], text: str, context: tuple[str, ...]) -> Resolved:
    if not named:
        return Resolved(written=text)
    known = _named_codes(named, context)
    best = _lowest(named, known)
    fitting = _fitting(best.units, known)
    if len(fitting) == 1:
        return Resolved(fitting[0], written=best.written, misspelt=not best.exact)
    return Resolved(candidates=fitting, written=best.written)


def _lowest(named: tuple[Mention, ...], known: set[str]) -> Mention:
    """The first mention of the lowest level; an ancestor of another mention never wins."""
    order = {"commune": 0, "district": 1, "province": 2}
    return min(named, key=lambda mention: min(order[unit.level] for unit in mention.units))


def _fitting(candidates: tuple[Unit, ...], known: set[str]) -> tuple[Unit, ...]:
    """Among namesakes those with the most ancestors named in the text."""
    support = {unit.code: sum(above.code in known for above in ancestors(unit.code)) for unit in candidates}
    most = max(support.values(), default=0)
    return tuple(unit for unit in candidates if support[unit.code] == most)


def _named_codes(named: tuple[Mention, ...], context: tuple[str, ...]) -> set[str]:
    around = [mention for text in context for mention in (*_mentions(text), *_bare(text))]
    return {unit.code for mention in (*named, *around) for unit in mention.units}


def _mentions(text: str) -> Iterator[Mention]:
    """Names that follow a word for their kind."""
    words = _words(text)
    folded = [fold_words(word) for word in words]
    taken = -1
    for start in range(len(words)):
        kind, after = _kind_at(folded, start)
        if not kind or start < taken:
            continue
        for length in range(min(_LONGEST_NAME, len(words) - after), 0, -1):
            found = _of_kinds(" ".join(folded[after : after + length]), kind)
            if found:
                written = " ".join(words[start : after + length])
                bare = " ".join(words[after : after + length])
                yield Mention(written, found, _written_right(bare, found))
                taken = after + length
                break


def _bare(text: str) -> Iterator[Mention]:
    """The whole text as a name without a word for its kind."""
    name = _OFFICES.sub("", fold_words(text)).strip()
    if found := units_by_name().get(name):
        yield Mention(text, found, _written_right(text, found))


def _misspelt(text: str) -> Iterator[Mention]:
    """The one name that is a slip of the pen away, for names after a word for their kind or alone."""
    words = _words(_without_offices(text))
    folded = [fold_words(word) for word in words]
    for start in range(len(words)):
        kind, after = _kind_at(folded, start)
        for length in range(min(_LONGEST_NAME, len(words) - after), 1, -1):
            if kind and (near := _near(" ".join(folded[after : after + length]), kind)):
                yield Mention(" ".join(words[start : after + length]), near, exact=False)
                return
    if near := _near(" ".join(folded), ()):
        yield Mention(text, near, exact=False)


def _near(name: str, kinds: tuple[str, ...]) -> tuple[Unit, ...]:
    """Units of the level whose names differ by one slip (two in names of twelve letters and more)."""
    allowed = 0 if len(name) < 5 else 1 if len(name) < 12 else 2
    found = process.extract(
        name, list(units_by_name()), scorer=OSA.distance, score_cutoff=allowed, limit=5
    )
    close = {unit for other, _, _ in found for unit in units_by_name()[other]}
    return tuple(unit for unit in close if not kinds or unit.level in _levels(kinds))


def _of_kinds(name: str, kinds: tuple[str, ...]) -> tuple[Unit, ...]:
    found = units_by_name().get(name, ())
    exact = tuple(unit for unit in found if unit.kind in kinds)
    return exact or tuple(unit for unit in found if unit.level in _levels(kinds))


def _levels(kinds: tuple[str, ...]) -> set[str]:
    return {unit_kinds()[kind].level for kind in kinds}


def _written_right(written: str, found: tuple[Unit, ...]) -> bool:
    """Whether accents agree with a name (or were left out altogether); the place of a tone does not matter."""
    if written.isascii():
        return True
    names = {_accents(name) for unit in found for name in (unit.name, *unit.aliases)}
    return any(_accents(written).endswith(name) for name in names)


def _accents(text: str) -> str:
    """Letters of each word, then its marks in order: "Hoà" and "Hòa" are the same."""
    words = unicodedata.normalize("NFD", text.lower()).split()
    return " ".join(
        "".join(sorted(c for c in word if not unicodedata.combining(c)))
        + "".join(sorted(c for c in word if unicodedata.combining(c)))
        for word in words
    )


def _kind_at(folded: list[str], start: int) -> tuple[tuple[str, ...], int]:
    """The kinds that the words at `start` name and where the name begins, or ((), start)."""
    for length in (2, 1):
        phrase = " ".join(folded[start : start + length])
        if length <= len(folded) - start and phrase in _kind_words():
            return _kind_words()[phrase], start + length
    return (), start


@cache
def _kind_words() -> dict[str, tuple[str, ...]]:
    index: dict[str, list[str]] = {}
    for kind in unit_kinds().values():
        for word in {kind.name_vi, *kind.short_forms}:
            index.setdefault(fold_words(word), []).append(kind.id)
    return {word: tuple(kinds) for word, kinds in index.items()}


def _without_offices(text: str) -> str:
    return re.sub(r"(?i)\b(ubnd|hđnd|ủy ban nhân dân|uỷ ban nhân dân)\b", " ", text)


def _words(text: str) -> list[str]:
    return [word for word in re.split(r"[^\w&]+|_", unicodedata.normalize("NFC", text)) if word]
