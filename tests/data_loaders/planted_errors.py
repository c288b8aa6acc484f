"""Mistakes planted in a workbook's cells, with the problem each has to become."""

import random
from collections.abc import Callable, Sequence
from datetime import date

from data_loaders.catalogue.indicators import Indicator, indicators
from tests.data_loaders.office_forms import Expected, Told
from tests.data_loaders.sheet_plans import At, Cell, SheetPlan

Plant = tuple[str, Callable[[random.Random], Cell], Callable[[Indicator], bool]]


def _counts(one: Indicator) -> bool:
    return one.kind == "count"


def _is_kind(*kinds: str) -> Callable[[Indicator], bool]:
    return lambda one: one.kind in kinds


LOST: tuple[Plant, ...] = (
    (
        "not_a_number",
        lambda rng: Cell(rng.choice(("đang cập nhật", "chưa có", "n/a", "x"))),
        lambda one: True,
    ),
    ("not_a_number", lambda rng: Cell("08/9/2023"), lambda one: True),
    (
        "error_cell",
        lambda rng: Cell(error=rng.choice(("#REF!", "#DIV/0!", "#N/A", "#VALUE!"))),
        lambda one: True,
    ),
    ("formula_not_calculated", lambda rng: Cell(formula="=A1+B1"), lambda one: True),
    ("date_instead_of_number", lambda rng: Cell(date(2023, 8, 8)), lambda one: True),
    ("negative_count", lambda rng: Cell(rng.choice((-3, "-3"))), _is_kind("count", "money")),
    ("fraction_in_count", lambda rng: Cell(rng.choice((3.5, "3,5"))), _counts),
    ("ambiguous_number", lambda rng: Cell(rng.choice(("1,234", "12 3", "1.23.456"))), _counts),
    ("ambiguous_number", lambda rng: Cell("1.8835.779.000"), lambda one: True),
    ("unit_of_measure_mismatch", lambda rng: Cell(rng.choice(("20 ngày", "5%", "12 triệu đồng"))), _counts),
    ("unit_of_measure_mismatch", lambda rng: Cell("12 hồ sơ"), _is_kind("percent", "money")),
    ("unknown_state", lambda rng: Cell(rng.choice((7, "7"))), _is_kind("code")),
)
"""What cannot be right and becomes no figure."""

KEPT: tuple[tuple[str, Cell, float, Callable[[Indicator], bool]], ...] = (
    ("percent_out_of_range", Cell(259), 259, lambda one: one.kind == "percent" and not one.may_exceed),
    ("percent_out_of_range", Cell(-5), -5, _is_kind("percent")),
    (
        "percent_out_of_range",
        Cell(2.59, percent=True),
        259,
        lambda one: one.kind == "percent" and not one.may_exceed,
    ),
    ("pair_in_count", Cell("8/9"), 8, _counts),
    ("pair_in_count", Cell("8/8"), 100, _is_kind("percent")),
)
"""What the report really states and is stored as it is: code, cell, value."""


def plant(plans: Sequence[SheetPlan], expected: Expected, rng: random.Random, count: int) -> None:
    """Spoil `count` cells of figures; `expected` then says what a reader has to tell."""
    by_name = {plan.name: plan for plan in plans}
    for told in rng.sample(sorted(expected.figures), min(count, len(expected.figures))):
        indicator = indicators()[told[2]]
        lost = [one for one in LOST if one[2](indicator)]
        kept = [one for one in KEPT if one[3](indicator)]
        chosen = rng.randrange(len(lost) + len(kept))
        if chosen < len(lost):
            code, make, _ = lost[chosen]
            _spoil(by_name[told[5]], told, make(rng), code, expected)
        else:
            code, cell, value, _ = kept[chosen - len(lost)]
            _spoil(by_name[told[5]], told, cell, code, expected)
            expected.figures.add((*told[:4], value, *told[5:]))


def _spoil(plan: SheetPlan, told: Told, cell: Cell, code: str, expected: Expected) -> None:
    plan.cells[place_of(told[6])] = cell
    expected.figures.discard(told)
    expected.problems.add((code, told[5], told[6]))


def place_of(cell: str) -> At:
    """Row and column from 0 of "D9"."""
    letters = cell.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(cell[len(letters) :]) - 1, column - 1
