"""What stands beside a district's own rate: the sum of its communes, and what it says about them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard.analysis.measures import Total
from dashboard.words.wording import Speaker


@dataclass(frozen=True, slots=True)
class Companion:
    """A second value for each row, drawn as a mark of its own: its name, symbol and totals by unit."""

    label: str
    symbol: str
    color: str
    totals: Mapping[str, Total]


def companion_marks(
    companion: Companion, codes: Sequence[str], *, speaker: Speaker, pair: Callable[[float, float], str]
) -> go.Scatter:
    """The marks of one companion, row by row."""
    totals = [companion.totals.get(code, Total()) for code in codes]
    return go.Scatter(
        x=[one.rate for one in totals],
        y=list(range(len(codes))),
        mode="markers",
        name=companion.label,
        marker={"symbol": companion.symbol, "size": 15, "line": {"color": companion.color, "width": 3}},
        customdata=[[code] for code in codes],
        hovertext=[f"<b>{companion.label}</b><br>{_in_full(one, speaker, pair)}" for one in totals],
        hoverinfo="text",
    )


def companion_note(companion: Companion, code: str, speaker: Speaker) -> str:
    """The value in short, for the right end of a row: "tổng các xã 98,7 % (15/16)"."""
    total = companion.totals.get(code, Total())
    value = speaker.percent(total.rate) if total.rate is not None else speaker.missing(total.state)
    coverage = f" ({total.counted}/{total.expected})" if total.expected else ""
    return f"{companion.label} {value}{coverage}"


def _in_full(total: Total, speaker: Speaker, pair: Callable[[float, float], str]) -> str:
    if total.rate is None:
        return speaker.missing(total.state)
    said = f"{speaker.percent(total.rate)}, {pair(total.numerator, total.denominator)}"
    if total.expected < 2:
        return said
    return (
        f"{said} ({speaker.say('{counted}/{expected} xã', counted=total.counted, expected=total.expected)})"
    )
