"""Of which unit and period a table is: content, then the file's name, else a question; answers settle it."""

import pytest

from data_loaders.files.spreadsheets import Sheet
from data_loaders.reading.recognition import Answers
from tests.data_loaders.reading_result import codes_of, read_rows, sheet_of, told_problems, values_of

FORM = [["STT", "Chỉ tiêu", "ĐVT", "Số lượng"], ["1.2", "Số TTHC công bố mới", "Thủ tục", 4]]
OFFICE, PERIOD = ["UBND XÃ TIÊN ĐỘNG"], ["Quý III năm 2023"]
CODE = "hai-duong.tu-ky.tien-dong"
OF = "tien-dong 2023-Q3"


def units_read(reading):
    return sorted(values_of(reading))


def questions(reading):
    return [(one.about, one.asked, one.candidates) for one in reading.questions]


# ---------------------------------------------------------------- where it is said


@pytest.mark.parametrize(
    "name",
    [
        "bieu-mau-quy-3-2023-xa-tien-dong.xlsx",
        "BaoCao_QuyIII_2023_XaTienDong.xlsx",
        "Xã Tiên Động - Q3.2023.xlsx",
        "2023-Q3 tien dong.xlsx",
        "BC CCHC quý III năm 2023 (xã Tiên Động).xlsx",
    ],
)
def test_what_the_content_does_not_say_the_files_name_may(name):
    assert units_read(read_rows(FORM, name=name)) == [OF]


def test_the_content_is_believed_before_the_files_name():
    reading = read_rows([OFFICE, PERIOD, *FORM], name="quy-1-2022-xa-khe-ha.xlsx")
    assert units_read(reading) == [OF]
    assert codes_of(reading) == [("period_conflict", ""), ("unit_conflict", "")]


def test_a_parent_in_the_files_name_is_no_conflict():
    assert codes_of(read_rows([OFFICE, PERIOD, *FORM], name="huyen-tu-ky-quy-3-2023.xlsx")) == []


def test_the_sheets_name_may_say_it():
    assert units_read(read_rows(sheet_of([PERIOD, *FORM], "Tiên Động"))) == [OF]
    assert units_read(read_rows(sheet_of([OFFICE, *FORM], "Quý III-2023"))) == [OF]
    assert units_read(read_rows(sheet_of([OFFICE, ["Năm 2023"], *FORM], "Quý III"))) == [OF]


def test_a_sheet_for_each_unit():
    sheets = [sheet_of(FORM, name) for name in ("Khê Hạ", "Khê Trung", "Chợ Khê")]
    reading = read_rows(*sheets, name="quy-3-2023-huyen-lam-khe.xlsx")
    assert units_read(reading) == ["cho-khe 2023-Q3", "khe-ha 2023-Q3", "khe-trung 2023-Q3"]


def test_the_period_may_be_a_window_of_days():
    reading = read_rows([OFFICE, ["(Số liệu từ 15/6/2023 đến ngày 14/9/2023)"], *FORM])
    assert units_read(reading) == [OF]


def test_a_quarter_beside_nine_months_is_the_quarter():
    assert units_read(read_rows([OFFICE, PERIOD, ["9 tháng đầu năm 2023"], *FORM])) == [OF]


# ---------------------------------------------------------------- what is asked


def test_nothing_says_the_unit():
    reading = read_rows([PERIOD, *FORM])
    assert (reading.drafts, questions(reading)) == ([], [("unit", "", ())])
    assert units_read(read_rows([PERIOD, *FORM], answers=Answers(unit=CODE))) == [OF]


def test_nothing_says_the_period():
    reading = read_rows([OFFICE, *FORM])
    assert questions(reading) == [("period", "", ())]
    assert units_read(read_rows([OFFICE, *FORM], answers=Answers(period="2023-Q3"))) == [OF]


def test_two_periods_in_one_heading_are_asked_about():
    reading = read_rows([OFFICE, PERIOD, ["Kèm theo Báo cáo 6 tháng đầu năm 2023"], *FORM])
    assert questions(reading) == [("period", "", ("2023-Q3", "2023-H1"))]


@pytest.mark.parametrize(("said", "instead"), [("Quý II/2023", "2023-H1"), ("Quý IV năm 2023", "2023")])
def test_a_period_outside_the_regime_is_named_with_the_one_to_choose(said, instead):
    reading = read_rows([OFFICE, [said], *FORM])
    assert [(about, candidates) for about, _, candidates in questions(reading)] == [("period", (instead,))]
    assert told_problems(reading) == {("period_not_in_regime", "Sheet1", "")}


def test_an_answer_does_not_overrule_the_content():
    reading = read_rows([OFFICE, PERIOD, *FORM], answers=Answers(unit="hai-duong.tu-ky", period="2022-Q1"))
    assert units_read(reading) == [OF]
    assert "period_conflict" in [code for code, _ in codes_of(reading)]


def test_a_misspelt_unit_is_taken_with_a_warning():
    reading = read_rows([["UBND XÃ TIÊN ĐỘNGG"], PERIOD, *FORM])
    assert units_read(reading) == [OF]
    assert codes_of(reading) == [("unit_misspelt", "")]


def test_a_unit_that_was_dissolved():
    reading = read_rows([["UBND HUYỆN TỨ KỲ"], ["Quý III năm 2025"], *FORM])
    assert "unit_did_not_exist" in [code for code, _ in codes_of(reading)]


# ---------------------------------------------------------------- tables of many units

WIDE = [
    ["Đơn vị", "dossiers_received"],
    ["Xã Khê Hạ", 1],
    ["Xã Cộng Hòa", 2],
    ["Xã Minh Sơn", 3],
    ["Thôn Đoài", 4],
]


def test_the_other_rows_are_read_and_the_unclear_ones_asked_about():
    reading = read_rows([PERIOD, [], *WIDE])
    assert values_of(reading) == {"khe-ha 2023-Q3": {"dossiers_received": 1}}
    minh_son = ("hoai-giang.ben-lam.minh-son", "hoai-giang.trang-son.minh-son")
    assert questions(reading) == [
        ("unit", "Xã Cộng Hòa", ()),
        ("unit", "Xã Minh Sơn", minh_son),
        ("unit", "Thôn Đoài", ()),
    ]
    assert codes_of(reading) == [("unit_ambiguous", "A6"), ("unit_unknown", "A5"), ("unit_unknown", "A7")]


def test_answers_settle_names():
    told = Answers(
        names={"Xã Minh Sơn": "hoai-giang.trang-son.minh-son", "Xã Cộng Hòa": "hoai-giang.lam-khe.ta-khe"}
    )
    reading = read_rows([PERIOD, [], *WIDE], answers=told)
    assert units_read(reading) == ["khe-ha 2023-Q3", "minh-son 2023-Q3", "ta-khe 2023-Q3"]
    assert [asked for _, asked, _ in questions(reading)] == ["Thôn Đoài"]


def test_the_same_name_twice_is_asked_about_row_by_row():
    rows = [["Đơn vị", "dossiers_received"], ["Xã Minh Sơn", 1], ["Xã Minh Sơn", 2]]
    reading = read_rows([PERIOD, [], *rows])
    assert [asked for _, asked, _ in questions(reading)] == ["Xã Minh Sơn (ô A4)", "Xã Minh Sơn (ô A5)"]
    told = Answers(
        names={
            "Xã Minh Sơn (ô A4)": "hoai-giang.trang-son.minh-son",
            "Xã Minh Sơn (ô A5)": "hoai-giang.ben-lam.minh-son",
        }
    )
    drafts = read_rows([PERIOD, [], *rows], answers=told).drafts
    assert {draft.unit_code: draft.figures[0].value for draft in drafts} == {
        "hoai-giang.trang-son.minh-son": 1,
        "hoai-giang.ben-lam.minh-son": 2,
    }


def test_a_unit_listed_twice_counts_once():
    rows = [["Đơn vị", "dossiers_received"], ["Xã Khê Hạ", 1], ["Khê Hạ", 2]]
    reading = read_rows([PERIOD, [], *rows])
    assert values_of(reading) == {"khe-ha 2023-Q3": {"dossiers_received": 1}}
    assert codes_of(reading) == [("duplicate_unit", "B5")]


def test_an_unclear_period_of_a_row_is_asked_about_once():
    rows = [
        ["Đơn vị", "Kỳ", "dossiers_received"],
        ["Xã Khê Hạ", "Quý II/2023", 1],
        ["Xã Khê Trung", "Quý II/2023", 2],
        ["Xã Tả Khê", "2023-Q3", 3],
    ]
    reading = read_rows(rows)
    assert units_read(reading) == ["ta-khe 2023-Q3"]
    assert questions(reading) == [("period", "Quý II/2023", ("2023-H1",))]


@pytest.mark.parametrize("cells", [("Quý III", 2023), ("III", 2023), (3, 2023), ("Q3", "2023")])
def test_quarter_and_year_may_stand_in_two_columns(cells):
    rows = [["Đơn vị", "Quý", "Năm", "dossiers_received"], ["Xã Khê Hạ", *cells, 1]]
    assert units_read(read_rows(rows)) == ["khe-ha 2023-Q3"]


def test_a_total_of_a_wide_table_is_checked_and_not_stored():
    rows = [["Đơn vị", "dossiers_received"], ["Xã Khê Hạ", 1], ["Xã Khê Trung", 2], ["Tổng cộng", 4]]
    reading = read_rows([PERIOD, [], *rows])
    assert len(reading.drafts) == 2
    assert codes_of(reading) == [("total_mismatch", "B6")]


def test_a_districts_sum_of_its_communes_is_no_figure_of_its_own():
    rows = [["Đơn vị", "dossiers_received"], ["Huyện Lâm Khê", 3], ["Xã Khê Hạ", 1], ["Xã Khê Trung", 2]]
    assert units_read(read_rows([PERIOD, [], *rows])) == ["khe-ha 2023-Q3", "khe-trung 2023-Q3"]
    own = [rows[0], ["Huyện Lâm Khê", 9], *rows[2:]]
    assert "lam-khe 2023-Q3" in units_read(read_rows([PERIOD, [], *own]))


def test_two_tables_on_one_sheet():
    second = [[], ["Đơn vị", "dossiers_resolved"], ["Xã Khê Hạ", 5]]
    assert values_of(read_rows([PERIOD, [], *WIDE[:2], *second])) == {
        "khe-ha 2023-Q3": {"dossiers_received": 1, "dossiers_resolved": 5}
    }


# ---------------------------------------------------------------- columns of wide and long tables


def wide(*headers, values=(5, 6, 7)):
    rows = [["Đơn vị", *header] for header in zip(*headers, strict=True)]
    for row in rows[1:]:
        row[0] = ""
    return read_rows([PERIOD, [], *rows, ["Xã Khê Hạ", *values[: len(headers)]]])


def test_columns_of_other_periods_and_plans_are_left_out():
    name = "Số hồ sơ TTHC đã tiếp nhận"
    reading = wide((name, "Kỳ trước"), (name, "Kỳ này"), (name, "Kế hoạch"))
    assert values_of(reading) == {"khe-ha 2023-Q3": {"dossiers_received": 6}}
    assert codes_of(reading) == []


def test_a_rate_under_a_counts_title_is_the_rate():
    reading = wide(
        ("Số hồ sơ TTHC giải quyết đúng hạn", "Số lượng"), ("Số hồ sơ TTHC giải quyết đúng hạn", "Tỷ lệ (%)")
    )
    assert values_of(reading)["khe-ha 2023-Q3"] == {
        "dossiers_resolved_early_or_on_time": 5,
        "dossiers_on_time_pct": 6,
    }


def test_a_part_under_a_counts_title_is_not_the_count():
    reading = wide(("Số hồ sơ TTHC đã tiếp nhận", "Tổng số"), ("Số hồ sơ TTHC đã tiếp nhận", "Cá nhân"))
    assert values_of(reading)["khe-ha 2023-Q3"] == {"dossiers_received": 5}
    assert codes_of(reading) == [("unknown_column", "C4")]


def test_a_label_of_several_rows_is_told_by_the_title_above():
    label = "Số VBQPPL có kiến nghị xử lý đã được xử lý xong"
    reading = wide(("Kiểm tra, xử lý VBQPPL", label), ("Rà soát VBQPPL", label))
    assert values_of(reading)["khe-ha 2023-Q3"] == {
        "inspected_legal_docs_handled": 5,
        "reviewed_legal_docs_handled": 6,
    }


def test_a_label_of_several_rows_that_nothing_tells_is_not_guessed():
    reading = read_rows(
        [
            PERIOD,
            [],
            ["Đơn vị", "Số VBQPPL có kiến nghị xử lý đã được xử lý xong", "dossiers_received"],
            ["Xã Khê Hạ", 5, 6],
        ]
    )
    assert values_of(reading)["khe-ha 2023-Q3"] == {"dossiers_received": 6}
    assert codes_of(reading) == [("ambiguous_column", "B3")]


def test_where_code_and_label_of_a_column_disagree_the_label_decides():
    reading = wide(("BM3-1.2", "Số TTHC bãi bỏ, thay thế"), ("BM3-1.3", "Số TTHC công bố mới"))
    assert values_of(reading)["khe-ha 2023-Q3"] == {"procedures_repealed_replaced": 5, "procedures_new": 6}
    assert codes_of(reading) == [("code_label_mismatch", "B4"), ("code_label_mismatch", "C4")]


def test_money_needs_a_unit():
    name = "Kế hoạch vốn đầu tư công được giao"
    rows = [["Đơn vị", name], ["Xã Khê Hạ", 500]]
    assert codes_of(read_rows([PERIOD, [], *rows])) == [("money_unit_missing", "B4"), ("no_values", "")]
    stated = [PERIOD, ["Đơn vị tính: triệu đồng"], [], *rows]
    assert values_of(read_rows(stated))["khe-ha 2023-Q3"] == {"investment_plan": 500e6}


LONG = ["Đơn vị", "Kỳ", "Chỉ tiêu", "Giá trị"]


def test_what_a_long_table_does_not_make_clear():
    rows = [
        LONG,
        ["Xã Khê Hạ", "2023-Q3", "dossiers_received", 5],
        ["Xã Khê Hạ", "2023-Q3", "dossiers_received", 6],
        ["Xã Khê Hạ", "2023-Q3", "Số cây xanh", 7],
        ["Xã Khê Hạ", "2023-Q3", "Số cây cảnh", ""],
        ["Xã Khê Hạ", "2023-Q3", "BM3-1.2 Số TTHC bãi bỏ, thay thế", 8],
    ]
    reading = read_rows(rows)
    assert values_of(reading) == {
        "khe-ha 2023-Q3": {"dossiers_received": 5, "procedures_repealed_replaced": 8}
    }
    assert codes_of(reading) == [
        ("code_label_mismatch", "C6"),
        ("duplicate_unit", "D3"),
        ("unknown_indicator", "C4"),
    ]


def test_breakdowns_of_a_long_table():
    top = [*LONG, "Phân tổ"]
    rows = [
        ["Xã Khê Hạ", "2023-Q3", "dossiers_received", n, text]
        for n, text in enumerate(("Chứng thực", "", "Tổng số", "Sao Hỏa"))
    ]
    reading = read_rows([top, *rows])
    assert values_of(reading)["khe-ha 2023-Q3"] == {"dossiers_received@field:CT": 0, "dossiers_received": 1}
    assert codes_of(reading) == [("duplicate_unit", "D4"), ("unknown_breakdown", "C5")]


def test_a_form_whose_measure_is_called_unit_is_no_long_table():
    rows = [OFFICE, PERIOD, ["Chỉ tiêu", "Đơn vị", "Kết quả"], ["Số TTHC công bố mới", "Thủ tục", 4]]
    reading = read_rows(rows)
    assert (reading.kind, units_read(reading)) == ("forms", [OF])


def test_codes_of_another_system_do_not_hide_the_names():
    rows = [["Mã đơn vị", "Tên đơn vị", "dossiers_received"], [10768, "Xã Khê Hạ", 5]]
    assert units_read(read_rows([PERIOD, [], *rows])) == ["khe-ha 2023-Q3"]
    long = [["Mã đơn vị", *LONG], [10768, "Xã Khê Hạ", "2023-Q3", "dossiers_received", 5]]
    assert units_read(read_rows(long)) == ["khe-ha 2023-Q3"]


def test_a_hidden_sheet_is_told_and_not_read():
    hidden = Sheet("Cũ", [OFFICE, ["Quý I năm 2023"], *FORM], hidden=True)
    reading = read_rows(sheet_of([OFFICE, PERIOD, *FORM], "BM3"), hidden)
    assert units_read(reading) == [OF]
    assert told_problems(reading) == {("hidden_sheet", "Cũ", "")}
