"""A text of a report with places in it coloured, as Markdown in which nothing else acts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from dashboard.plain_text import escaped


@dataclass(frozen=True, slots=True)
class Mark:
    """The characters [start, end) of a text, and the colour (of Streamlit's) that stands behind them."""

    start: int
    end: int
    color: str


def marked(text: str, marks: Iterable[Mark] = ()) -> str:
    """`text` escaped, each of its lines a paragraph; where marks overlap the later one is seen."""
    colors = _painted(len(text), marks)
    return "\n\n".join(_colored(text[a:b], colors[a:b]) for a, b in _lines(text))


def _painted(length: int, marks: Iterable[Mark]) -> list[str]:
    colors = [""] * length
    for one in marks:
        start, end = max(one.start, 0), min(one.end, length)
        colors[start:end] = [one.color] * max(end - start, 0)
    return colors


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each line that is not blank, without the blanks around it."""
    at = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            start = at + len(line) - len(line.lstrip())
            yield start, start + len(line.strip())
        at += len(line)


def _colored(line: str, colors: list[str]) -> str:
    at, parts = 0, []
    for color, run in groupby(colors):
        end = at + len(list(run))
        said = escaped(line[at:end])
        parts.append(f":{color}-background[{said}]" if color else said)
        at = end
    return "".join(parts)
