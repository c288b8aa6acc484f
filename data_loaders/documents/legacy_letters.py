"""Letters of old Vietnamese fonts (TCVN3, VNI), or of fonts without a code table: wrong without the font.

"C¶i c¸ch hµnh chÝnh" and "Caûi caùch haønh chính" look like "Cải cách hành chính" only in their fonts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from data_loaders.documents.document_model import Block, DocumentTable, Footnote, Paragraph
from data_loaders.files.file_limits import UnreadableFile

_FOREIGN = "µ¸¶·¹¨»¾¼½©®ª«¬×÷ßþðÞñöøûïäåëüæÿÖØÑÛÄÅËÜÆÏÇÐ�"
"""Letters no Vietnamese word has, but those of old fonts are full of."""
_OLD_WORD = re.compile(
    rf"(?<!\w)\w*(?:[A-Za-z][{_FOREIGN}]|[{_FOREIGN}][A-Za-z])\S*|[{_FOREIGN}\ue000-\uf8ff]{{3}}"
)
_WORD = re.compile(r"[^\W\d_]{2,}|\S{3,}")
_MOSTLY, _FEWEST = 0.2, 3
_MOST_SHOWN = 40


def refuse_legacy(blocks: Sequence[Block]) -> None:
    """Raise `UnreadableFile` when most of a text is in letters of old fonts."""
    if is_legacy(" ".join(_texts(blocks))):
        raise UnreadableFile("document_old_font")


def legacy_places(blocks: Sequence[Block]) -> list[str]:
    """The beginnings of the paragraphs in letters of old fonts, as they come out."""
    return [text[:_MOST_SHOWN] for text in _texts(blocks) if is_legacy(text)]


def is_legacy(text: str) -> bool:
    """Whether a fifth of the words (and more than two) hold letters of old fonts."""
    old = len(_OLD_WORD.findall(text))
    return old >= _FEWEST and old >= _MOSTLY * len(_WORD.findall(text))


def _texts(blocks: Sequence[Block]) -> Iterable[str]:
    for block in blocks:
        if isinstance(block, Paragraph | Footnote):
            yield block.text
        elif isinstance(block, DocumentTable):
            yield from (" ".join(row) for row in block.rows)
