"""Labels of rows and columns as they are compared. Data: `label_words.toml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from data_loaders.catalogue.data_files import document
from data_loaders.catalogue.folding import fold_words

_BRACKETS = re.compile(r"\([^()]*\)")
_LONG_ENOUGH, _ALIKE = 5, 60.0
_YEAR = re.compile(r"(?:19|20)\d\d")


@lru_cache(maxsize=65_536)
def plain_label(text: str) -> str:
    """`text` as compared: folded words, each phrase in the one form that stands for it."""
    folded = fold_words(text)
    short = _long_phrases().sub(lambda found: _same()[found[0]], folded)
    words = short.split()
    return " ".join(word for index, word in enumerate(words) if not index or word != words[index - 1])


def bare_label(text: str) -> str:
    """`plain_label` without what stands in brackets."""
    return plain_label(_BRACKETS.sub(" ", text))


@lru_cache(maxsize=200_000)
def likeness(label: str, other: str) -> float:
    """How alike two labels are, 0 to 100, brackets or not; 0 when alike ones contradict each other."""
    pairs = {(cut(label), cut(other)) for cut in (plain_label, bare_label, fold_words)}
    alike = max((fuzz.ratio(*pair) for pair in pairs if all(pair)), default=0.0)
    return 0.0 if alike >= _ALIKE and contradict(plain_label(label), plain_label(other)) else alike


def same_label(label: str, other: str) -> bool:
    """Whether two labels say the same word by word, with or without brackets."""
    return bool(plain_label(label)) and (
        plain_label(label) == plain_label(other)
        or (bool(bare_label(label)) and bare_label(label) == bare_label(other))
    )


def contradict(one: str, other: str) -> bool:
    """Whether two plain labels cannot mean the same: other digits, level, negation, rate against count."""
    first, second = _traits(one), _traits(other)
    return (
        any(
            mine - theirs and theirs - mine
            for mine, theirs in zip(first.phrases, second.phrases, strict=True)
        )
        or bool(first.numbers and second.numbers and first.numbers != second.numbers)
        or {first.kind, second.kind} == {"rate", "count"}
        or first.negations != second.negations
    )


@dataclass(frozen=True, slots=True)
class _Traits:
    """What labels can contradict each other in: phrases of opposites, numbers, kind, negations."""

    phrases: tuple[frozenset[str], ...]
    numbers: tuple[str, ...]
    kind: str
    negations: frozenset[str]


@lru_cache(maxsize=65_536)
def _traits(plain: str) -> _Traits:
    groups, negations, _ = _opposites()
    padded, words = f" {plain} ", plain.split()
    kind = "rate" if plain.startswith("ty le") else "count" if plain.startswith(("so ", "tong so ")) else ""
    return _Traits(
        tuple(frozenset(phrase for phrase in group if f" {phrase} " in padded) for group in groups),
        tuple(sorted(word for word in words if word.isdigit() and not _YEAR.fullmatch(word))),
        kind,
        frozenset(word for word in negations if _has_word(words, word)),
    )


def _has_word(words: list[str], word: str) -> bool:
    """Whether a label holds a word; a long one perhaps with a slip that makes no other word."""
    if len(word) < _LONG_ENOUGH or word in words:
        return word in words
    others = _opposites()[2]
    return any(one not in others and OSA.distance(one, word, score_cutoff=1) <= 1 for one in words)


@cache
def _same() -> dict[str, str]:
    return document("label_words.toml")["same"]


@cache
def _opposites() -> tuple[list[list[str]], list[str], list[str]]:
    loaded = document("label_words.toml")["opposites"]
    return loaded["groups"], loaded["negations"], loaded["no_negations"]


@cache
def _long_phrases() -> re.Pattern[str]:
    phrases = sorted(_same(), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, phrases)) + r")\b")
