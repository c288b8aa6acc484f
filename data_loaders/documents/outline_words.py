"""The words by which a report's parts are known. Data: `outline_words.toml`, which checks itself at load."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from data_loaders.catalogue.data_files import require, unique
from data_loaders.catalogue.folding import fold, fold_words
from data_loaders.catalogue.indicators import themes

_FILE = "outline_words.toml"


@cache
def phrases(part: str, role: str) -> tuple[str, ...]:
    """The folded phrases of `role` in part `part` of the data file."""
    return tuple(fold_words(phrase) for phrase in _words()[part][role])


@cache
def theme_phrases(role: str) -> tuple[tuple[str, str], ...]:
    """Phrase and theme for every phrase of `role` (names, hints), the longest first."""
    every = [(fold_words(one), theme) for theme, row in _words()["themes"].items() for one in row[role]]
    return tuple(sorted(every, key=lambda one: -len(one[0])))


def starts_with(text: str, part: str, role: str) -> bool:
    """Whether `text` begins with one of the phrases, as whole words."""
    folded = f"{fold_words(text)} "
    return any(folded.startswith(f"{phrase} ") for phrase in phrases(part, role))


def ends_with(text: str, part: str, role: str) -> bool:
    """Whether `text` ends with one of the phrases, as whole words."""
    folded = f" {fold_words(text[-60:])}"
    return any(folded.endswith(f" {phrase}") for phrase in phrases(part, role))


def contains(text: str, part: str, role: str) -> bool:
    """Whether one of the phrases stands in `text` as whole words."""
    return place_of(text, part, role) is not None


def place_of(text: str, part: str, role: str) -> int | None:
    """Where in the folded text the first of the phrases stands as whole words, or None."""
    folded = f" {fold_words(text)} "
    places = [folded.find(f" {phrase} ") for phrase in phrases(part, role)]
    return min((place for place in places if place >= 0), default=None)


@cache
def _words() -> dict[str, Any]:
    """The data file. Raises `CatalogueError` on an unknown theme, an unfolded phrase or one listed twice."""
    loaded = tomllib.loads(Path(__file__).with_name(_FILE).read_text(encoding="utf-8"))
    for theme, row in loaded["themes"].items():
        require(theme in themes(), _FILE, f"unknown theme {theme!r}")
        unique(_FILE, (*row["names"], *row["hints"]))
    for part in loaded.values():
        for role, listed in part.items():
            for phrase in listed if isinstance(listed, list) else ():
                require(phrase == fold(phrase), _FILE, f"{role}: {phrase!r} is not folded")
    return loaded
