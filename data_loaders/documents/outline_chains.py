"""Which of the paragraphs with one kind of mark are headings: their numbers run on and most have titles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data_loaders.documents.heading_titles import Title
from data_loaders.documents.outline_marks import DASH, LETTER, NUMBERED_UP_TO, ROMAN

_FEWEST_TITLED_DASHES = 2
_SHARE, _SHARE_OF_DASHES = 0.5, 0.6
_LATEST_START = 2


@dataclass(frozen=True, slots=True)
class Candidate:
    """A paragraph that may be a heading: place, rank, number and order, the rest, its title if it has one."""

    index: int
    rank: int
    number: str
    order: int
    rest: str
    styled: bool = False
    bold: bool = False
    title: Title | None = None


def accepted(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The headings among candidates of one rank; empty when they are lists in the text."""
    if not candidates:
        return []
    if candidates[0].rank > NUMBERED_UP_TO:
        return _unnumbered(candidates)
    chain = _chain(candidates)
    titled = [one for one in chain if one.title]
    starts_late = bool(chain) and chain[0].rank > ROMAN and chain[0].order > _LATEST_START
    if len(titled) < _SHARE * len(chain) or (starts_late and not any(one.styled for one in chain)):
        return [one for one in chain if one.styled and one.title]
    return chain


def _unnumbered(candidates: Sequence[Candidate]) -> list[Candidate]:
    titled = [one for one in candidates if one.title]
    if candidates[0].rank < DASH:
        return titled
    firm = [one for one in titled if one.title and not one.title.loose]
    enough = len(firm) >= _FEWEST_TITLED_DASHES and len(titled) >= _SHARE_OF_DASHES * len(candidates)
    return titled if enough else []


def _chain(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates whose numbers run on: titled ones first, lists inside passed over."""
    last_titled = {one.order: place for place, one in enumerate(candidates) if one.title}
    chain: list[Candidate] = []
    for place, one in enumerate(candidates):
        last = chain[-1].order if chain else 0
        titled_later = last_titled.get(one.order, -1) > place
        if (one.title and _may_follow(one, last, chain)) or (
            not one.title and not titled_later and last < one.order <= last + _step(one)
        ):
            chain.append(one)
    return chain


def _may_follow(one: Candidate, last: int, chain: list[Candidate]) -> bool:
    if not chain or one.order == 0 or one.rank <= ROMAN or one.styled:
        return True
    return last < one.order <= last + 2 or (one.bold and one.order == last)


def _step(one: Candidate) -> int:
    """How far the next number may lie: some leave out "đ", some "f"."""
    return 2 if one.rank == LETTER else 1
