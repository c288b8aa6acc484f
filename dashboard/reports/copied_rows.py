"""The rows of a table copied from a report as a frame with one heading a column."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

_JOINED = " – "


def copied_frame(rows: Sequence[Sequence[str]]) -> pd.DataFrame:
    """The rows below the head; blank and repeated headings are told apart by spaces."""
    width = max((len(row) for row in rows), default=0)
    padded = [[*row, *[""] * (width - len(row))] for row in rows]
    head = _head_rows(padded)
    names = [_JOINED.join(dict.fromkeys(filter(None, texts))) for texts in zip(*padded[:head], strict=True)]
    return pd.DataFrame(padded[head:], columns=_told_apart(names))


def _head_rows(rows: Sequence[Sequence[str]]) -> int:
    """How many rows the head has: a cell merged downwards is copied into each row it covers."""
    first = rows[0][0].strip() if rows and rows[0] else ""
    same = (place for place, row in enumerate(rows) if row[0].strip() != first)
    return next(same, 1) if first else min(len(rows), 1)


def _told_apart(names: Sequence[str]) -> list[str]:
    """Each name once: a space more behind every further one of the same."""
    found: list[str] = []
    for name in names:
        told = name or " "
        while told in found:
            told += " "
        found.append(told)
    return found
