"""The same content in every format gives the same figures at the same cells."""

import pytest

from data_loaders.files.spreadsheets import read_sheets
from data_loaders.reading.recognition import read_tables
from tests.data_loaders.binary_workbook import as_xlsb
from tests.data_loaders.office_forms import forms_workbook
from tests.data_loaders.office_layouts import random_layout
from tests.data_loaders.office_one_stop import OneStopWriter
from tests.data_loaders.office_tables import WideWriter
from tests.data_loaders.reading_result import codes_of, told_figures
from tests.data_loaders.sheet_plans import Cell, SheetPlan, as_csv, as_ods, as_xls, as_xlsx
from tests.data_loaders.test_office_forms import OF_CHECKS, file_name, report_of
from tests.data_loaders.test_office_tables import of_one_district, reports_of

WORKBOOKS = {"xlsx": as_xlsx, "xlsm": as_xlsx, "xls": as_xls, "ods": as_ods, "xlsb": as_xlsb}
CSV = {
    f"{called}{' with mark' if mark else ''}": (delimiter, mark)
    for called, delimiter in (("comma", ","), ("semicolon", ";"), ("tab", "\t"))
    for mark in (True, False)
}


def as_format(kind, plans):
    if kind in WORKBOOKS:
        return WORKBOOKS[kind](plans), kind
    delimiter, mark = CSV[kind]
    return as_csv(plans[0], delimiter, mark=mark), "csv"


def read_as(kind, plans, stem):
    content, ending = as_format(kind, plans)
    return read_tables(f"{stem}.{ending}", read_sheets(f"{stem}.{ending}", content))


def figures_of(reading):
    """Figures without the sheet, which a CSV file does not name."""
    return {(*told[:5], told[6]) for told in told_figures(reading)}


def problems_of(reading):
    return {one for one in codes_of(reading) if one[0] not in OF_CHECKS}


@pytest.mark.parametrize("kind", [*WORKBOOKS, *CSV])
@pytest.mark.parametrize("seed", range(8))
def test_forms(kind, seed):
    report = report_of(seed)
    layout = random_layout(seed)
    layout.hidden_sheet = False
    layout.arrangement = "sheets" if kind in WORKBOOKS and seed % 2 else "stacked"
    layout.heads = "two lines"
    plans, expected = forms_workbook([report], layout)
    reading = read_as(kind, plans, file_name(report).removesuffix(".xlsx"))
    assert figures_of(reading) == {(*told[:5], told[6]) for told in expected.figures}
    assert problems_of(reading) == {(code, cell) for code, _, cell in expected.problems}


@pytest.mark.parametrize("kind", [*WORKBOOKS, *CSV])
@pytest.mark.parametrize("seed", range(5))
def test_one_stop_tables(kind, seed):
    writer = OneStopWriter("hoai-giang.ben-lam.ben-ha", "2023-Q1", seed)
    writer.write()
    reading = read_as(kind, [writer.plan], "mot-cua")
    assert figures_of(reading) == {(*told[:5], told[6]) for told in writer.expected.figures}


@pytest.mark.parametrize("kind", [*WORKBOOKS, *CSV])
@pytest.mark.parametrize("seed", [0, 1, 2, 3, 4, 5])
def test_wide_tables(kind, seed):
    writer = WideWriter(of_one_district(reports_of(seed)), seed)
    writer.parents = "column"
    writer.period_of = "title"
    writer.write()
    reading = read_as(kind, [writer.plan], "tong-hop")
    assert figures_of(reading) == {(*told[:5], told[6]) for told in writer.expected.figures}


LONG = [["Đơn vị", "Kỳ", "Chỉ tiêu", "Giá trị"], ["Xã Tiên Động", "2023-Q3", "dossiers_on_time_pct", None]]


def one_value(cell):
    plan = SheetPlan("Dữ liệu", {(r, c): Cell(v) for r, row in enumerate(LONG) for c, v in enumerate(row)})
    plan.cells[1, 3] = cell
    return [plan]


@pytest.mark.parametrize("kind", WORKBOOKS)
def test_a_percent_cell_is_a_percent(kind):
    (told,) = told_figures(read_as(kind, one_value(Cell(0.9855, percent=True)), "x"))
    assert told[4] == 98.55


@pytest.mark.parametrize("kind", ["xlsx", "xlsm", "xlsb"])
def test_an_error_cell_is_a_problem(kind):
    assert ("error_cell", "D2") in codes_of(read_as(kind, one_value(Cell(error="#REF!")), "x"))


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods", "xlsb"])
def test_a_hidden_sheet_is_not_handed_in(kind):
    (hidden,) = one_value(Cell(98.5))
    hidden.hidden = True
    seen = SheetPlan("Bìa", {(0, 0): Cell("Báo cáo")})
    reading = read_as(kind, [seen, hidden], "x")
    assert told_figures(reading) == set()
    assert ("hidden_sheet", "") in codes_of(reading)
