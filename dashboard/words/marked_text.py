"""A text of a report with places in it coloured, as Markdown in which nothing else acts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from dashboard.words.plain_text import escaped


@dataclass(frozen=True, slots=True)
class Mark:
    """The characters [start, end) of a text, the colour (of Streamlit's) behind them, bold where strong."""

    start: int
    end: int
    color: str
    strong: bool = False


def marked(text: str, marks: Iterable[Mark] = ()) -> str:
    """`text` escaped, each of its lines a paragraph; where marks overlap the later one is seen."""
    painted = _painted(len(text), marks)
    return "\n\n".join(_colored(text[a:b], painted[a:b]) for a, b in _lines(text))


def moved(marks: Iterable[Mark], by: int) -> list[Mark]:
    """The marks for a text that begins `by` characters earlier, without those that end before it begins."""
    return [replace(one, start=one.start + by, end=one.end + by) for one in marks if one.end + by > 0]


def _painted(length: int, marks: Iterable[Mark]) -> list[Mark | None]:
    painted: list[Mark | None] = [None] * length
    for one in marks:
        start, end = max(one.start, 0), min(one.end, length)
        painted[start:end] = [one] * max(end - start, 0)
    return painted


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each line that is not blank, without the blanks around it."""
    at = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            start = at + len(line) - len(line.lstrip())
            yield start, start + len(line.strip())
        at += len(line)


def _colored(line: str, painted: Sequence[Mark | None]) -> str:
    at, parts = 0, []
    for mark, run in groupby(painted):
        end = at + len(list(run))
        parts.append(_behind(line[at:end], mark))
        at = end
    return "".join(parts)


def _behind(text: str, mark: Mark | None) -> str:
    """A piece of a line with its colour; blanks at its ends stay outside, where bold needs none."""
    bare = text.strip()
    if mark is None or not bare:
        return escaped(text)
    said = f"**{escaped(bare)}**" if mark.strong else escaped(bare)
    before, _, after = text.partition(bare)
    return f"{before}:{mark.color}-background[{said}]{after}"
