"""Paragraphs broken in two by a page's end or a wrong return, joined again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from data_loaders.catalogue.folding import fold_words
from data_loaders.catalogue.units import units_by_name
from data_loaders.documents.document_model import Block, Footnote, Paragraph
from data_loaders.documents.outline_marks import mark_of
from data_loaders.documents.outline_words import ends_with

_FINISHED = re.compile(r"[.;:!?…][)”\"']?$")
_DOCUMENT_NUMBER = re.compile(r"^\d{1,5}(?:/\d{4})?/[A-ZĐ]")
_LONG = 60


def joined(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with broken paragraphs made whole; footnotes in between come after the paragraph."""
    found: list[Block] = []
    for block in blocks:
        at = _open_paragraph(found)
        if isinstance(block, Paragraph) and at is not None and _goes_on(found[at], block):  # type: ignore[arg-type]
            found[at] = _together(found[at], block)  # type: ignore[arg-type]
        else:
            found.append(block)
    return found


def _open_paragraph(found: list[Block]) -> int | None:
    """The place of the last paragraph, looking past footnotes only."""
    index = len(found) - 1
    while index >= 0 and isinstance(found[index], Footnote):
        index -= 1
    return index if index >= 0 and isinstance(found[index], Paragraph) else None


def _goes_on(above: Paragraph, block: Paragraph) -> bool:
    """Whether `block` goes on with the sentence `above` breaks off."""
    if above.heading or block.heading or above.bold != block.bold or _FINISHED.search(above.text):
        return False
    if mark_of(block.text) or len(above.text) < _LONG or above.text.isupper():
        return False
    if _broken_word(above.text):
        return True
    if block.text[0].islower():
        return not above.text.endswith(",") or len(above.text) > 2 * _LONG
    return ends_with(above.text, "broken", "after") or _broken_name(above.text, block.text)


def _broken_word(text: str) -> bool:
    return text.endswith("-") and not text.endswith(" -")


def _broken_name(above: str, below: str) -> bool:
    """Whether a unit's name is cut in two: "phường Phổ" | "Minh; …"."""
    if _DOCUMENT_NUMBER.match(below):
        return True
    last, first = re.split(r"[\s,;.]+", above)[-2:], re.split(r"[\s,;.]+", below)[:2]
    names = (" ".join((*last[-i:], *first[:j])) for i in (1, 2) for j in (1, 2))
    return last[-1][:1].isupper() and any(fold_words(name) in units_by_name() for name in names)


def _together(above: Paragraph, block: Paragraph) -> Paragraph:
    space = "" if _broken_word(above.text) else " "
    return replace(above, text=f"{above.text}{space}{block.text}")
