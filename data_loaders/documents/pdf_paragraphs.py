"""Lines put together into paragraphs by what a page shows: spacing, indents, marks, lines that end early."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from data_loaders.catalogue.folding import nfc
from data_loaders.documents.broken_syllables import separator
from data_loaders.documents.document_model import Paragraph
from data_loaders.documents.outline_marks import ROMAN, mark_of
from data_loaders.documents.pdf_lines import Line

_AWAITS_NUMBER = re.compile(r"(?<!\w)(?:quý|khóa|loại|hạng)$", re.IGNORECASE)
_FINISHED = re.compile(r"[.;:!?…][)”\"']?$")
_MORE_SPACE, _INDENT, _CENTRED = 0.18, 8.0, 6.0
_SPACE = 0.25
_FEWEST_LINES, _ENOUGH_LINES = 8, 40


@dataclass(frozen=True, slots=True)
class Layout:
    """How a document is set: usual distance of lines in sizes of letters; by page width its edges and indent.

    Widths with too few lines to tell are left out.
    """

    leading: float
    left: dict[int, float]
    right: dict[int, float]
    indent: dict[int, float]


def layout_of(lines: Sequence[Line]) -> Layout:
    """The layout most lines of a document follow."""
    gaps: Counter[float] = Counter()
    for above, line in pairwise(lines):
        gap = (line.baseline - above.baseline) / max(line.size, 1)
        if above.page == line.page and 0.9 < gap < 2.6:
            gaps[round(gap * 20) / 20] += 1
    left: dict[int, Counter[int]] = {}
    right: dict[int, float] = {}
    for line in lines:
        width = round(line.page_width)
        left.setdefault(width, Counter())[round(line.x0)] += 1
        right[width] = max(right.get(width, 0.0), line.x1)
    known = {width: counted for width, counted in left.items() if counted.total() >= _FEWEST_LINES}
    usual = {width: float(counted.most_common(1)[0][0]) for width, counted in known.items()}
    indents = {width: _indent(counted, usual[width]) for width, counted in known.items()}
    for width, edge in usual.items():
        if known[width].total() < _ENOUGH_LINES:
            right[width] = max(right[width], width - edge)
    return Layout(gaps.most_common(1)[0][0] if gaps else 1.3, usual, right, indents)


def _indent(starts: Counter[int], left: float) -> float:
    """Where first lines begin: the place after the left edge at which most other lines do."""
    inside = Counter({x0: count for x0, count in starts.items() if x0 > left + _INDENT})
    return float(inside.most_common(1)[0][0]) if inside else left


def paragraphs_of(lines: Sequence[Line], layout: Layout) -> list[Paragraph]:
    """The paragraphs the lines make up."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and not _begins(groups[-1], line, layout):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [paragraph_of(group) for group in groups]


def paragraph_of(lines: Sequence[Line]) -> Paragraph:
    """Lines as one paragraph."""
    text = ""
    for line in lines:
        text += (separator(text, line.text, tight=False) if text else "") + line.text
    return Paragraph(nfc(text), bold=all(line.bold for line in lines), page=lines[0].page)


def _begins(group: list[Line], line: Line, layout: Layout) -> bool:
    """Whether a line begins a new paragraph after the lines of `group`."""
    above = group[-1]
    if not {round(above.page_width), round(line.page_width)} <= layout.left.keys():
        return not line.text[0].islower()
    if _is_centred(above, layout) or _is_centred(line, layout):
        return not (
            _is_centred(above, layout) and _is_centred(line, layout) and _runs_on(above, line, layout)
        )
    finished = bool(_FINISHED.search(above.text))
    mark = None if _AWAITS_NUMBER.search(above.text) else mark_of(line.text)
    if _ends_early(above, line, layout) or (mark and (finished or mark.rank <= ROMAN)):
        return True
    if above.page != line.page:
        return finished and not line.text[0].islower()
    return _has_space(above, line, layout) or _is_indented(group, line, layout) or above.bold != line.bold


def _runs_on(above: Line, line: Line, layout: Layout) -> bool:
    """Whether a centred line goes on with the one above: that one is full, or stops at a small letter."""
    return line.text[0].islower() and above.bold == line.bold and not _has_space(above, line, layout)


def _ends_early(above: Line, line: Line, layout: Layout) -> bool:
    """Whether the first word of `line` would have had room at the end of the line above."""
    first = line.words[0]
    right = layout.right[round(above.page_width)]
    return above.x1 + _SPACE * above.size + (first.x1 - first.x0) < right - 1


def _has_space(above: Line, line: Line, layout: Layout) -> bool:
    gap = (line.baseline - above.baseline) / max(above.size, line.size)
    return above.page == line.page and gap > layout.leading + _MORE_SPACE


def _is_indented(group: list[Line], line: Line, layout: Layout) -> bool:
    left = layout.left[round(line.page_width)]
    return line.x0 > left + _INDENT and len(group) > 1 and line.x0 > group[-1].x0 + _INDENT


def _is_centred(line: Line, layout: Layout) -> bool:
    left, right = layout.left[round(line.page_width)], layout.right[round(line.page_width)]
    before, after = line.x0 - left, right - line.x1
    if abs(line.x0 - layout.indent[round(line.page_width)]) < 2:
        return False
    return before > 4 * _CENTRED and abs(before - after) < 2 * _CENTRED
