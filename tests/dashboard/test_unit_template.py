"""A unit's template, filled in and handed in, says exactly what was typed, without a single problem."""

import io

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.templates.one_stop_sheet import COLUMNS, FIRST_COLUMN, FIRST_ROW
from dashboard.templates.template import parent_template, unit_template, unit_template_name
from data_loaders.catalogue.fields import fields
from data_loaders.catalogue.periods import window
from data_loaders.catalogue.units import exists_at, units
from data_loaders.files.spreadsheets import cell_name
from data_loaders.importing import import_file, read_file
from data_loaders.store.database import opened_database
from tests.dashboard.filled_template import (
    calculated,
    consistent_values,
    form_cells,
    formats_of_calculated_cells,
    is_computed,
    rate_results,
    typed,
)
from tests.data_loaders.stored_state import COMMUNE, PERIOD, holds

PERIODS = ("2023-Q1", "2023-H1", "2023-Q3", "2023-9M", "2024")
FACTOR = {"investment_plan": 1e6, "investment_disbursed": 1e6}


@pytest.fixture(scope="module")
def connection():
    with opened_database("sqlite://") as engine, engine.connect() as opened:
        yield opened


def units_of(level, period):
    day = window(period)[1].isoformat()
    return sorted(code for code, one in units().items() if one.level == level and exists_at(one, day))


@st.composite
def fillings(draw, level):
    """A unit of `level`, a period, values of its forms by row, values of its one-stop table by cell."""
    period = draw(st.sampled_from(PERIODS))
    unit = draw(st.sampled_from(units_of(level, period)))
    keys = [(row.indicator, row.breakdown) for row in form_cells(level) if not is_computed(level, row)]
    forms = draw(consistent_values(level, keys))
    one_stop = draw(st.dictionaries(st.sampled_from(sorted(fields())), one_stop_rows(), max_size=4))
    return unit, period, forms, one_stop


@st.composite
def one_stop_rows(draw):
    """One field's ten counts, totals and parts in agreement."""
    on_time, late, kept, missed, pending = (draw(st.integers(0, 300)) for _ in range(5))
    resolved, received = on_time + late, kept + missed + pending
    same_saturday, saturday = draw(st.integers(0, resolved)), draw(st.integers(0, received))
    return (resolved, same_saturday, on_time, late, received, saturday, kept + missed, kept, missed, pending)


def cells_of(level, forms, one_stop):
    """What to type where."""
    cells = {
        at: forms[row.indicator, row.breakdown]
        for row, at in form_cells(level).items()
        if (row.indicator, row.breakdown) in forms and not is_computed(level, row)
    }
    names = list(fields())
    for field, counts in one_stop.items():
        for column, count in enumerate(counts, start=FIRST_COLUMN):
            cells["Một cửa", cell_name(FIRST_ROW + names.index(field), column)] = count
    return cells


def stored(forms):
    return {key: round(value * FACTOR.get(key[0], 1), 2) for key, value in forms.items() if value != ""}


def one_stop_figures(one_stop):
    return {
        (indicator, f"field:{field}"): count
        for field, counts in one_stop.items()
        for indicator, count in zip(COLUMNS, counts, strict=True)
    }


def told(reading):
    assert [(one.code, one.place, one.details) for one in reading.problems] == []
    assert reading.questions == []
    (draft,) = reading.drafts
    assert [(one.code, one.place, one.details) for one in draft.problems] == []
    assert {one.mark for one in draft.figures} <= {""}
    return draft.unit_code, draft.period, {(one.indicator, one.breakdown): one.value for one in draft.figures}


@pytest.mark.parametrize("level", ["commune", "district", "province"])
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_what_is_typed_is_what_is_read(connection, level, data):
    unit, period, forms, one_stop = data.draw(fillings(level))
    content = typed(
        unit_template(connection, unit_code=unit, period=period), cells_of(level, forms, one_stop)
    )
    expected = {**stored(forms), **one_stop_figures(one_stop)}
    if not expected:
        return

    uncalculated = read_file(unit_template_name(unit, period), content)
    assert told(uncalculated) == (unit, period, expected)

    rows = {row: at for row, at in form_cells(level).items() if is_computed(level, row)}
    results = rate_results(forms, [(row.indicator, row.breakdown) for row in rows])
    shown = {at: results[row.indicator, row.breakdown] for row, at in rows.items()}
    excel = read_file("bieu-mau.xlsx", calculated(content, shown))
    assert told(excel) == (unit, period, {**expected, **stored(results)})


def test_the_empty_template_holds_no_value(connection):
    content = unit_template(connection, unit_code="hai-duong.tu-ky.tien-dong", period="2023-Q3")
    for handed_in in (content, typed(content, {})):
        reading = read_file("bieu-mau.xlsx", handed_in)
        assert [one.code for one in reading.problems] == ["no_values"]
        assert [(one.unit_code, one.period, one.figures) for one in reading.drafts] == [
            ("hai-duong.tu-ky.tien-dong", "2023-Q3", [])
        ]


def test_blank_rates_stay_blank_in_an_excel_97_file(connection):
    unit = unit_template(connection, unit_code="hoai-giang.trang-son.minh-son", period="2023-Q3")
    parent = parent_template(connection, parent_code="hoai-giang", level="commune", period="2023-Q3")
    assert [formats_of_calculated_cells(one) for one in (unit, parent)] == [{"General"}, {"General"}]


def test_a_commune_does_not_see_the_rows_of_districts(connection):
    content = unit_template(connection, unit_code="hai-duong.tu-ky.tien-dong", period="2023-Q3")
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Biểu mẫu 3"]
    numbers = [cell.value for cell in sheet["A"]]
    assert "3.3.1" in numbers
    assert "3.1.1" not in numbers
    assert "3.2.1" not in numbers


def test_every_input_cell_is_open_and_checked(connection):
    content = unit_template(connection, unit_code="hoai-giang", period="2024", language="en")
    book = openpyxl.load_workbook(io.BytesIO(content))
    for row, (name, cell) in form_cells("province").items():
        sheet = book[name]
        checked = any(cell in rule.sqref for rule in sheet.data_validations.dataValidation)
        computed = is_computed("province", row)
        assert sheet.protection.sheet
        assert sheet[cell].protection.locked is computed, row.code
        assert checked is not computed, row.code


def test_last_comparable_values_stand_beside_and_are_not_read(connection, engine):
    unit, cells = "hai-duong.tu-ky.tien-dong", form_cells("commune")
    places = {(row.indicator, row.breakdown): at for row, at in cells.items()}
    first_quarter = {
        places["dossiers_resolved", "level:commune"]: 320,
        places["dossiers_resolved_early_or_on_time", "level:commune"]: 312,
        places["plan_tasks_set", ""]: 40,
        places["investment_plan", ""]: 1234.5,
    }
    content = typed(unit_template(connection, unit_code=unit, period="2023-Q1"), first_quarter)
    assert import_file(engine, "q1.xlsx", content)["problems"] == []
    with engine.connect() as filled:
        content = unit_template(filled, unit_code=unit, period="2023-Q3")
    book = openpyxl.load_workbook(io.BytesIO(content))

    def beside(key):
        sheet, cell = places[key]
        return book[sheet][cell.replace("D", "F")].value, book[sheet][cell.replace("D", "G")].value

    assert beside(("dossiers_resolved", "level:commune")) == (320, "Quý I/2023")
    assert beside(("dossiers_on_time_pct", "level:commune")) == (97.5, "Quý I/2023")
    assert beside(("investment_plan", "")) == (1234.5, "Quý I/2023")
    assert beside(("plan_tasks_set", "")) == (None, None)  # runs from the year's start: another span
    assert [one.code for one in read_file("x.xlsx", content).problems] == ["no_values"]


def test_forms_left_blank_replace_nothing(connection, engine):
    empty, cells = unit_template(connection, unit_code=COMMUNE, period=PERIOD), form_cells("commune")
    places = {(row.indicator, row.breakdown): at for row, at in cells.items()}
    tasks, staff = places["plan_tasks_set", ""], places["staff_assigned", ""]
    counter = ("Một cửa", f"{cell_name(FIRST_ROW, FIRST_COLUMN)}")
    import_file(engine, "du.xlsx", typed(empty, {tasks: 20, staff: 19, counter: 7}))
    before = holds(engine)
    import_file(engine, "sua.xlsx", typed(empty, {tasks: 26}))
    assert set(holds(engine)) == set(before)
    assert (before["form:1", "plan_tasks_set"], holds(engine)["form:1", "plan_tasks_set"]) == (20, 26)
    assert {slot for slot, _ in before} == {"form:1", "form:4", "one_stop"}
