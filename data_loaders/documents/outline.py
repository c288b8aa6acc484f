"""The outline of a report: sections by the numbering offices use, whatever the look of their headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from data_loaders.documents.document_model import Block, DocumentTable, Footnote, Paragraph
from data_loaders.documents.heading_titles import Title, clause_of, title_of
from data_loaders.documents.outline_chains import Candidate, accepted
from data_loaders.documents.outline_marks import NUMBERED_UP_TO, heading_rank, mark_of
from data_loaders.documents.section_themes import is_future, theme_of
from data_loaders.drafts import Section

_LONGEST_BOLD = 160
SEPARATOR = " › "


@dataclass(slots=True)
class OutlineEntry:
    """A section and the blocks of its own (not those of the sections below it)."""

    section: Section
    blocks: list[Block] = field(default_factory=list)


def outline_of(blocks: Sequence[Block]) -> list[OutlineEntry]:
    """The sections of a report's body in reading order; what stands before the first one is left out."""
    entries = _entries(list(blocks), below=-1, depth=1) or _by_bold(list(blocks))
    return _with_texts(entries)


def first_heading(blocks: Sequence[Block]) -> int | None:
    """Where the outline begins: the place of the first block that is a heading, or None."""
    candidates = _candidates(list(blocks), below=-1)
    for rank in sorted({one.rank for one in candidates if one.rank <= NUMBERED_UP_TO}):
        chosen = accepted([one for one in candidates if one.rank == rank])
        if chosen:
            return chosen[0].index
    return None


def section_path(sections: Sequence[Section], index: int) -> str:
    """The headings that lead to a section: "II. KẾT QUẢ THỰC HIỆN › 2. Cải cách thủ tục hành chính"."""
    path, depth = [section_heading(sections[index])], sections[index].depth
    for one in reversed(sections[:index]):
        if one.depth < depth:
            path.insert(0, section_heading(one))
            depth = one.depth
    return SEPARATOR.join(path)


def section_heading(section: Section) -> str:
    """A heading as it is printed: "II. KẾT QUẢ", "a) Kiểm soát", "- Tình hình"."""
    if not section.number:
        return section.title
    after = "" if section.number in ("-", "+", "*") else ")" if section.number.isalpha() and section.number.islower() else "."
    return f"{section.number}{after} {section.title}"


def _entries(blocks: list[Block], *, below: int, depth: int) -> list[OutlineEntry]:
    """The sections of a stretch of blocks by the highest rank below `below` whose items are headings."""
    candidates = _candidates(blocks, below)
    for rank in sorted({one.rank for one in candidates}):
        chosen = accepted([one for one in candidates if one.rank == rank])
        if chosen:
            return _split(blocks, chosen, rank, depth)
    return []


def _split(blocks: list[Block], chosen: list[Candidate], rank: int, depth: int) -> list[OutlineEntry]:
    entries: list[OutlineEntry] = []
    ends = [*(one.index for one in chosen[1:]), len(blocks)]
    for one, end in zip(chosen, ends, strict=True):
        title = one.title or Title(clause_of(one.rest), one.rest)
        text = [Paragraph(title.text)] if title.text else []
        inside: list[Block] = [*text, *blocks[one.index + 1 : end]]
        deeper = _entries(inside, below=rank, depth=depth + 1)
        own = inside[: _first_index(inside, rank)] if deeper else inside
        entries.append(OutlineEntry(Section(one.number, title.title, depth, ""), own))
        entries += deeper
    return entries


def _first_index(inside: list[Block], rank: int) -> int:
    """Where the sections inside begin (they exist)."""
    candidates = _candidates(inside, rank)
    for deeper in sorted({one.rank for one in candidates}):
        if chosen := accepted([one for one in candidates if one.rank == deeper]):
            return chosen[0].index
    return len(inside)


def _candidates(blocks: list[Block], below: int) -> list[Candidate]:
    found: list[Candidate] = []
    for index, block in enumerate(blocks):
        mark = mark_of(block.text) if isinstance(block, Paragraph) else None
        if isinstance(block, Paragraph) and (mark or block.heading):
            rank = mark.rank if mark else heading_rank(block.heading)
            if rank > below:
                rest, number, order = (mark.rest, mark.number, mark.order) if mark else (block.text, "", 0)
                found.append(Candidate(index, rank, number, order, rest, block.heading > 0, block.bold))
    return [replace(one, title=_title(one, blocks, found)) for one in found]


def _title(one: Candidate, blocks: list[Block], every: list[Candidate]) -> Title | None:
    after = next((other.index for other in every if other.index > one.index and other.rank <= one.rank), None)
    content = after is None or after > one.index + 1
    return title_of(one.rest, blocks[one.index], one.rank, has_content=content)  # type: ignore[arg-type]


def _by_bold(blocks: list[Block]) -> list[OutlineEntry]:
    """Sections by short bold paragraphs, for a report that numbers nothing."""
    at = [
        index
        for index, block in enumerate(blocks)
        if isinstance(block, Paragraph) and block.bold and len(block.text) <= _LONGEST_BOLD and block.text[-1] not in ".;,"
    ]
    ends = [*at[1:], len(blocks)]
    return [
        OutlineEntry(Section("", blocks[first].text.rstrip(" :"), 1, ""), blocks[first + 1 : end])  # type: ignore[union-attr]
        for first, end in zip(at, ends, strict=True)
    ]


def _with_texts(entries: list[OutlineEntry]) -> list[OutlineEntry]:
    """Fill in the texts, and by the headings the themes and whether a section is about the future."""
    done: list[Section] = []
    for entry in entries:
        above = next((one for one in reversed(done) if one.depth < entry.section.depth), None)
        entry.section = replace(
            entry.section,
            text=text_of_blocks(entry.blocks),
            theme=theme_of(entry.section.title, above.theme if above else ""),
            future=is_future(entry.section.title) or bool(above and above.future),
        )
        done.append(entry.section)
    return entries


def text_of_blocks(blocks: Sequence[Block]) -> str:
    """The paragraphs a line each; footnotes at the end, their marks in front; tables are kept elsewhere."""
    lines = [block.text for block in blocks if isinstance(block, Paragraph)]
    notes = [f"{block.mark} {block.text}" for block in blocks if isinstance(block, Footnote)]
    return "\n".join([*lines, *notes])


def tables_in(entry: OutlineEntry) -> list[DocumentTable]:
    """The tables among a section's own blocks."""
    return [block for block in entry.blocks if isinstance(block, DocumentTable)]
