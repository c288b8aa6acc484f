"""A parent's template, filled in and handed in, gives each unit exactly what stands in its row."""

import io

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.templates.form_grid import FormGrid
from dashboard.templates.template import parent_template, parent_template_name, template_units
from dashboard.templates.unit_grid import FIRST_COLUMN, FIRST_ROW, grid_rows
from data_loaders.files.spreadsheets import cell_name
from data_loaders.importing import import_file, read_file
from data_loaders.store.database import opened_database
from tests.dashboard.filled_template import calculated, consistent_values, is_computed, rate_results, typed

SHEET = "Bảng nhập"
FACTOR = {"investment_plan": 1e6, "investment_disbursed": 1e6}
PARENTS = [
    ("hoai-giang", "commune", "2025-H1"),
    ("hoai-giang.trang-son", "commune", "2023-Q3"),
    ("hoai-giang", "district", "2024"),
    ("binh-dinh", "district", "2024-Q1"),
    ("hoai-giang", "province", "2023-9M"),
]


@pytest.fixture(scope="module")
def connection():
    with opened_database("sqlite://") as engine, engine.connect() as opened:
        yield opened


@st.composite
def fillings(draw, asked):
    """Values for some units of the template: row number from 0 -> (indicator, breakdown) -> value."""
    parent, level, period = asked
    keys = [(row.indicator, row.breakdown) for row in grid_rows(level) if not is_computed(level, row)]
    count = len(template_units(parent, level, period))
    chosen = draw(st.sets(st.integers(0, count - 1), min_size=1, max_size=3))
    return {number: draw(consistent_values(level, keys)) for number in chosen}


def cells_of(level, filled):
    columns = {(row.indicator, row.breakdown): FIRST_COLUMN + n for n, row in enumerate(grid_rows(level))}
    return {
        (SHEET, cell_name(FIRST_ROW + number, columns[key])): value
        for number, values in filled.items()
        for key, value in values.items()
        if value != ""
    }


def stored(values):
    return {key: round(value * FACTOR.get(key[0], 1), 2) for key, value in values.items() if value != ""}


def told(reading):
    problems = [*reading.problems, *(one for draft in reading.drafts for one in draft.problems)]
    assert [(one.code, one.place, one.details) for one in problems] == []
    assert reading.questions == []
    return {
        (draft.unit_code, draft.period): {(one.indicator, one.breakdown): one.value for one in draft.figures}
        for draft in reading.drafts
    }


@pytest.mark.parametrize("asked", PARENTS, ids=lambda one: "-".join(one))
@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_each_row_is_read_as_typed(connection, asked, data):
    parent, level, period = asked
    filled = {number: values for number, values in data.draw(fillings(asked)).items() if values}
    if not filled:
        return
    below = template_units(parent, level, period)
    content = parent_template(connection, parent_code=parent, level=level, period=period)
    content = typed(content, cells_of(level, filled))
    expected = {(below[number].code, period): stored(values) for number, values in filled.items()}
    assert told(read_file(parent_template_name(parent, level, period), content)) == expected

    rates = [(row.indicator, row.breakdown) for row in grid_rows(level) if is_computed(level, row)]
    results = {number: rate_results(values, rates) for number, values in filled.items()}
    excel = read_file("so-lieu.xlsx", calculated(content, cells_of(level, results)))
    both = {
        (below[number].code, period): {**stored(values), **stored(results[number])}
        for number, values in filled.items()
    }
    assert told(excel) == both


def test_namesakes_are_told_apart_and_blank_rows_are_no_reports(connection, engine):
    below = template_units("hoai-giang", "commune", "2025-H1")
    names = [one.name for one in below]
    twice = next(name for name in names if names.count(name) > 1)
    first, second = (number for number, name in enumerate(names) if name == twice)
    content = parent_template(connection, parent_code="hoai-giang", level="commune", period="2025-H1")
    filled = {first: {("plan_tasks_set", ""): 30}, second: {("plan_tasks_set", ""): 40}}
    result = import_file(engine, "x.xlsx", typed(content, cells_of("commune", filled)))
    assert result["problems"] == []
    assert [(one["unit_code"], one["figures"]) for one in result["reports"]] == [
        (below[first].code, 1),
        (below[second].code, 1),
    ]


def test_the_empty_template_is_refused_because_nothing_is_filled_in(connection):
    content = parent_template(connection, parent_code="hoai-giang", level="commune", period="2025-H1")
    for empty in (content, typed(content, {})):
        reading = read_file("x.xlsx", empty)
        assert (reading.drafts, [one.code for one in reading.problems]) == ([], ["no_values"])


def test_every_input_cell_is_open_and_checked(connection):
    content = parent_template(
        connection, parent_code="hoai-giang", level="district", period="2024", language="en"
    )
    sheet = openpyxl.load_workbook(io.BytesIO(content))[SHEET]
    assert sheet.protection.sheet
    for column, row in enumerate(grid_rows("district"), start=FIRST_COLUMN):
        cell = cell_name(FIRST_ROW, column)
        computed = bool(FormGrid("district").rate_formula(row))
        checked = any(cell in rule.sqref for rule in sheet.data_validations.dataValidation)
        assert sheet[cell].protection.locked is computed, row.code
        assert checked is not computed, row.code
