"""What one cell is worth for each kind of indicator."""

import pytest

from data_loaders.catalogue.indicators import indicators
from data_loaders.catalogue.units_of_measure import money_factor
from data_loaders.files.cell_notes import CellNote
from data_loaders.files.spreadsheets import Sheet
from data_loaders.sheets.cell_values import read_cell

COUNT, PERCENT, CODE, MONEY = "dossiers_received", "dossiers_online_pct", "survey_method", "investment_plan"


def read(value, indicator, *, measure="", note=None):
    sheet = Sheet("S", [[value]], {(0, 0): note} if note else {})
    reading = read_cell(sheet, (0, 0), indicators()[indicator], measure=measure)
    return reading.value, [code for code, _ in reading.problems]


@pytest.mark.parametrize("value", [None, "", "  ", "-", "…"])
@pytest.mark.parametrize("indicator", [COUNT, PERCENT, CODE, MONEY])
def test_a_blank_cell_is_missing_not_zero(value, indicator):
    assert read(value, indicator) == (None, [])


@pytest.mark.parametrize(
    ("value", "expected"),
    [(12, 12), (12.0, 12), ("1.234", 1234), ("04", 4), ("12 hồ sơ", 12), ("5,65 ngàn", 5650), ("không", 0)],
)
def test_counts(value, expected):
    assert read(value, COUNT) == (expected, [])


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (3.5, "fraction_in_count"),
        (-1, "negative_count"),
        ("1,234", "ambiguous_number"),
        ("5%", "unit_of_measure_mismatch"),
        ("20 ngày", "unit_of_measure_mismatch"),
        ("12 đồng", "unit_of_measure_mismatch"),
        ("nhiều", "not_a_number"),
        (True, "not_a_number"),
    ],
)
def test_what_cannot_be_a_count(value, code):
    assert read(value, COUNT) == (None, [code])


def test_a_percent_cell_is_no_count():
    assert read(0.2, COUNT, note=CellNote("percent")) == (None, ["unit_of_measure_mismatch"])


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (98.55, 98.55),
        ("98,55", 98.55),
        ("98,55 %", 98.55),
        ("87, 34 %", 87.34),
        ("99.6", 99.6),
        (100, 100),
        ("1,234", 1.234),
    ],
)
def test_percents(value, expected):
    assert read(value, PERCENT) == (expected, [])


def test_a_percent_cell_shows_a_hundred_times_its_value():
    assert read(0.9855, PERCENT, note=CellNote("percent")) == (98.55, [])


@pytest.mark.parametrize("value", [259, "259", "259 %", -1])
def test_a_percent_outside_its_range_is_kept_and_marked(value):
    stated, codes = read(value, PERCENT)
    assert (abs(stated) in (259, 1), codes) == (True, ["percent_out_of_range"])


def test_a_percent_that_may_exceed():
    assert read(182.7, "budget_revenue_pct") == (182.7, [])


def test_pairs():
    assert read("8/8", COUNT) == (8, ["pair_in_count"])
    assert read("20/26", PERCENT) == (76.92, ["pair_in_count"])
    assert read("0/0", PERCENT) == (None, ["rate_without_base"])
    assert read("5/10 tỷ đồng", MONEY) == (5e9, ["pair_in_count"])
    assert read("1/2", CODE) == (None, ["unknown_state"])


@pytest.mark.parametrize(
    ("value", "expected"), [(1, 1), ("1", 1), ("Kết hợp", 2), ("phát phiếu", 1), ("2 (Kết hợp)", 2)]
)
def test_codes(value, expected):
    assert read(value, CODE) == (expected, [])


def test_an_unknown_code():
    assert read(7, CODE) == (None, ["unknown_state"])
    assert read("Bưu điện", CODE) == (None, ["not_a_number"])


@pytest.mark.parametrize(
    ("value", "measure", "expected"),
    [
        (1000, "Triệu đồng", 1e9),
        ("1.000", "Triệu đồng", 1e9),
        ("1.234,5", "ĐVT: nghìn đồng", 1_234_500),
        (1.5, "Tỷ đồng", 1.5e9),
        (1.5, "tỉ đồng", 1.5e9),
        (1200, "1.000 đồng", 1_200_000),
        (1200, "1000đ", 1_200_000),
        (1200, "tr.đồng", 1.2e9),
        (1000, "đồng", 1000),
        (5_000_000, "", 5_000_000),
        ("203,592 tỷ", "Triệu đồng", 203_592_000_000),
        ("1.850.687đ", "Triệu đồng", 1_850_687),
        ("5 triệu đồng", "Tỷ đồng", 5e6),
        ("5 triệu", "", 5e6),
        ("500 đồng", "", 500),
    ],
)
def test_money(value, measure, expected):
    assert read(value, MONEY, measure=measure) == (expected, [])


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (1000, "money_unit_missing"),
        ("1.000", "money_unit_missing"),
        (-5, "negative_count"),
        ("5 %", "unit_of_measure_mismatch"),
        ("12 người", "unit_of_measure_mismatch"),
        ("1,234", "ambiguous_number"),
    ],
)
def test_what_is_no_clear_money(value, code):
    assert read(value, MONEY) == (None, [code])


@pytest.mark.parametrize("measure", ["Công ty", "Văn bản", "", "%", "Tỷ lệ", "Người"])
def test_what_is_no_measure_of_money(measure):
    assert money_factor(measure) is None


def test_cells_with_errors_and_formulas():
    assert read(None, COUNT, note=CellNote("error", "#REF!")) == (None, ["error_cell"])
    assert read(None, COUNT, note=CellNote("formula", "=A1+A2")) == (None, ["formula_not_calculated"])
