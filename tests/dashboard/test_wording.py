"""Numbers and names as people write them."""

import pytest

from dashboard.words.wording import Speaker

VI, EN = Speaker("vi"), Speaker("en")


@pytest.mark.parametrize(
    ("value", "decimals", "vietnamese", "english"),
    [
        (1234.5, 1, "1.234,5", "1,234.5"),
        (1234567, 0, "1.234.567", "1,234,567"),
        (0.05, 1, "0,1", "0.1"),
        (2.5, 0, "3", "3"),
        (-0.04, 1, "0,0", "0.0"),
        (-12, 0, "−12", "−12"),
    ],
)
def test_numbers(value, decimals, vietnamese, english):
    assert (VI.number(value, decimals), EN.number(value, decimals)) == (vietnamese, english)


@pytest.mark.parametrize(
    ("dong", "said"),
    [
        (128_400_000_000, "128,4 tỷ đồng"),
        (281_318_000_000, "281,3 tỷ đồng"),
        (4_000_000_000, "4 tỷ đồng"),
        (8_957_000, "9 triệu đồng"),
        (864_500, "864.500 đồng"),
        (0, "0 đồng"),
    ],
)
def test_money_in_the_unit_that_reads_best(dong, said):
    assert VI.money(dong) == said


def test_rates_and_their_differences():
    assert VI.percent(97.84) == "97,8 %"
    assert EN.percent(97.84) == "97.8%"
    assert [VI.points(delta) for delta in (0.6, -0.6, 0.04)] == ["+0,6 điểm", "−0,6 điểm", "0,0 điểm"]


def test_a_stated_rate_keeps_the_decimals_it_was_written_with():
    stated = [VI.stated("plan_completion_pct", value) for value in (100, 99.6, 81.97, 81.9712)]
    assert stated == ["100 %", "99,6 %", "81,97 %", "81,97 %"]


def test_values_carry_their_unit():
    assert VI.value("plan_tasks_done", 1234) == "1.234 nhiệm vụ"
    assert VI.value("investment_plan", 125_009_000_000) == "125 tỷ đồng"
    assert VI.value("plan_completion_pct", 83) == "83,0 %"
    assert VI.value("not_an_indicator", 2.5) == "2,5"


def test_days_are_written_as_offices_write_them():
    assert [VI.day(day) for day in ("2023-03-08", "2023-02-08", "2023-11-20")] == [
        "08/3/2023",
        "08/02/2023",
        "20/11/2023",
    ]
    assert VI.day("không rõ") == "không rõ"
    assert EN.day("2023-03-08") == "8 Mar 2023"


def test_moments_are_vietnamese_time():
    assert VI.moment("2023-09-08T18:30:00") == "01:30, 09/9/2023"
    assert VI.moment("2023-09-08T18:30:00+00:00") == "01:30, 09/9/2023"


def test_namesakes_carry_their_parent():
    assert VI.short_unit("binh-dinh.an-lao") == "An Lão (Bình Định)"
    assert VI.short_unit("hai-duong.tu-ky.tien-dong") == "Tiên Động"
    assert VI.unit("hai-duong.tu-ky.tien-dong") == "Xã Tiên Động"
    assert VI.unit("unknown.code") == "unknown.code"


def test_periods_and_levels():
    assert (VI.period("2023-Q3"), VI.period("rubbish")) == ("Quý III/2023", "rubbish")
    assert VI.level("commune") == "cấp xã"


def test_what_is_missing_says_why():
    assert [VI.missing(why) for why in ("missing", "not_applicable", "no_base")] == [
        "chưa báo cáo",
        "không áp dụng",
        "không phát sinh",
    ]
