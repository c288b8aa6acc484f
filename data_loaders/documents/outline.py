"""The outline of a report: sections by the numbering offices use, whatever the look of their headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from data_loaders.documents.document_model import Block, Paragraph
from data_loaders.documents.footnote_marks import notes_by_section
from data_loaders.documents.heading_titles import Title, clause_of, title_of
from data_loaders.documents.outline_chains import Candidate, accepted
from data_loaders.documents.outline_marks import DASH, NUMBERED_UP_TO, heading_rank, mark_of
from data_loaders.documents.section_themes import is_future, theme_of
from data_loaders.drafts import Section

_LONGEST_BOLD = 160
SEPARATOR = " › "
UNTITLED = "Nội dung"


@dataclass(slots=True)
class OutlineEntry:
    """A section and the blocks of its own (not those of the sections below it)."""

    section: Section
    blocks: list[Block] = field(default_factory=list)


def outline_of(blocks: Sequence[Block]) -> list[OutlineEntry]:
    """The sections of a report's body in reading order; what belongs to none becomes one before them."""
    own, inside = _own_blocks(list(blocks), -1)
    entries = _entries(inside, below=-1, depth=1)
    if not entries:
        own, entries = _by_bold(list(blocks))
    if own and entries:
        entries.insert(0, OutlineEntry(Section("", UNTITLED, 1, ""), own))
    return _with_texts(entries)


def first_heading(blocks: Sequence[Block]) -> int | None:
    """Where the outline begins: the place of the first numbered or styled heading, or None."""
    numbered = [one for one in _headings(list(blocks), -1) if one.rank <= NUMBERED_UP_TO]
    return numbered[0].index if numbered else None


def section_path(sections: Sequence[Section], index: int) -> str:
    """The headings that lead to a section: "II. KẾT QUẢ THỰC HIỆN › 2. Cải cách thủ tục hành chính"."""
    path, depth = [section_heading(sections[index])], sections[index].depth
    for one in reversed(sections[:index]):
        if one.depth < depth:
            path.insert(0, section_heading(one))
            depth = one.depth
        if depth == 1:
            break
    return SEPARATOR.join(path)


def section_heading(section: Section) -> str:
    """A heading as it is printed: "II. KẾT QUẢ", "a) Kiểm soát", "- Tình hình"."""
    if not section.number:
        return section.title
    after = (
        ""
        if section.number in ("-", "+", "*")
        else ")"
        if section.number.isalpha() and section.number.islower()
        else "."
    )
    return f"{section.number}{after} {section.title}"


def _entries(blocks: list[Block], *, below: int, depth: int) -> list[OutlineEntry]:
    """The sections of a stretch of blocks by the highest rank below `below` whose items are headings."""
    chosen = _headings(blocks, below)
    return _split(blocks, chosen, depth) if chosen else []


def _headings(blocks: list[Block], below: int) -> list[Candidate]:
    """The headings of the highest rank that has some; where dashes are a list, marks under them are too."""
    candidates = _candidates(blocks, below)
    for rank in sorted({one.rank for one in candidates}):
        chosen = accepted([one for one in candidates if one.rank == rank])
        if chosen or rank >= DASH:
            return chosen
    return []


def _split(blocks: list[Block], chosen: list[Candidate], depth: int) -> list[OutlineEntry]:
    entries: list[OutlineEntry] = []
    ends = [*(one.index for one in chosen[1:]), len(blocks)]
    for one, end in zip(chosen, ends, strict=True):
        title = one.title or Title(clause_of(one.rest), one.rest)
        text = [Paragraph(title.text)] if title.text else []
        inside: list[Block] = [*text, *blocks[one.index + 1 : end]]
        title = title if title.title else _title_below(inside)
        own, inside = _own_blocks(inside, one.rank)
        entries.append(OutlineEntry(Section(one.number, title.title, depth, ""), own))
        entries += _entries(inside, below=one.rank, depth=depth + 1)
    return entries


def _title_below(inside: list[Block]) -> Title:
    """The title of a part on the line under its number ("Phần thứ nhất"), taken out of its blocks."""
    first = inside[0] if inside else None
    if not isinstance(first, Paragraph) or len(first.text) > _LONGEST_BOLD or mark_of(first.text):
        return Title("")
    del inside[0]
    return Title(first.text)


def _own_blocks(inside: list[Block], rank: int) -> tuple[list[Block], list[Block]]:
    """What belongs to a section itself, and what to the sections in it: a dash without a title is its own."""
    headings = _headings(inside, rank)
    if not headings:
        return inside, []
    first = headings[0].index
    if headings[0].rank < DASH:
        return inside[:first], inside[first:]
    starts = {one.index for one in headings}
    plain = {one.index for one in _candidates(inside, rank) if one.rank == headings[0].rank} - starts
    own, rest, is_own = [], [], True
    for index, block in enumerate(inside):
        is_own = index in plain or (is_own and index not in starts)
        (own if is_own else rest).append(block)
    return own, rest


def _candidates(blocks: list[Block], below: int) -> list[Candidate]:
    """The marked and styled paragraphs below a rank, with their titles where they have some."""
    found: list[Candidate] = []
    nearest: dict[int, int] = {}
    for index in range(len(blocks) - 1, -1, -1):
        one = _candidate(index, blocks[index])
        if one and one.rank > below:
            after = min((place for rank, place in nearest.items() if rank <= one.rank), default=len(blocks))
            nearest[one.rank] = index
            found.append(replace(one, title=_title(one, blocks[index], after)))
    return found[::-1]


def _candidate(index: int, block: Block) -> Candidate | None:
    if not isinstance(block, Paragraph):
        return None
    if mark := mark_of(block.text):
        return Candidate(index, mark.rank, mark.number, mark.order, mark.rest, block.heading > 0, block.bold)
    if block.heading:
        return Candidate(index, heading_rank(block.heading), "", 0, block.text, styled=True, bold=block.bold)
    return None


def _title(one: Candidate, block: Block, after: int) -> Title | None:
    """The title of a candidate; `after` is the place of the next one that is no deeper, or the end."""
    assert isinstance(block, Paragraph)
    return title_of(one.rest, block, one.rank, has_content=after > one.index + 1)


def _by_bold(blocks: list[Block]) -> tuple[list[Block], list[OutlineEntry]]:
    """What belongs to no section, and sections by short bold paragraphs, where nothing is numbered."""
    at = [
        index for index, block in enumerate(blocks) if isinstance(block, Paragraph) and _is_bold_title(block)
    ]
    ends = [*at[1:], len(blocks)][: len(at)]
    entries = [
        OutlineEntry(
            Section("", text_of_blocks(blocks[first : first + 1]).rstrip(" :"), 1, ""),
            blocks[first + 1 : end],
        )
        for first, end in zip(at, ends, strict=True)
    ]
    return blocks[: at[0] if at else len(blocks)], entries


def _is_bold_title(block: Paragraph) -> bool:
    return block.bold and len(block.text) <= _LONGEST_BOLD and block.text[-1] not in ".;,"


def _with_texts(entries: list[OutlineEntry]) -> list[OutlineEntry]:
    """Fill in the texts, and by the headings the themes and whether a section is about the future."""
    notes = notes_by_section([entry.blocks for entry in entries])
    above: list[Section] = []
    for index, entry in enumerate(entries):
        above = [one for one in above if one.depth < entry.section.depth]
        parent = above[-1] if above else None
        entry.section = replace(
            entry.section,
            text="\n".join(filter(None, (text_of_blocks(entry.blocks), *notes.get(index, ())))),
            theme=theme_of(entry.section.title, parent.theme if parent else ""),
            future=is_future(entry.section.title) or bool(parent and parent.future),
        )
        above.append(entry.section)
    return entries


def text_of_blocks(blocks: Sequence[Block]) -> str:
    """The paragraphs, a line each; footnotes and tables are kept elsewhere."""
    return "\n".join(block.text for block in blocks if isinstance(block, Paragraph))
