"""What a heading is about: one of the seven fields of reform; results or tasks ahead."""

from __future__ import annotations

from data_loaders.catalogue.folding import fold_words
from data_loaders.documents.outline_words import contains, starts_with, theme_phrases


def theme_of(title: str, above: str) -> str:
    """The field a heading names; else that of the heading above; else what its words hint at; else ""."""
    return _named(title, "names") or above or _named(title, "hints")


def is_future(title: str) -> bool:
    """Whether a section under this heading speaks of what is still to be done."""
    if contains(title, "future", "unless"):
        return False
    return starts_with(title, "future", "starts") or contains(title, "future", "contains")


def _named(title: str, role: str) -> str:
    """The theme whose phrase stands first in the title; of two at one place the longer one decides."""
    folded = f" {fold_words(title)} "
    places = [(folded.find(f" {phrase} "), -len(phrase), theme) for phrase, theme in theme_phrases(role)]
    return min((one for one in places if one[0] >= 0), default=(0, 0, ""))[2]
