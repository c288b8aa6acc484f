"""What a heading is about: one of the seven fields of reform; results or tasks ahead."""

from __future__ import annotations

import re

from data_loaders.catalogue.folding import fold_words
from data_loaders.documents.outline_words import phrases, place_of, starts_with, theme_phrases

_GIVEN_TASKS = re.compile(r"(?:cac )?nhiem vu (.+?) giao\b")


def theme_of(title: str, above: str) -> str:
    """The field a heading names; else that of the heading above; else what its words hint at; else ""."""
    return _named(title, "names") or above or _named(title, "hints")


def is_future(title: str) -> bool:
    """Whether a section under this heading speaks of what is still to be done."""
    if _names_given_tasks(title):
        return False
    ahead = 0 if starts_with(title, "future", "starts") else place_of(title, "future", "contains")
    told = place_of(title, "future", "unless")
    return ahead is not None and (told is None or ahead < told)


def _names_given_tasks(title: str) -> bool:
    """Whether a heading names tasks by who gave them: "Nhiệm vụ do UBND thành phố giao"."""
    between = _GIVEN_TASKS.match(fold_words(title))
    return between is not None and set(between[1].split()) <= set(phrases("future", "givers"))


def _named(title: str, role: str) -> str:
    """The theme whose phrase stands first in the title; of two at one place the longer one decides."""
    folded = f" {fold_words(title)} "
    places = [(folded.find(f" {phrase} "), -len(phrase), theme) for phrase, theme in theme_phrases(role)]
    return min((one for one in places if one[0] >= 0), default=(0, 0, ""))[2]
