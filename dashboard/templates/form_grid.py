"""Where the rows of the seven forms stand in a unit's template, and the formulas that follow from that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from data_loaders.catalogue.forms import FormRow, form_rows, rows_of_form
from data_loaders.catalogue.indicators import indicators
from data_loaders.files.cell_notes import FOR_SHOW
from data_loaders.sheets.checks import rules

FORMS = tuple(dict.fromkeys(row.form for row in form_rows()))
FIRST_ROW = 7
"""The first row of a form's table, counted from 0; the header stands above it."""

VALUE = "D"


@dataclass(frozen=True, slots=True)
class Check:
    """A contradiction with other `rows` when `formula` (a condition on cells) holds.

    `kind` is part (more than its whole), total (not what its parts add up to) or most (less than its parts).
    """

    formula: str
    kind: str
    rows: tuple[str, ...]


class FormGrid:
    """The rows a unit of `level` fills in, form by form, with the cell of each."""

    def __init__(self, level: str) -> None:
        """Lay the rows of `level` out."""
        self.level = level

    def rows(self, form: int) -> tuple[FormRow, ...]:
        """The printed rows of one form: headings without a row below them are left out."""
        return _printed_rows(form, self.level)

    def cell(self, indicator: str, breakdown: str, *, of: int) -> str:
        """The value cell of an indicator as a formula in form `of` names it, "" when it has none."""
        place = self._places.get((indicator, breakdown))
        if place is None:
            return ""
        form, row = place
        return f"{VALUE}{row + 1}" if form == of else f"'{sheet_name(form)}'!{VALUE}{row + 1}"

    def rate_formula(self, row: FormRow) -> str:
        """The formula of a rate: blank unless both counts are there and the base is above 0; else ""."""
        one = indicators()[row.indicator]
        part, whole = (
            self.cell(name, row.breakdown, of=row.form) for name in (one.numerator, one.denominator)
        )
        if not one.is_rate or not part or not whole:
            return ""
        return f'=IF(COUNT({part},{whole})+{FOR_SHOW}<2,"",IF({whole}>0,ROUND(100*{part}/{whole},1),""))'

    def checks(self, row: FormRow) -> tuple[Check, ...]:
        """The contradictions that `row` can show, told at its own place."""
        return tuple(
            one for found in (self._parts(row), self._totals(row), self._at_most(row)) for one in found
        )

    @cached_property
    def _places(self) -> dict[tuple[str, str], tuple[int, int]]:
        return {
            (row.indicator, row.breakdown): (form, FIRST_ROW + number)
            for form in FORMS
            for number, row in enumerate(self.rows(form))
            if row.indicator
        }

    def _parts(self, row: FormRow) -> Iterator[Check]:
        for part, whole in rules()["part_of_whole"]:
            if part == row.indicator and (cells := self._cells([part, whole], row)):
                formula = f"AND(COUNT({','.join(cells)})=2,{cells[0]}>{cells[1]})"
                yield Check(formula, "part", self._numbers([whole], row))

    def _totals(self, row: FormRow) -> Iterator[Check]:
        absent = rules()["blank_for_level"].get(self.level, [])
        for total, *every in rules()["totals"]:
            parts = [one for one in every if one not in absent]
            if total == row.indicator and (cells := self._cells([total, *parts], row)):
                formula = f"AND(COUNT({','.join(cells)})={len(cells)},{cells[0]}<>SUM({','.join(cells[1:])}))"
                yield Check(formula, "total", self._numbers(parts, row))

    def _at_most(self, row: FormRow) -> Iterator[Check]:
        for rule in rules()["at_most"]:
            if rule["total"] == row.indicator and (
                cells := self._cells([row.indicator, *rule["parts"]], row)
            ):
                formula = f"AND(COUNT({cells[0]})=1,{cells[0]}<SUM({','.join(cells[1:])}))"
                yield Check(formula, "most", self._numbers(rule["parts"], row))

    def _cells(self, names: Sequence[str], row: FormRow) -> list[str]:
        """The cells of all `names` beside `row`, or none where one of them is not on the forms."""
        cells = [self.cell(name, row.breakdown, of=row.form) for name in names]
        return cells if all(cells) else []

    def _numbers(self, names: Sequence[str], row: FormRow) -> tuple[str, ...]:
        return tuple(_row_numbers(self.level)[name, row.breakdown] for name in names)


def sheet_name(form: int) -> str:
    """The sheet of a form."""
    return f"Biểu mẫu {form}"


@cache
def _printed_rows(form: int, level: str) -> tuple[FormRow, ...]:
    own = [row for row in rows_of_form(form) if row.belongs_to(level)]
    return tuple(row for row in own if row.indicator or any(_is_below(other, row) for other in own))


@cache
def _row_numbers(level: str) -> dict[tuple[str, str], str]:
    return {(row.indicator, row.breakdown): row.row for form in FORMS for row in _printed_rows(form, level)}


def _is_below(row: FormRow, heading: FormRow) -> bool:
    return bool(row.indicator) and row.row.startswith(f"{heading.row}.")
