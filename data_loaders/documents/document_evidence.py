"""Of which unit and period a report is, by all it says: head, first sentence, end, place, appendix, file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import PurePath

from data_loaders.catalogue.folding import fold, fold_words
from data_loaders.catalogue.units import Unit, unit_kinds
from data_loaders.documents.document_head import is_place_line, place_of_signing, texts, title
from data_loaders.documents.document_parts import DocumentParts
from data_loaders.documents.outline_words import contains, phrases
from data_loaders.names.period_names import PeriodFound, period_of_file, period_of_lines
from data_loaders.names.unit_names import Resolved, unit_of_cell, unit_of_texts

_KIND = r"(?i:xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tỉnh)"
_NAME = r"(?:\s+[A-ZÀ-ỸĐ][\w’']*){1,5}"
_SPEAKS = re.compile(
    rf"(?i:ubnd|[uủ][yỷỵ] ban nhân dân)\s+({_KIND}(?:{_NAME})?)\s*,?\s+(?i:(?:kính |xin )?báo cáo)\b"
)
_OFFICE = re.compile(
    r"\b(?:ubnd|uy ban nhan dan) (xa|phuong|thi tran|dac khu|huyen|quan|thi xa|thanh pho|tinh)\b"
)
_LINES_OF_APPENDIX = 4
_LEAST_NAMED, _MOST_NAMES = 2, 60
_LOWEST_FIRST = ("commune", "district", "province")


@dataclass(frozen=True, slots=True)
class UnitEvidence:
    """One part of the report that may name its unit: which part (for a person), and what it resolves to."""

    where: str
    found: Resolved


def unit_evidence(parts: DocumentParts, file: str) -> list[UnitEvidence]:
    """What each part of the report says about its unit, the most trusted part first."""
    head = texts(parts.head)
    context = (*head, *texts(parts.closing), *texts(parts.recipients))
    said = [
        ("phần đầu văn bản", _resolve([*office_lines(head), " ".join(office_lines(head))], context)),
        ("câu mở đầu", _resolve([match[1] for line in head for match in _SPEAKS.finditer(line)], context)),
        ("tiêu đề", _resolve([title(head)], context)),
        ("câu kết", _resolve(texts(parts.closing), context)),
        ("dòng địa danh", _of_place(place_of_signing(head), context)),
        ("phụ lục", _resolve(texts(parts.appendix)[:_LINES_OF_APPENDIX], context)),
        ("tên tệp", _resolve([spaced(file)], context)),
    ]
    levels = levels_that_speak(parts)
    fitting = [UnitEvidence(where, _of_levels(found, levels)) for where, found in said]
    return [*fitting, UnitEvidence("nội dung", _most_named(parts, levels, context))]


def unit_of_document(evidence: Sequence[UnitEvidence]) -> Resolved:
    """The unit by the first part that names one; candidates when no part tells namesakes apart."""
    asked = next((one.found for one in evidence if one.found.candidates), Resolved())
    settled = next((one.found for one in evidence if one.found.unit), None)
    if settled and (not asked.candidates or settled.unit in asked.candidates):
        return settled
    return asked


def office_lines(head: Sequence[str]) -> list[str]:
    """The lines of a head that name the issuing office and its superiors: those above number and title."""
    lines: list[str] = []
    for line in head:
        if line.upper().startswith(("BÁO CÁO", "SỐ:", "SỐ ")) or is_place_line(line):
            break
        if not contains(line, "head", "national") and fold_words(line) not in phrases(
            "head", "national_rest"
        ):
            lines.append(line)
    return lines


def levels_that_speak(parts: DocumentParts) -> frozenset[str]:
    """The levels the issuing office can be of: by name, by "UBND huyện báo cáo", by the text."""
    head = texts(parts.head)
    named = _kinds([" ".join(office_lines(head))]) or _speaking_kinds(head) or _kinds(texts(parts.closing))
    kinds = [min(named, key=_lowest)] if named else _most_common(_kinds(texts(parts.body)))
    return frozenset(level for kind in kinds for level in _levels(kind))


def period_of_document(parts: DocumentParts, file: str) -> PeriodFound:
    """The period the title names, else the head, the end, the tables' captions, the file's name."""
    head = texts(parts.head)
    found = period_of_lines(
        (title(head), *head, *texts(parts.closing), *texts(parts.appendix)[:_LINES_OF_APPENDIX])
    )
    if found.period or found.candidates or found.unofficial:
        return found
    return period_of_file(PurePath(file).stem)


def spaced(file: str) -> str:
    """A file's name as words."""
    return re.sub(r"[-_.]+", " ", PurePath(file).stem)


def _resolve(lines: Iterable[str], context: Iterable[str]) -> Resolved:
    own = [line for line in lines if line]
    return unit_of_texts(own, context=context) if own else Resolved()


def _of_place(place: str, context: Iterable[str]) -> Resolved:
    return unit_of_cell(place, context=context) if place else Resolved()


def _of_levels(found: Resolved, levels: frozenset[str]) -> Resolved:
    """Nothing when the unit named is of another level than the office that speaks (a parent, a part)."""
    fits = not levels or any(unit.level in levels for unit in _units(found))
    return found if fits else Resolved(written=found.written)


def _most_named(parts: DocumentParts, levels: frozenset[str], context: Iterable[str]) -> Resolved:
    """The unit of these levels the text names most often, at least twice."""
    named: Counter[str] = Counter()
    known: dict[str, Resolved] = {}
    spoken = Counter(_named_units(texts(parts.body)) if levels else ())
    for phrase, times in spoken.most_common(_MOST_NAMES):
        found = unit_of_texts([phrase], context=context)
        if not found.misspelt and any(unit.level in levels for unit in _units(found)):
            key = " ".join(sorted(unit.code for unit in _units(found)))
            named[key] += times
            known[key] = found
    best = next(iter(named.most_common(1)), ("", 0))
    return known[best[0]] if best[1] >= _LEAST_NAMED else Resolved()


def _named_units(lines: Iterable[str]) -> Iterator[str]:
    pattern = re.compile(rf"\b{_KIND}{_NAME}")
    return (match[0] for line in lines for match in pattern.finditer(line))


def _speaking_kinds(lines: Iterable[str]) -> list[str]:
    spoken = [fold(match[1]) for line in lines for match in _SPEAKS.finditer(line)]
    return [kind for text in spoken for kind in _kind_levels() if text == kind or text.startswith(f"{kind} ")]


def _kinds(lines: Iterable[str]) -> list[str]:
    return [kind for line in lines for kind in _OFFICE.findall(fold(line))]


def _most_common(kinds: Sequence[str]) -> list[str]:
    return [kind for kind, _ in Counter(kinds).most_common(1)]


def _units(found: Resolved) -> tuple[Unit, ...]:
    return (found.unit,) if found.unit else found.candidates


def _levels(kind: str) -> set[str]:
    return _kind_levels()[kind]


def _lowest(kind: str) -> int:
    return min(_LOWEST_FIRST.index(level) for level in _levels(kind))


@cache
def _kind_levels() -> dict[str, set[str]]:
    """The levels a folded word for a kind of unit can mean: "thanh pho" is a province or a district."""
    found: dict[str, set[str]] = {}
    for kind in unit_kinds().values():
        found.setdefault(fold(kind.name_vi), set()).add(kind.level)
    return found
