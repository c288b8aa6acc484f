"""Drafts as rows of the database's tables; texts are cut to what their columns hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath
from typing import Any

from data_loaders.catalogue.folding import searchable
from data_loaders.catalogue.units import units
from data_loaders.drafts import Figure, Place, Problem, Reading, ReportDraft

Row = dict[str, Any]
_LONGEST_FILE_NAME = 255
_OF_ANOTHER_UNIT = ("unit_unknown", "unit_ambiguous", "unit_did_not_exist")


def fitted_file_name(name: str) -> str:
    """`name` cut in its middle to what the tables hold; the ending stays."""
    if len(name) <= _LONGEST_FILE_NAME:
        return name
    ending = PurePath(name).suffix[:20]
    return f"{name[: _LONGEST_FILE_NAME - len(ending) - 1]}…{ending}"


def figure_rows(draft: ReportDraft, ids: Mapping[str, int], headlines: set[int]) -> Iterator[Row]:
    """The figures of a draft; `ids` are report_id and revision_id, `headlines` positions in the draft."""
    for position, figure in enumerate(draft.figures):
        yield {
            **ids,
            "unit_code": draft.unit_code,
            "period": draft.period,
            **_figure_columns(figure),
            "current": figure.slot in draft.slots,
            "headline": position in headlines,
        }


def problem_rows(reading: Reading, draft: ReportDraft, revision_id: int) -> Iterator[Row]:
    """The problems of a draft, and those of the whole file that concern its unit."""
    slot_of = _SlotFinder(draft)
    shared = (one for one in reading.problems if _concerns(one, draft))
    for problem in (*draft.problems, *shared):
        yield {
            "revision_id": revision_id,
            "code": problem.code,
            "slot": slot_of(problem),
            **_place_columns(problem.place),
            "indicator": problem.indicator,
            "value": problem.value,
            "details": dict(problem.details),
        }


def section_rows(draft: ReportDraft, revision_id: int) -> Iterator[Row]:
    """The narrative's sections in their order."""
    for position, one in enumerate(draft.sections):
        yield {
            "revision_id": revision_id,
            "position": position,
            "number": one.number[:20],
            "title": one.title[:300],
            "depth": one.depth,
            "theme": one.theme,
            "text": one.text,
            "folded": searchable(f"{one.title} {one.text}"),
        }


def table_rows(draft: ReportDraft, revision_id: int) -> Iterator[Row]:
    """The tables copied from the file in their order."""
    for position, one in enumerate(draft.tables):
        yield {
            "revision_id": revision_id,
            "position": position,
            "title": one.title[:300],
            "sheet": one.place.sheet[:120],
            "section": one.place.section[:300],
            "rows": [list(row) for row in one.rows],
        }


def _figure_columns(figure: Figure) -> Row:
    return {
        "indicator": figure.indicator,
        "breakdown": figure.breakdown,
        "value": figure.value,
        "source": figure.source,
        "slot": figure.slot,
        **_place_columns(figure.place),
        "quote": figure.quote,
        "approximate": figure.approximate,
        "confirmed": figure.confirmed,
        "mark": figure.mark,
    }


def _place_columns(place: Place) -> Row:
    return {"sheet": place.sheet[:120], "cell": place.cell, "section": place.section[:300]}


def _concerns(problem: Problem, draft: ReportDraft) -> bool:
    """Whether a problem of the whole file is told with this report: not when it is about another unit."""
    if problem.code == "unit_misspelt":
        return units()[draft.unit_code].full_name in problem.details.get("unit", "")
    return problem.code not in _OF_ANOTHER_UNIT


class _SlotFinder:
    """Which part of a report a problem is about, so that it goes when that part is replaced."""

    def __init__(self, draft: ReportDraft) -> None:
        self._slots = draft.slots
        self._of_cell = {
            (one.place.sheet, one.place.cell): one.slot for one in draft.figures if one.place.cell
        }
        self._of_sheet: dict[str, set[str]] = defaultdict(set)
        for one in draft.figures:
            self._of_sheet[one.place.sheet].add(one.slot)

    def __call__(self, problem: Problem) -> str:
        """The slot, or "" for a problem of the whole report."""
        place = problem.place
        named = f"table:{problem.indicator}"
        return (
            self._of_cell.get((place.sheet, place.cell or place.section), "")
            or (named if named in self._slots else "")
            or _only(self._of_sheet.get(place.sheet, ()) if place.sheet else ())
            or _only(self._slots)
        )


def _only(slots: Iterable[str]) -> str:
    """The slot when there is just one."""
    found = set(slots)
    return found.pop() if len(found) == 1 else ""
