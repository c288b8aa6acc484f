"""One-stop tables of many shapes give exactly the figures they state; their totals are checked."""

import pytest

from tests.data_loaders.office_one_stop import OneStopWriter
from tests.data_loaders.reading_result import (
    codes_of,
    read_plans,
    read_rows,
    told_figures,
    told_problems,
    values_of,
)

UNITS = ("thua-thien-hue.a-luoi.huong-nguyen", "hoai-giang.ben-lam.ben-ha", "hoai-giang.lam-khe.cho-khe")
OF_CHECKS = {"part_exceeds_whole", "sum_mismatch", "balance_open"}


@pytest.mark.parametrize("seed", range(80))
def test_every_table_gives_exactly_its_figures(seed):
    writer = OneStopWriter(UNITS[seed % 3], "2023-Q1", seed)
    writer.write()
    reading = read_plans([writer.plan])
    assert {one for one in told_problems(reading) if one[0] not in OF_CHECKS} == writer.expected.problems
    assert told_figures(reading) == writer.expected.figures
    assert reading.questions == []


@pytest.mark.parametrize("seed", range(20))
def test_tables_of_several_units_one_below_the_other(seed):
    first = OneStopWriter(UNITS[0], "2023-Q1", seed)
    first.write()
    second = OneStopWriter(UNITS[1], "2023-Q1", seed + 1, first.plan)
    second.write()
    reading = read_plans([first.plan])
    assert told_figures(reading) == first.expected.figures | second.expected.figures


HEAD = [["UBND XÃ HƯƠNG NGUYÊN"], ["Kết quả giải quyết hồ sơ quý I năm 2023"], []]
OF = "huong-nguyen 2023-Q1"


def test_a_total_of_what_came_and_what_was_left_over_is_not_what_came():
    rows = [
        ["Lĩnh vực", "Số lượng hồ sơ tiếp nhận", "", "", "Đã giải quyết"],
        ["", "Tổng số", "Trong kỳ", "Từ kỳ trước", ""],
        ["Chứng thực", 30, 20, 10, 25],
    ]
    found = values_of(read_rows([*HEAD, *rows]))[OF]
    assert found == {
        "dossiers_received@field:CT": 20,
        "dossiers_carried_over@field:CT": 10,
        "dossiers_resolved@field:CT": 25,
    }


def test_an_unknown_field_is_kept_under_its_name():
    rows = [["Lĩnh vực", "Tiếp nhận", "Giải quyết"], ["Chứng thực", 3, 2], ["Du lịch vũ trụ", 4, 4]]
    reading = read_rows([*HEAD, *rows])
    assert values_of(reading)[OF]["dossiers_received@field:Du lịch vũ trụ"] == 4
    assert codes_of(reading) == [("unknown_field", "A6")]


def test_a_column_that_says_nothing_known_is_told():
    rows = [["Lĩnh vực", "Tiếp nhận", "Giải quyết", "Số phiếu khen"], ["Chứng thực", 3, 2, 9]]
    assert codes_of(read_rows([*HEAD, *rows])) == [("unknown_column", "D4")]


def test_two_columns_of_one_meaning_are_not_guessed():
    rows = [["Lĩnh vực", "Tiếp nhận", "Hồ sơ nhận", "Giải quyết", "Trễ hạn"], ["Chứng thực", 3, 4, 2, 0]]
    reading = read_rows([*HEAD, *rows])
    assert set(values_of(reading)[OF]) == {"dossiers_resolved@field:CT", "dossiers_resolved_overdue@field:CT"}
    assert codes_of(reading) == [("ambiguous_column", "B4"), ("ambiguous_column", "C4")]


def test_only_a_total_row_is_the_whole():
    rows = [
        ["Lĩnh vực", "Hồ sơ tiếp nhận", "Đã giải quyết", "Đúng hạn", "Trễ hạn", "Rút hồ sơ"],
        ["Tổng số", 9, 8, 7, 1, 0],
    ]
    assert values_of(read_rows([*HEAD, *rows]))[OF]["dossiers_received"] == 9


def test_fields_and_units_in_one_table():
    rows = [
        ["Đơn vị", "Lĩnh vực", "Hồ sơ tiếp nhận", "Hồ sơ đã giải quyết"],
        ["Xã Khê Hạ", "Chứng thực", 5, 4],
        ["Xã Khê Hạ", "Đất đai", 6, 6],
        ["Xã Khê Trung", "Chứng thực", 7, 7],
    ]
    found = values_of(read_rows([["Quý I năm 2023"], [], *rows]))
    assert found["khe-ha 2023-Q1"]["dossiers_received@field:ĐC-ĐĐ"] == 6
    assert found["khe-trung 2023-Q1"] == {"dossiers_received@field:CT": 7, "dossiers_resolved@field:CT": 7}
