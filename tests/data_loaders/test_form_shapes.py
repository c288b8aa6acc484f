"""Shapes of forms one by one: which row, which column, which unit a number is of."""

import pytest

from tests.data_loaders.reading_result import codes_of, read_rows, sheet_of, values_of

HEAD = [["UBND HUYỆN TỨ KỲ"], ["UBND XÃ TIÊN ĐỘNG"], ["Biểu mẫu 3"], ["(Báo cáo quý III năm 2023)"], []]
TOP = ["STT", "Chỉ tiêu", "ĐVT", "Số lượng/Tỷ lệ"]
OF = "tien-dong 2023-Q3"
RATE, RESOLVED, IN_TIME = (
    "Tỷ lệ hồ sơ TTHC do UBND cấp xã tiếp nhận được giải quyết đúng hạn",
    "Tổng số hồ sơ TTHC đã giải quyết xong",
    "Số hồ sơ TTHC giải quyết đúng hạn",
)


def form(*rows, top=TOP, head=HEAD):
    return [*head, top, *rows]


# ---------------------------------------------------------------- which row


def test_a_repeated_label_is_told_by_its_number():
    reading = read_rows(form(["3.3.1", RESOLVED, "Hồ sơ", 12]))
    assert values_of(reading) == {OF: {"dossiers_resolved@level:commune": 12}}
    assert codes_of(reading) == []


def test_a_repeated_label_is_told_by_the_row_above_it():
    rows = ["", RATE, "%", "100"], ["", RESOLVED, "Hồ sơ", 12], ["", IN_TIME, "Hồ sơ", 12]
    assert values_of(read_rows(form(*rows))) == {
        OF: {
            "dossiers_on_time_pct@level:commune": 100,
            "dossiers_resolved@level:commune": 12,
            "dossiers_resolved_early_or_on_time@level:commune": 12,
        }
    }


def test_a_label_that_stands_three_times_is_told_by_order():
    rows = [["", RESOLVED, "", value] for value in (1, 2, 3)]
    found = values_of(read_rows(form(*rows)))[OF]
    assert found == {
        f"dossiers_resolved@level:{level}": n
        for n, level in enumerate(("province", "district", "commune"), 1)
    }


def test_a_repeated_label_that_nothing_tells_is_not_guessed():
    reading = read_rows(form(["", "Số TTHC công bố mới", "", 4], ["", RESOLVED, "", 12]))
    assert values_of(reading) == {OF: {"procedures_new": 4}}
    assert codes_of(reading) == [("ambiguous_row", "D8")]


def test_the_parent_row_decides_against_a_copied_number():
    rows = ["3.3", RATE, "%", 100], ["3.1.1", RESOLVED, "", 12]
    reading = read_rows(form(*rows))
    assert "dossiers_resolved@level:commune" in values_of(reading)[OF]
    assert codes_of(reading) == [("row_number_mismatch", "A8")]


def test_where_number_and_label_disagree_the_label_decides():
    rows = ["1.2", "Số TTHC bãi bỏ, thay thế", "", 5], ["1.3", "Số TTHC công bố mới", "", 4]
    reading = read_rows(form(*rows))
    assert values_of(reading) == {OF: {"procedures_repealed_replaced": 5, "procedures_new": 4}}
    assert codes_of(reading) == [("row_number_mismatch", "A7"), ("row_number_mismatch", "A8")]


def test_rows_in_another_order_are_read_as_they_are_called():
    rows = [
        ["3.3", RATE, "%", 100],
        ["1.3", "Số TTHC bãi bỏ, thay thế", "", 5],
        ["1.2", "Số TTHC công bố mới", "", 4],
    ]
    reading = read_rows(form(*rows))
    assert values_of(reading)[OF]["procedures_new"] == 4
    assert codes_of(reading) == []


def test_a_row_of_another_level_is_not_taken_for_one_of_ours():
    reading = read_rows(form(["1.4.3", "Số TTHC cấp thôn", "", 5], ["1.2", "Số TTHC công bố mới", "", 4]))
    assert values_of(reading) == {OF: {"procedures_new": 4}}
    assert codes_of(reading) == [("unknown_row", "D7")]


def test_a_reworded_label_is_confirmed_by_its_number_and_told():
    reading = read_rows(
        form(
            ["1.2", "Số TTHC công bố mới trong kỳ báo cáo", "", 4], ["1.3", "Số TTHC bãi bỏ, thay thế", "", 5]
        )
    )
    assert values_of(reading)[OF] == {"procedures_new": 4, "procedures_repealed_replaced": 5}
    assert codes_of(reading) == [("row_label_mismatch", "B7")]


def test_long_and_short_words_are_the_same():
    label = "Tổng số hồ sơ thủ tục hành chính đã giải quyết xong"
    assert "dossiers_resolved@level:commune" in values_of(read_rows(form(["3.3.1", label, "", 5])))[OF]


def test_numbers_alone_are_read_by_the_title():
    rows = ["1.2", "", "", 4], ["1.3", "", "", 5]
    assert values_of(read_rows(form(*rows))) == {OF: {"procedures_new": 4, "procedures_repealed_replaced": 5}}


@pytest.mark.parametrize("number", [1.2, "1.2.", "1,2", " 1.2 ", "1.2)", "(1.2)"])
def test_row_numbers_as_offices_write_them(number):
    reading = read_rows(form([number, "Số TTHC công bố mới", "", 4]))
    assert (values_of(reading), codes_of(reading)) == ({OF: {"procedures_new": 4}}, [])


def test_a_row_stated_twice_counts_once():
    reading = read_rows(form(["1.2", "Số TTHC công bố mới", "", 4], ["1.2", "Số TTHC công bố mới", "", 5]))
    assert values_of(reading) == {OF: {"procedures_new": 4}}
    assert codes_of(reading) == [("duplicate_row", "D8")]


def test_a_row_the_form_does_not_have_is_told_only_with_a_number():
    rows = [
        ["1.2", "Số TTHC công bố mới", "", 4],
        ["9", "Số hội nghị tuyên truyền", "", 7],
        ["10", "Đánh giá chung", "", ""],
    ]
    assert codes_of(read_rows(form(*rows))) == [("unknown_row", "D8")]


def test_a_value_beside_a_heading_is_told():
    rows = [["1", "Thống kê TTHC", "", 4], ["1.2", "Số TTHC công bố mới", "", 4]]
    assert codes_of(read_rows(form(*rows))) == [("unknown_row", "D7")]


def test_a_form_under_a_wrong_title_is_read_by_its_rows():
    head = [*HEAD[:2], ["Biểu mẫu 5"], *HEAD[3:]]
    reading = read_rows(form(["1.2", "Số TTHC công bố mới", "", 4], head=head))
    assert values_of(reading) == {OF: {"procedures_new": 4}}
    assert codes_of(reading) == [("form_number_mismatch", "A7")]


# ---------------------------------------------------------------- which column


def new_and_repealed(*values):
    return [["1.2", "Số TTHC công bố mới", "", *values], ["1.3", "Số TTHC bãi bỏ, thay thế", "", *values]]


@pytest.mark.parametrize(
    ("headers", "taken"),
    [
        (("Kỳ trước", "Kỳ này"), 2),
        (("Quý III/2022", "Quý III/2023"), 2),
        (("Quý III/2023", "Quý III/2022"), 1),
        (("Kế hoạch năm 2023", "Kết quả thực hiện kế hoạch"), 2),
        (("Kết quả thực hiện", "So với cùng kỳ"), 1),
        (("Số liệu cùng kỳ năm trước", "Số liệu"), 2),
        (("Lũy kế", "Trong kỳ"), 2),
        (("Năm 2022", "Năm 2023"), 2),
        (("Chỉ tiêu giao", "Thực hiện"), 2),
        (("Xã Tiên Động", "Cùng kỳ"), 1),
        (("Mức tăng, giảm", "Kết quả kỳ này"), 2),
        (("Ước thực hiện quý sau", "Thực hiện quý này"), 2),
    ],
)
def test_this_period_is_told_from_others(headers, taken):
    reading = read_rows(form(*new_and_repealed(1, 2), top=[*TOP[:3], *headers]))
    assert values_of(reading) == {OF: {"procedures_new": taken, "procedures_repealed_replaced": taken}}
    assert codes_of(reading) == []


def test_counts_and_rates_may_stand_in_two_columns():
    rows = ["3.3", RATE, "", "", "50"], ["3.3.1", RESOLVED, "", 12, 100], ["3.3.2", IN_TIME, "", 6, "50"]
    found = values_of(read_rows(form(*rows, top=[*TOP[:3], "Số lượng", "Tỷ lệ (%)"])))[OF]
    assert list(found.values()) == [50, 12, 6]


def test_two_columns_that_may_both_be_meant_are_not_guessed():
    rows = [["1.2", "Số TTHC công bố mới", "", 1, 2]]
    reading = read_rows(form(*rows, top=[*TOP[:3], "Kết quả", "Số liệu"]))
    assert [(draft.figures, draft.slots) for draft in reading.drafts] == [([], set())]
    assert ("several_value_columns", "C6") in codes_of(reading)


def test_two_columns_that_say_the_same_are_one():
    reading = read_rows(form(*new_and_repealed(3, 3), top=[*TOP[:3], "Kết quả", "Số liệu"]))
    assert values_of(reading)[OF] == {"procedures_new": 3, "procedures_repealed_replaced": 3}


def test_a_sum_since_new_year_is_the_period_only_where_that_begins_then():
    top = [*TOP[:3], "Lũy kế từ đầu năm"]
    assert codes_of(read_rows(form(*new_and_repealed(3), top=top)))[-1] == ("value_column_missing", "C6")
    half = [*HEAD[:3], ["6 tháng đầu năm 2023"], []]
    assert values_of(read_rows(form(*new_and_repealed(3), top=top, head=half))) == {
        "tien-dong 2023-H1": {"procedures_new": 3, "procedures_repealed_replaced": 3}
    }


def test_the_only_column_of_numbers_is_taken_with_a_warning():
    reading = read_rows(form(*new_and_repealed(3), top=[*TOP[:3], "Cột 4"]))
    assert values_of(reading)[OF]["procedures_new"] == 3
    assert codes_of(reading) == [("value_column_guessed", "C6")]


def test_a_table_without_known_headers_is_known_by_its_labels():
    rows = [
        ["", "", ""],
        ["Việc", "Tính", "Số lượng"],
        *[[row[1], "", row[3]] for row in new_and_repealed(3)],
    ]
    more = ["Số TTHC đã được phê duyệt phương án đơn giản hóa", "", 1]
    assert len(values_of(read_rows([*HEAD, *rows, more]))[OF]) == 3


def test_a_value_may_stand_in_the_second_row_of_a_broken_label():
    rows = [["1.1", "Số TTHC đã được phê duyệt", "", ""], ["", "phương án đơn giản hóa", "", 4]]
    assert values_of(read_rows(form(*rows))) == {OF: {"procedures_simplified_approved": 4}}
    rows = [["1.1", "Số TTHC đã được phê duyệt phương án đơn giản hóa", "", ""], ["", "", "", 4]]
    assert values_of(read_rows(form(*rows))) == {OF: {"procedures_simplified_approved": 4}}


# ---------------------------------------------------------------- which unit


def test_a_column_for_each_unit():
    top = [*TOP[:3], "Xã Khê Hạ", "Xã Khê Trung", "Thị trấn Chợ Khê", "Tổng cộng"]
    head = [["UBND HUYỆN LÂM KHÊ"], ["Quý III năm 2023"], []]
    reading = read_rows(form(*new_and_repealed(1, 2, 3, 6), top=top, head=head))
    assert {unit: found["procedures_new"] for unit, found in values_of(reading).items()} == {
        "khe-ha 2023-Q3": 1,
        "khe-trung 2023-Q3": 2,
        "cho-khe 2023-Q3": 3,
    }
    assert codes_of(reading) == []


def test_a_column_of_an_unknown_unit_is_asked_about_and_the_others_read():
    top = [*TOP[:3], "Xã Khê Hạ", "Xã Khê Trung", "Xã Cộng Hòa"]
    reading = read_rows(form(*new_and_repealed(1, 2, 3), top=top, head=[["Quý III năm 2023"], []]))
    assert len(values_of(reading)) == 2
    assert [question.asked for question in reading.questions] == ["Xã Cộng Hòa"]


SIGNED = [
    [],
    ["Người lập biểu", "", "", "TM. UBND XÃ TIÊN ĐỘNG"],
    ["", "", "", "CHỦ TỊCH"],
    [],
    [],
    [],
    ["", "", "", "Lê Văn A"],
    [],
]


def test_forms_of_units_one_below_the_other():
    second = [["UBND HUYỆN LÂM KHÊ"], ["UBND XÃ KHÊ HẠ"], ["BIỂU 03/CCHC"], ["Quý III năm 2023"]]
    reading = read_rows([*form(*new_and_repealed(1)), *SIGNED, *form(*new_and_repealed(2), head=second)])
    assert {unit: found["procedures_new"] for unit, found in values_of(reading).items()} == {
        OF: 1,
        "khe-ha 2023-Q3": 2,
    }
    assert codes_of(reading) == []


def test_units_under_one_header():
    rows = [*new_and_repealed(1), *SIGNED, ["UBND XÃ KHÊ HẠ"], ["Biểu mẫu 3"], *new_and_repealed(2)]
    reading = read_rows(form(*rows))
    assert {unit: found["procedures_new"] for unit, found in values_of(reading).items()} == {
        OF: 1,
        "khe-ha 2023-Q3": 2,
    }


def test_a_sheet_without_a_heading_is_of_the_unit_of_the_others():
    first = sheet_of([TOP, *new_and_repealed(1)], "BM3")
    second = sheet_of(form(["1", "Số văn bản chỉ đạo CCHC đã ban hành", "", 4]), "BM1")
    reading = read_rows(first, second)
    assert values_of(reading) == {
        OF: {"procedures_new": 1, "procedures_repealed_replaced": 1, "directive_docs_issued": 4}
    }


def test_two_different_units_in_one_heading_are_asked_about():
    head = [["UBND XÃ TIÊN ĐỘNG"], ["(Kèm theo Báo cáo quý III năm 2023 của UBND xã Khê Hạ)"]]
    reading = read_rows(form(*new_and_repealed(1), head=head))
    (question,) = reading.questions
    assert question.candidates == ("hai-duong.tu-ky.tien-dong", "hoai-giang.lam-khe.khe-ha")


def test_a_commune_nobody_knows_is_not_its_district():
    head = [["UBND HUYỆN TỨ KỲ"], ["UBND XÃ CỘNG HÒA"], ["Quý III năm 2023"]]
    reading = read_rows(form(*new_and_repealed(1), head=head))
    assert [(question.asked, question.candidates) for question in reading.questions] == [("XÃ CỘNG HÒA", ())]


def test_the_one_stop_table_may_stand_below_the_forms():
    one_stop = [
        [],
        ["STT", "Lĩnh vực", "Tiếp nhận hồ sơ", "Đã giải quyết", "Đúng hạn", "Trễ hạn"],
        [1, "Tư pháp - Hộ tịch", 20, 18, 17, 1],
        ["", "Tổng", 20, 18, 17, 1],
    ]
    found = values_of(read_rows([*form(*new_and_repealed(1)), *one_stop]))[OF]
    assert found["procedures_new"] == 1
    assert found["dossiers_received@field:TP-HT"] == found["dossiers_received"] == 20
