"""Files of one batch that speak for the same part of a report: the one saved later replaces the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.hand_in.staging import StagedFile


@dataclass(frozen=True, slots=True)
class Overlap:
    """The names of the files that state the same of a unit and period, in the order they would be saved."""

    unit_code: str
    period: str
    files: tuple[str, ...]


def overlaps(files: Iterable[StagedFile]) -> list[Overlap]:
    """Where files that are ready would replace one another."""
    speaking: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)
    for one in files:
        for line in one.reports if one.status == "ready" else ():
            for slot in line.slots:
                speaking[line.unit_code, line.period, slot].append(one.name)
    shared = ((unit, period, tuple(names)) for (unit, period, _), names in speaking.items() if len(names) > 1)
    return [Overlap(*one) for one in sorted(set(shared))]
