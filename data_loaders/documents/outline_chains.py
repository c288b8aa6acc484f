"""Which of the paragraphs with one kind of mark are headings: their numbers run on and most have titles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data_loaders.documents.heading_titles import Title
from data_loaders.documents.outline_marks import DASH, NUMBERED_UP_TO, ROMAN

_FEWEST_TITLED_DASHES = 2
_SHARE, _SHARE_OF_DASHES = 0.5, 0.6
_LATEST_START = 2


@dataclass(frozen=True, slots=True)
class Candidate:
    """A paragraph that may be a heading: its place, rank, number and order, the rest, its title if it has one."""

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
    starts_late = bool(chain) and chain[0].order > _LATEST_START
    if len(titled) < _SHARE * len(chain) or (starts_late and not any(one.styled for one in chain)):
        return [one for one in chain if one.styled and one.title]
    return chain


def _unnumbered(candidates: Sequence[Candidate]) -> list[Candidate]:
    titled = [one for one in candidates if one.title]
    if candidates[0].rank < DASH:
        return titled
    enough = len(titled) >= _FEWEST_TITLED_DASHES and len(titled) >= _SHARE_OF_DASHES * len(candidates)
    return titled if enough else []


def _chain(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates whose numbers run on: a titled one where there is a choice, a list inside passed over."""
    chain: list[Candidate] = []
    for position, one in enumerate(candidates):
        last = chain[-1].order if chain else 0
        if one.title and _may_follow(one, last, chain):
            chain.append(one)
        elif not one.title and one.order == last + 1 and not _titled_later(one.order, candidates[position + 1 :]):
            chain.append(one)
    return chain


def _may_follow(one: Candidate, last: int, chain: list[Candidate]) -> bool:
    if not chain or one.order == 0 or one.rank <= ROMAN or one.styled:
        return True
    return last < one.order <= last + 2 or (one.bold and one.order == last)


def _titled_later(order: int, candidates: Sequence[Candidate]) -> bool:
    return any(one.title and one.order == order for one in candidates)
