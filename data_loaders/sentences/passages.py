"""A report's sections as passages to read, and the figures their sentences state."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from data_loaders.documents.outline import SEPARATOR, section_heading, section_path
from data_loaders.drafts import Figure, Section
from data_loaders.sentences.figure_settling import settled
from data_loaders.sentences.other_speakers import speaker_of
from data_loaders.sentences.sentence_figures import Passage, found_in

_MARKS = {"*": 1, "-": 2, "–": 2, "•": 2, "+": 3}
_LONGEST_LEAD = 400
_MAY_STATE = re.compile(r"\d|không|chưa|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười", re.IGNORECASE)


def narrative_figures(sections: Sequence[Section], *, level: str, period: str = "") -> list[Figure]:
    """The figures stated in the sentences of a report of `level`, in reading order, each statement once.

    `period` ("2023-Q3") tells other years and quarters apart. A figure's `quote` is the sentence as it stands
    in its section's text (or heading), `place.section` the path of headings. What a person should look at is
    not `confirmed`.
    """
    passages = passages_of(sections)
    speaker = speaker_of((f"{one.title}\n{one.text}" for one in sections), level, period)
    found = [(place, one) for place, passage in enumerate(passages) for one in found_in(passage, speaker)]
    return settled(found)


def passages_of(sections: Sequence[Section]) -> list[Passage]:
    """The paragraphs that may state a result, with what leads up to them; none of sections on tasks ahead."""
    leads: list[tuple[int, str]] = []
    passages: list[Passage] = []
    for index, section in enumerate(sections):
        if section.future:
            leads.clear()
            continue
        path = section_path(sections, index)
        headings = tuple(reversed(path.split(SEPARATOR)))
        passages += _of_section(section, path, headings, leads)
    return [one for one in passages if _MAY_STATE.search(one.text)]


def _of_section(
    section: Section, path: str, headings: tuple[str, ...], leads: list[tuple[int, str]]
) -> Iterator[Passage]:
    """Passages of a section's heading and lines; `leads` are the list items still open above it."""
    rank = _MARKS.get(section.number, 0)
    _close(leads, rank)
    yield Passage(section.title, path, (*_texts(leads), *headings[1:]))
    if rank:
        leads.append((rank, section_heading(section)))
    for number, line in enumerate(one for one in section.text.split("\n") if one.strip()):
        own = _MARKS.get(line.lstrip()[:1], 0)
        if own or number or not rank:
            _close(leads, own)
        yield Passage(line, path, (*_texts(leads), *headings))
        if own or line.rstrip().endswith(":"):
            leads.append((own, line[-_LONGEST_LEAD:]))


def _close(leads: list[tuple[int, str]], rank: int) -> None:
    """End the list items that an item of `rank` ends."""
    while leads and (leads[-1][0] >= rank and (rank or leads[-1][0])):
        leads.pop()
    if not rank:
        leads.clear()


def _texts(leads: Sequence[tuple[int, str]]) -> tuple[str, ...]:
    return tuple(text for _, text in reversed(leads))
