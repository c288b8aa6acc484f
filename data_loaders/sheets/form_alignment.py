"""Laying the printed rows of a table over the rows of the forms: the best fit of all rows together.

A label that stands in several places of a form (3.1.1, 3.2.1, 3.3.1) is told by number, by the row above it,
or by the order of all its rows; where none of these says which it is, the row is ambiguous.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from data_loaders.catalogue.forms import FormRow
from data_loaders.catalogue.label_words import same_label
from data_loaders.sheets.form_matching import Candidate, PrintedRow, candidates, repeated

_BACKWARD, _GAP, _LONGEST_GAP = 8.0, 0.05, 20
_RUNNING = 3


@dataclass(frozen=True, slots=True)
class Match:
    """What a printed row is: a form row or none; `warning` a problem's code; `rows` what else it can be."""

    row: FormRow | None = None
    warning: str = ""
    rows: tuple[FormRow, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether it is a row of a form, if only one of several."""
        return bool(self.row or self.rows)


@dataclass(frozen=True, slots=True)
class _Path:
    """The rows chosen so far, newest first, with their score."""

    score: float = 0.0
    last: int = -1
    row: FormRow | None = None
    before: _Path | None = None


def align(printed: Sequence[PrintedRow], titled: Sequence[int]) -> list[Match]:
    """For each printed row the form row it is; `titled` is the form that the title above it names, or 0."""
    forms = _forms(printed, titled)
    chosen = _best_path([candidates(one, form) for one, form in zip(printed, forms, strict=True)])
    matches: list[Match] = []
    running = _is_running(printed, chosen)
    for index, (one, row) in enumerate(zip(printed, chosen, strict=True)):
        if row is None:
            matches.append(Match())
        elif repeated(row) > 1 and not _is_settled(index, printed, chosen, matches):
            matches.append(Match(rows=tuple(option.row for option in candidates(one, row.form))))
        else:
            matches.append(Match(row, _warning(one, row, running)))
    return matches


def _forms(printed: Sequence[PrintedRow], titled: Sequence[int]) -> list[int]:
    """The form each row belongs to: that of the nearest known label above or below, else the one titled."""
    known = [next((one.row.form for one in candidates(row, 0)), 0) for row in printed]
    below = list(known)
    for index in range(len(below) - 2, -1, -1):
        below[index] = below[index] or (below[index + 1] if titled[index] == titled[index + 1] else 0)
    forms: list[int] = []
    for index, own in enumerate(known):
        same_title = index and titled[index] == titled[index - 1]
        forms.append(own or (forms[-1] if same_title else 0) or below[index] or titled[index])
    return forms


def _best_path(options: Sequence[Sequence[Candidate]]) -> list[FormRow | None]:
    paths = {-1: _Path()}
    for choices in options:
        paths = _extended(paths, choices)
    best = max(paths.values(), key=lambda path: path.score)
    return _rows_of(best)


def _extended(paths: dict[int, _Path], choices: Sequence[Candidate]) -> dict[int, _Path]:
    """The best path to each last row after one more printed row (or leaving it out)."""
    longer = {last: _Path(path.score, last, None, path) for last, path in paths.items()}
    for choice in choices:
        position = choice.row.position
        before = max(paths.values(), key=lambda path: path.score - _step(path.last, position))
        score = before.score + choice.score - _step(before.last, position)
        if position not in longer or score > longer[position].score:
            longer[position] = _Path(score, position, choice.row, before)
    return longer


def _step(last: int, position: int) -> float:
    """What going from one form row to another costs: order counts, and nearness a little."""
    if position <= last:
        return _BACKWARD
    return _GAP * min(position - last - 1, _LONGEST_GAP)


def _rows_of(path: _Path) -> list[FormRow | None]:
    found: list[FormRow | None] = []
    step: _Path | None = path
    while step is not None and step.before is not None:
        found.append(step.row)
        step = step.before
    return found[::-1]


def _is_settled(
    index: int, printed: Sequence[PrintedRow], chosen: Sequence[FormRow | None], before: Sequence[Match]
) -> bool:
    """Whether something besides its label says which of several rows a printed row is."""
    row = chosen[index]
    assert row is not None
    if row.row in printed[index].readings or _follows_its_parent(row, before):
        return True
    like = [one for one in chosen if one and same_label(one.label, row.label)]
    return len({one.code for one in like}) == repeated(row)


def _follows_its_parent(row: FormRow, before: Sequence[Match]) -> bool:
    above = next((match for match in reversed(before) if match.is_known), Match())
    parent = row.row.rpartition(".")[0]
    return bool(above.row and above.row.form == row.form and f"{above.row.row}.".startswith(f"{parent}."))


def _is_running(printed: Sequence[PrintedRow], chosen: Sequence[FormRow | None]) -> bool:
    """Whether the numbers only count the rows 1, 2, 3 … (from 1 again in each form) and so name none."""
    numbers = [one.number for one, row in zip(printed, chosen, strict=True) if row and one.is_coded]
    if len(numbers) < _RUNNING or not numbers[0].isdigit():
        return False
    return all(later.isdigit() and int(later) in (int(one) + 1, 1) for one, later in pairwise(numbers))


def _warning(printed: PrintedRow, row: FormRow, running: bool) -> str:
    if printed.is_coded and printed.number != row.row and not running:
        return "row_number_mismatch"
    known = not printed.label or any(
        one.row.label == row.label for one in candidates(PrintedRow("", printed.label), 0)
    )
    return "" if known else "row_label_mismatch"
