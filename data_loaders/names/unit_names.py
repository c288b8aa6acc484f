"""Which unit a text means: names with or without kind words, accents, case; misspellings; namesakes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from data_loaders.catalogue.folding import fold, fold_words
from data_loaders.catalogue.units import Unit, ancestors, unit_kinds, units, units_by_name
from data_loaders.names.unit_spelling import kind_at, kind_words, near_units, similar_units, written_right

_LONGEST_NAME = 5
_OFFICE_WORDS = r"ubnd|uy ban nhan dan|hdnd va ubnd|hdnd ubnd|hdnd|hoi dong nhan dan"
_OFFICE = re.compile(
    rf"(?:\d+\. |[ivx]+\. )?(?:(?:{_OFFICE_WORDS})\b"
    r"|(?:ten )?(?:don vi|co quan)(?: bao cao| lap(?: bieu)?)?\s?:)"
)
_OFFICES = re.compile(rf"\b(?:{_OFFICE_WORDS}|bc ubnd|don vi|ten don vi|co quan)\b")
_NUMBERING = re.compile(r"^\s*(?:\d+|[IVXivx]+)\s*[.)]\s+")
_PARTS = re.compile(r"[,;()\[\]]|\s[-–/]\s")
_ORDER = {"commune": 0, "district": 1, "province": 2}


@dataclass(frozen=True, slots=True)
class Mention:
    """A unit named in a text: how it is written, the units it can be (none known: ()), its level.

    `exact` unless misspelt or called another kind; `at` the first word of the name and the word after it.
    """

    written: str
    units: tuple[Unit, ...]
    exact: bool
    level: str = ""
    at: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Resolved:
    """The answer for a text: one unit, or candidates to ask about. `misspelt` when taken with a slip.

    `similar` are units of a like name, where the name written is that of none.
    """

    unit: Unit | None = None
    candidates: tuple[Unit, ...] = ()
    written: str = ""
    misspelt: bool = False
    similar: tuple[Unit, ...] = ()


def is_office(line: str) -> bool:
    """Whether a line begins with the office that reports: "UBND XÃ …", "Đơn vị báo cáo: …"."""
    return bool(_OFFICE.match(fold(line)))


def unit_of_cell(text: str, *, context: Iterable[str] = ()) -> Resolved:
    """The unit a table's cell names; `context` are texts that may name its parents.

    A code stands for itself. A bare name may lack its kind. A text that says more than a unit's name
    ("Trạm y tế xã …") is not taken for the unit.
    """
    written = text.strip()
    if written in units():
        return Resolved(units()[written], written=text)
    name = _NUMBERING.sub("", written)
    around = (*context, *_PARTS.split(name)[1:])
    named = list(_mentions(name))
    if named and _says_more(name, named):
        return Resolved(written=text, similar=_lowest(named)[0].units)
    named = named or list(_bare(name)) or list(_bare(_PARTS.split(name)[0])) or list(_misspelt(name))
    return _resolve(named, text, around)


def unit_of_texts(texts: Iterable[str], *, context: Iterable[str] = ()) -> Resolved:
    """The unit a heading speaks for: the lowest unit whose office it names, parents as evidence.

    Where it names none by its office, any unit named with its kind. Different units of the lowest level
    are candidates to ask about.
    """
    lines = [text for text in texts if text]
    named = [mention for line in lines for mention in _of_office(line)]
    named = named or [mention for line in lines for mention in _mentions(line)]
    named = named or [mention for line in lines for mention in _misspelt(line)][:1]
    return _resolve(named, " ".join(lines)[:80], (*lines, *context))


def _resolve(named: Sequence[Mention], text: str, context: Iterable[str]) -> Resolved:
    if not named:
        return Resolved(written=text, similar=similar_units(text))
    known = _named_codes(named, tuple(context))
    lowest = _lowest(named)
    found: dict[Unit, Mention] = {}
    for mention in lowest:
        for unit in _fitting(mention.units, known):
            found.setdefault(unit, mention)
    written = lowest[0].written
    if len(found) == 1 and all(mention.units for mention in lowest):
        unit, mention = next(iter(found.items()))
        return Resolved(unit, written=mention.written, misspelt=not any(one.exact for one in lowest))
    if not found:
        return Resolved(written=written, similar=similar_units(written, lowest[0].level))
    return Resolved(candidates=tuple(found), written=written)


def _lowest(named: Sequence[Mention]) -> list[Mention]:
    """The mentions of the lowest level that is named."""
    lowest = min(_ORDER[mention.level] for mention in named)
    return [mention for mention in named if _ORDER[mention.level] == lowest]


def _fitting(candidates: tuple[Unit, ...], known: set[str]) -> tuple[Unit, ...]:
    """Among namesakes those with the most ancestors named in the text."""
    support = {unit.code: sum(above.code in known for above in ancestors(unit.code)) for unit in candidates}
    most = max(support.values(), default=0)
    return tuple(unit for unit in candidates if support[unit.code] == most)


def _named_codes(named: Sequence[Mention], context: tuple[str, ...]) -> set[str]:
    around = [mention for text in context for mention in (*_mentions(text), *_bare(text))]
    return {unit.code for mention in (*named, *around) for unit in mention.units}


def _of_office(line: str) -> Iterator[Mention]:
    """Units named right after the word for their office; in a line that begins so, also names not known."""
    words = words_of(line)
    folded = [fold_words(word) for word in words]
    exact = {mention.at[0]: mention for mention in _mentions(line)}
    begins = is_office(line) or (line.isupper() and bool(kind_at(folded, 0)[0]))
    if begins and ":" in line and (bare := list(_bare(line.partition(":")[2].strip()))):
        yield from bare
        return
    for start in range(len(words)):
        kinds, after = kind_at(folded, start)
        if not kinds or not _follows_office(folded, start, begins and start < 6):
            continue
        if after in exact:
            yield exact[after]
        elif begins:
            yield _unknown(words, folded, start, after)
            return


def _follows_office(folded: Sequence[str], start: int, line_begins: bool) -> bool:
    before = " ".join(folded[:start])
    if line_begins and not start:
        return True
    return bool(re.search(rf"(?:{_OFFICE_WORDS})$", before)) or (line_begins and "don vi" in before)


def _unknown(words: Sequence[str], folded: Sequence[str], start: int, after: int) -> Mention:
    """The name after a kind word that is no unit's as written: one slip away from a unit's, or of none."""
    kinds, _ = kind_at(folded, start)
    level = unit_kinds()[kinds[0]].level
    for length in range(min(_LONGEST_NAME, len(words) - after), 0, -1):
        if near := near_units(" ".join(folded[after : after + length]), kinds):
            return Mention(" ".join(words[start : after + length]), near, exact=False, level=level)
    return Mention(" ".join(words[start : after + _LONGEST_NAME]), (), exact=False, level=level)


@lru_cache(maxsize=16_384)
def _mentions(text: str) -> tuple[Mention, ...]:
    """Names that follow a word for their kind."""
    return tuple(_found_mentions(text))


def _found_mentions(text: str) -> Iterator[Mention]:
    words = words_of(text)
    folded = [fold_words(word) for word in words]
    taken = -1
    for start in range(len(words)):
        kinds, after = kind_at(folded, start)
        if not kinds or start < taken:
            continue
        for length in range(min(_LONGEST_NAME, len(words) - after), 0, -1):
            found = _of_kinds(" ".join(folded[after : after + length]), kinds)
            if found:
                taken = after + length
                yield _mention(words, (start, after, taken), found, kinds)
                break


def _mention(
    words: Sequence[str], at: tuple[int, int, int], found: tuple[Unit, ...], kinds: tuple[str, ...]
) -> Mention:
    start, after, end = at
    bare = " ".join(words[after:end])
    right = tuple(unit for unit in found if written_right(bare, (unit,)))
    of_kind = all(unit.kind in kinds for unit in found)
    return Mention(
        " ".join(words[start:end]), right or found, bool(right) and of_kind, found[0].level, (after, end)
    )


def _says_more(text: str, named: Sequence[Mention]) -> bool:
    """Whether a cell holds words besides units, their kinds and their offices."""
    words = [fold_words(word) for word in words_of(text)]
    for mention in named:
        start, end = mention.at
        words[start:end] = [""] * (end - start)
    rest = " ".join(" ".join(words).split())
    for above in (above for mention in named for unit in mention.units for above in ancestors(unit.code)):
        rest = rest.replace(fold_words(above.name), " ")
    rest = _OFFICES.sub(" ", rest)
    kinds = {part for phrase in kind_words() for part in phrase.split()}
    return any(word not in kinds and not word.isdigit() for word in rest.split())


def _bare(text: str) -> Iterator[Mention]:
    """The whole text as a name without a word for its kind."""
    name = _OFFICES.sub("", fold_words(text)).strip()
    if found := units_by_name().get(name):
        right = tuple(unit for unit in found if written_right(text, (unit,)))
        level = min((unit.level for unit in found), key=lambda one: _ORDER[one])
        yield Mention(text, right or found, bool(right), level)


def _misspelt(text: str) -> Iterator[Mention]:
    """The one name that is a slip of the pen away, for names after a word for their kind or alone."""
    words = words_of(_without_offices(text))
    folded = [fold_words(word) for word in words]
    for start in range(len(words)):
        kinds, after = kind_at(folded, start)
        for length in range(min(_LONGEST_NAME, len(words) - after), 1, -1):
            if kinds and (near := near_units(" ".join(folded[after : after + length]), kinds)):
                yield Mention(" ".join(words[start : after + length]), near, exact=False, level=near[0].level)
                return
    if near := near_units(" ".join(folded), ()):
        yield Mention(
            text, near, exact=False, level=min((one.level for one in near), key=lambda one: _ORDER[one])
        )


def _of_kinds(name: str, kinds: tuple[str, ...]) -> tuple[Unit, ...]:
    found = units_by_name().get(name, ())
    exact = tuple(unit for unit in found if unit.kind in kinds)
    levels = {unit_kinds()[kind].level for kind in kinds}
    return exact or tuple(unit for unit in found if unit.level in levels)


def _without_offices(text: str) -> str:
    return re.sub(r"(?i)\b(ubnd|hđnd|ủy ban nhân dân|uỷ ban nhân dân)\b", " ", text)


def words_of(text: str) -> list[str]:
    """The words of a text in NFC, without punctuation."""
    return [word for word in re.split(r"[^\w&]+|_", unicodedata.normalize("NFC", text)) if word]
