"""Figures stated in a narrative's sentences, each with its quote, place and confidence.

Numbers that are no figures (documents, dates, laws, levels of service) are masked first; sections and
sentences about the future and other times yield nothing. One number is taken by one wording only: the
one that says most. Better to leave a figure out than to read a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import tomllib

from data_loaders.catalogue.indicators import indicators
from data_loaders.drafts import Figure, Place
from data_loaders.numbers import Number, read_number
from data_loaders.sentences.folded_text import fold_in_place, sentences
from data_loaders.sentences.wording_syntax import Target, compile_wording

_FILE = Path(__file__).with_name("wordings.toml")
_MASK = "\x01"


@dataclass(frozen=True, slots=True)
class Wording:
    """One way of writing: its pattern, where it holds, and whether a person should look at it."""

    template: str
    pattern: re.Pattern[str]
    targets: tuple[Target, ...]
    when: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    level: str
    doubtful: bool
    weight: int


@dataclass(frozen=True, slots=True)
class Found:
    """A figure found at [start, end) of a text, by the wording that said it."""

    figure: Figure
    start: int
    end: int
    wording: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph to read: its text, the path of its section, the folded headings above it."""

    text: str
    section: str
    headings: str = ""


def figures_in(passages: Sequence[Passage], *, level: str) -> list[Figure]:
    """The figures the passages state for a unit of `level`, in reading order, each statement once."""
    taken: dict[tuple[str, str, float], Figure] = {}
    for passage in passages:
        for found in found_in(passage, level=level):
            one = found.figure
            taken.setdefault((one.indicator, one.breakdown, one.value), one)
    return _settled(list(taken.values()))


def found_in(passage: Passage, *, level: str) -> list[Found]:
    """The figures of one paragraph with their places in it."""
    folded = _masked(fold_in_place(passage.text))
    context = f"{passage.headings}\n{folded}"
    found: list[Found] = []
    bounds = sentences(passage.text)
    for match, wording in _best(_matches(folded, context, level)):
        for figure in _figures(match, wording, passage):
            start, end = next(one for one in bounds if one[0] <= figure.start <= one[1])
            if _is_about_now(folded[start:end]):
                found.append(
                    replace(figure, figure=replace(figure.figure, quote=passage.text[start:end].strip()))
                )
    return sorted(found, key=lambda one: one.start)


def _matches(folded: str, context: str, level: str) -> Iterator[tuple[re.Match[str], Wording]]:
    for wording in wordings():
        if wording.level and wording.level != level:
            continue
        if wording.when and not wording.when.search(context):
            continue
        for match in wording.pattern.finditer(folded):
            if not (wording.unless and wording.unless.search(match[0])):
                yield match, wording


def _best(matches: Iterator[tuple[re.Match[str], Wording]]) -> list[tuple[re.Match[str], Wording]]:
    """The matches that say most, none sharing words with another."""
    ranked = sorted(matches, key=lambda one: (-one[1].weight, -len(one[0][0]), one[0].start()))
    chosen: list[tuple[re.Match[str], Wording]] = []
    used: set[tuple[int, int]] = set()
    for match, wording in ranked:
        start, end = match.span()
        if all(end <= first or last <= start for first, last in used):
            used.add((start, end))
            chosen.append((match, wording))
    return chosen


def _figures(match: re.Match[str], wording: Wording, passage: Passage) -> Iterator[Found]:
    for target in wording.targets:
        number = _number(match, target)
        if number is None or number.error:
            continue
        start, end = match.span(target.group) if target.group else match.span()
        for indicator, breakdown in target.indicators:
            value = _stored(number, target.kind, indicator)
            if value is None:
                continue
            figure = Figure(
                indicator=indicator,
                value=value,
                source="narrative",
                slot="narrative",
                breakdown=breakdown,
                place=Place(section=passage.section),
                approximate=number.approximate,
                confirmed=not wording.doubtful,
            )
            yield Found(figure, start, end, wording.template)


def _number(match: re.Match[str], target: Target) -> Number | None:
    if target.kind == "zero":
        return Number(value=0.0)
    return read_number(match[target.group])


def _stored(number: Number, kind: str, indicator: str) -> float | None:
    """The value in the indicator's stored unit; None when it cannot be such a value."""
    if indicators()[indicator].kind == "count" and (number.value != int(number.value) or number.doubtful):
        return None
    if kind == "percent" and not indicators()[indicator].may_exceed and number.value > 100:
        return None
    return number.value


def _settled(figures: list[Figure]) -> list[Figure]:
    return figures


def _is_about_now(sentence: str) -> bool:
    return not _rules()["future"].search(sentence)


def _masked(folded: str) -> str:
    """The text with numbers that are no figures made unreadable, as long as it was."""
    for mask in _rules()["masks"]:
        folded = mask.sub(lambda found: re.sub(r"\d", _MASK, found[0]), folded)
    return folded


@cache
def _rules() -> dict[str, Any]:
    loaded = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {
        "masks": tuple(re.compile(mask) for mask in loaded["masks"]),
        "future": re.compile("|".join(loaded["future"])),
    }


@cache
def wordings() -> tuple[Wording, ...]:
    """All wordings of `wordings.toml`. Raises `ValueError` for an unknown id."""
    loaded = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return tuple(_wording(row) for rows in loaded["wordings"].values() for row in rows)


def _wording(row: str | dict[str, Any]) -> Wording:
    row = {"is": row} if isinstance(row, str) else row
    pattern, targets = compile_wording(row["is"])
    for target in targets:
        for indicator, _ in target.indicators:
            if indicator not in indicators():
                raise ValueError(f"wordings.toml: unknown id {indicator!r} in {row['is']!r}")
    return Wording(
        template=row["is"],
        pattern=pattern,
        targets=targets,
        when=re.compile(fold_in_place(row["when"])) if "when" in row else None,
        unless=re.compile(fold_in_place(row["unless"])) if "unless" in row else None,
        level=row.get("level", ""),
        doubtful=row.get("doubtful", False),
        weight=10 * sum(len(target.indicators) for target in targets) + row.get("weight", 0),
    )
