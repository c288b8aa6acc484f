"""What a reader told, in the shape the tests compare."""

from collections.abc import Sequence

from data_loaders.drafts import Reading
from data_loaders.recognition import Answers, read_tables
from data_loaders.spreadsheets import read_sheets
from tests.data_loaders.sheet_plans import SheetPlan, as_xlsx


def read_plans(
    plans: Sequence[SheetPlan], name: str = "so-lieu.xlsx", answers: Answers | None = None
) -> Reading:
    """A planned workbook read back from its bytes."""
    return read_tables(name, read_sheets(name, as_xlsx(plans)), answers)


def told_figures(reading: Reading) -> set[tuple[str, str, str, str, float, str, str]]:
    """Unit, period, indicator, breakdown, value, sheet and cell of every figure."""
    return {
        (
            draft.unit_code,
            draft.period,
            one.indicator,
            one.breakdown,
            one.value,
            one.place.sheet,
            one.place.cell,
        )
        for draft in reading.drafts
        for one in draft.figures
    }


def told_problems(reading: Reading) -> set[tuple[str, str, str]]:
    """Code, sheet and cell of every problem."""
    problems = [*reading.problems, *(one for draft in reading.drafts for one in draft.problems)]
    return {(one.code, one.place.sheet, one.place.cell) for one in problems}
