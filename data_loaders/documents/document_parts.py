"""The three parts of a report: its head, the body with the outline, the end with recipients and signature."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from data_loaders.documents.document_model import Block, DocumentTable, Paragraph
from data_loaders.documents.outline import first_heading
from data_loaders.documents.outline_words import starts_with

_LONGEST_SIGNATURE_LINE = 60
_MOST_SIGNATURE_LINES = 12
_END = re.compile(r"\./\.?\s*$")


@dataclass(slots=True)
class DocumentParts:
    """Blocks by part: head (before the outline), body, closing sentence, recipients, signature, appendix."""

    head: list[Block] = field(default_factory=list)
    body: list[Block] = field(default_factory=list)
    closing: list[Block] = field(default_factory=list)
    recipients: list[Block] = field(default_factory=list)
    signature: list[Block] = field(default_factory=list)
    appendix: list[Block] = field(default_factory=list)


def parts_of(blocks: Sequence[Block]) -> DocumentParts:
    """Cut a report into its parts."""
    end = _end_of_body(blocks)
    upto = list(blocks[:end])
    start = first_heading(upto)
    start = _after_title(upto) if start is None else start
    parts = DocumentParts(upto[:start], upto[start:])
    _cut_end(list(blocks[end:]), parts)
    return parts


def _after_title(blocks: list[Block]) -> int:
    """Where the text begins in a report without an outline: at the first long paragraph."""
    long = (i for i, one in enumerate(blocks) if isinstance(one, Paragraph) and len(one.text) > 200)
    return next(long, len(blocks))


def _end_of_body(blocks: Sequence[Block]) -> int:
    """The place of the closing sentence, else of the recipients, else of the signature, else the end."""
    for is_end in (_is_closing, _is_recipients, is_signature_line):
        at = [i for i, one in enumerate(blocks) if isinstance(one, Paragraph) and is_end(one.text)]
        if at:
            return at[-1] if is_end is not is_signature_line else _first_of_run(at)
    return len(blocks)


def _first_of_run(places: list[int]) -> int:
    first = places[-1]
    while first - 1 in places:
        first -= 1
    return first


def _is_closing(text: str) -> bool:
    return starts_with(text, "closing", "starts") or bool(_END.search(text))


def _is_recipients(text: str) -> bool:
    return starts_with(text, "closing", "recipients")


def is_signature_line(text: str) -> bool:
    """Whether a line stands above a signatory's name: "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"."""
    if len(text) > _LONGEST_SIGNATURE_LINE or text != text.upper():
        return False
    return starts_with(text, "signature", "for") or starts_with(text, "signature", "titles")


def _cut_end(blocks: list[Block], parts: DocumentParts) -> None:
    """Put the blocks from the closing sentence on into closing, recipients, signature and appendix."""
    place = parts.closing
    named = False
    for block in blocks:
        text = block.text if isinstance(block, Paragraph) else ""
        if named or isinstance(block, DocumentTable):
            place = parts.appendix
        elif _is_recipients(text):
            place = parts.recipients
        elif is_signature_line(text):
            place = parts.signature
        elif place is parts.recipients and not _is_recipient(text):
            place = parts.signature if is_name(text) else parts.appendix
        elif place is parts.closing and parts.closing and not _is_recipient(text):
            place = parts.appendix
        named = named or place is parts.appendix or (place is parts.signature and is_name(text))
        place.append(block)


def _is_recipient(text: str) -> bool:
    return (
        text.startswith(("-", "–", "+"))
        or text.rstrip().endswith((";", ","))
        or starts_with(text, "head", "addressee")
    )


def is_name(text: str) -> bool:
    """Whether a line is a person's name: two to six capitalised words, no figures."""
    words = re.sub(r"^(?:ThS|TS|BS|CN|KS|PGS|GS)\.?\s*", "", text).split()
    plain = all(re.fullmatch(r"[^\W\d_]+\.?", word) for word in words)
    capitals = all(word[0].isupper() for word in words)
    return 2 <= len(words) <= 6 and plain and capitals and not is_signature_line(text)
