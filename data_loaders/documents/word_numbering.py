"""Word's automatic lists: the marks ("1.", "a)", "-") that Word shows but does not write into the text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from data_loaders.documents.outline_marks import roman_number
from data_loaders.documents.word_package import Element, attribute, child, children, is_on

_PLACE = re.compile(r"%([1-9])")
_DASHES, _MOST_ROMAN = "-–—−", 39


@dataclass(frozen=True, slots=True)
class ListLevel:
    """One level of a list: format of its number, text around it ("%1.", "-"), first number, linked style."""

    format: str
    text: str
    start: int
    style: str
    legal: bool


@dataclass(slots=True)
class Numbering:
    """The lists of a document, and how far each has counted while the document is read from top to bottom."""

    levels: Mapping[str, Mapping[int, ListLevel]]
    overrides: Mapping[str, Mapping[int, int]]
    abstract: Mapping[str, str]
    counted: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def mark(self, number: str, level: int) -> str:
        """The mark of the next paragraph of list `number` at `level` ("" when the list shows none)."""
        at = self.levels.get(number, {}).get(level)
        if at is None:
            return ""
        if at.format == "bullet":
            return _bullet(at.text)
        counts = self._count(number, level, at)
        return "" if at.format == "none" and not at.text else self._shown(number, at, counts)

    def level_of_style(self, number: str, style: str) -> int:
        """The level of a list that a paragraph style is linked to, 0 when none is."""
        return next((level for level, at in self.levels.get(number, {}).items() if at.style == style), 0)

    def _count(self, number: str, level: int, at: ListLevel) -> dict[int, int]:
        counts = self.counted.setdefault(self.abstract.get(number, number), {})
        start = self.overrides.get(number, {}).get(level)
        if start is not None and (number, level) not in self.begun:
            counts[level] = start
        else:
            counts[level] = counts[level] + 1 if level in counts else at.start
        self.begun.add((number, level))
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        return counts

    def _shown(self, number: str, at: ListLevel, counts: dict[int, int]) -> str:
        def one(match: re.Match[str]) -> str:
            level = int(match[1]) - 1
            other = self.levels[number].get(level, at)
            style = "decimal" if at.legal else other.format
            return formatted(counts.get(level, other.start), style)

        return _PLACE.sub(one, at.text)


def formatted(value: int, style: str) -> str:
    """A number in one of Word's formats."""
    if style in ("upperRoman", "lowerRoman") and 0 < value <= _MOST_ROMAN:
        return roman_number(value) if style == "upperRoman" else roman_number(value).lower()
    if style in ("upperLetter", "lowerLetter") and value > 0:
        letter = chr(97 + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letter.upper() if style == "upperLetter" else letter
    return f"{value:02d}" if style == "decimalZero" else str(value)


def read_numbering(root: Element | None) -> Numbering:
    """The lists of the part `numbering`, none when there is no such part."""
    every = {attribute(one, "abstractNumId"): _levels(one) for one in children(root, "abstractNum")}
    levels: dict[str, dict[int, ListLevel]] = {}
    overrides: dict[str, dict[int, int]] = {}
    abstract: dict[str, str] = {}
    for one in children(root, "num"):
        number = attribute(one, "numId")
        abstract[number] = attribute(child(one, "abstractNumId"), "val")
        levels[number] = {**every.get(abstract[number], {}), **_own_levels(one)}
        overrides[number] = _starts(one)
    return Numbering(levels, overrides, abstract)


def _levels(abstract: Element) -> dict[int, ListLevel]:
    return {whole(attribute(one, "ilvl")): _level(one) for one in children(abstract, "lvl")}


def _own_levels(number: Element) -> dict[int, ListLevel]:
    found = {}
    for one in children(number, "lvlOverride"):
        if (level := child(one, "lvl")) is not None:
            found[whole(attribute(one, "ilvl"))] = _level(level)
    return found


def _starts(number: Element) -> dict[int, int]:
    return {
        whole(attribute(one, "ilvl")): whole(attribute(child(one, "startOverride"), "val"))
        for one in children(number, "lvlOverride")
        if child(one, "startOverride") is not None
    }


def _level(level: Element) -> ListLevel:
    start = attribute(child(level, "start"), "val")
    return ListLevel(
        format=attribute(child(level, "numFmt"), "val") or "decimal",
        text=attribute(child(level, "lvlText"), "val"),
        start=whole(start) if start else 1,
        style=attribute(child(level, "pStyle"), "val"),
        legal=is_on(child(level, "isLgl")),
    )


def whole(text: str) -> int:
    """A small whole number written in an attribute, 0 when it is none."""
    return int(text) if text.isdigit() and len(text) < 7 else 0


def _bullet(text: str) -> str:
    """Bullets of any look count as the dash of a list; plus and star stay."""
    return text if text in ("+", "*") else "-"
