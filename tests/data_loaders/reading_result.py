"""What a reader told, in the shape the tests compare."""

from collections.abc import Sequence

from data_loaders.drafts import Reading
from data_loaders.files.spreadsheets import CellValue, Sheet, read_sheets
from data_loaders.reading.recognition import Answers, read_tables
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


def sheet_of(rows: Sequence[Sequence[CellValue]], name: str = "Sheet1") -> Sheet:
    """A sheet of plain cells from its first row on."""
    return Sheet(name, [list(row) for row in rows])


def read_rows(
    *sheets: Sheet | Sequence[Sequence[CellValue]], name: str = "so-lieu.xlsx", answers: Answers | None = None
) -> Reading:
    """Sheets, or rows of single sheets, read as one file."""
    made = [
        one if isinstance(one, Sheet) else sheet_of(one, f"Sheet{number}")
        for number, one in enumerate(sheets, start=1)
    ]
    return read_tables(name, made, answers)


def values_of(reading: Reading) -> dict[str, dict[str, float]]:
    """By "unit period" the values by indicator (with its breakdown after @)."""
    return {
        f"{draft.unit_code.rpartition('.')[2]} {draft.period}": {
            one.indicator + (f"@{one.breakdown}" if one.breakdown else ""): one.value for one in draft.figures
        }
        for draft in reading.drafts
    }


def codes_of(reading: Reading) -> list[tuple[str, str]]:
    """Code and cell of every problem, sorted."""
    return sorted((code, cell) for code, _, cell in told_problems(reading))
