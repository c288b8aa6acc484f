"""Numbers as Vietnamese offices write them: read back exactly, never guessed, never a crash."""

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from data_loaders.numbers import is_blank, money_shown, read_number, shown

READ = {
    "1.234,5": 1234.5,
    "1.000": 1000,
    "99,6": 99.6,
    "04": 4,
    "0": 0,
    "1.850.687": 1_850_687,
    "12 345": 12_345,
    "1 234 567,5": 1_234_567.5,
    "0,985": 0.985,
    "0.985": 0.985,
    "99.6": 99.6,
    "1,234,567": 1_234_567,
    "1,234.5": 1234.5,
    "1234567": 1_234_567,
    "-3": -3,
    "−3": -3,
    "+3": 3,
    "3.": 3,
    "'15": 15,
    "\u00a015 ": 15,
    "１２": 12,
    "năm": 5,
    "Một": 1,
    "không": 0,
}
MEASURED = {
    "5,65 ngàn": (5650, ""),
    "203,592 tỷ": (203_592_000_000, ""),
    "128,7 tỷ": (128_700_000_000, ""),
    "5 tỉ đồng": (5e9, "dong"),
    "1.404 triệu": (1_404_000_000, ""),
    "12 tr": (12_000_000, ""),
    "1.850.687đ": (1_850_687, "d"),
    "1.850.687 đồng": (1_850_687, "dong"),
    "87, 34 %": (87.34, "%"),
    "98,55%": (98.55, "%"),
    "259 hồ sơ": (259, "ho so"),
    "259 (trực tiếp)": (259, ""),
    "20 ngày": (20, "ngay"),
}
WORDS = [
    "",
    "abc",
    "đang cập nhật",
    "n/a",
    "%",
    "đồng",
    "Có",
    "08/9/2023",
    "2023-09-08",
    "8-9-2023",
    "/",
    "-",
    "a/b",
    "hai mươi",
]
AMBIGUOUS = [
    "1.8835.779.000",
    "12 3",
    "1.23.456",
    "1,23,456",
    "12.34.5",
    "0.123.456",
    "1.234.5",
    "5 hoặc 6",
    "3-4",
    "1e5",
    "9" * 30,
]


@pytest.mark.parametrize("text", READ)
def test_it_is_read(text):
    number = read_number(text)
    assert (number.value, number.unit, number.error) == (READ[text], "", "")


@pytest.mark.parametrize("text", MEASURED)
def test_it_is_read_with_its_measure(text):
    number = read_number(text)
    assert (number.value, number.unit, number.error) == (*MEASURED[text], "")


@pytest.mark.parametrize("text", WORDS)
def test_words_are_no_number(text):
    assert read_number(text).error == "text"


@pytest.mark.parametrize("text", AMBIGUOUS)
def test_what_can_be_read_in_two_ways_is_not_guessed(text):
    assert read_number(text).error == "ambiguous"


@pytest.mark.parametrize("text", ["1,234", "12,345", "999,000"])
def test_one_comma_before_three_digits_is_doubtful(text):
    assert read_number(text).doubtful


@pytest.mark.parametrize("text", ["1.234", "0,123", "1,23", "1,2345", "1234,567", "1,234 tỷ"])
def test_other_commas_are_not(text):
    assert not read_number(text).doubtful


@pytest.mark.parametrize(
    "text", ["hơn 13.000", "gần 24", "trên 1.542", "khoảng 5", "~7", "<5", "> 5", "dưới 5"]
)
def test_about_a_number(text):
    assert read_number(text).approximate


def test_pairs():
    assert (read_number("8/9").value, read_number("8/9").whole) == (8, 9)
    assert read_number("1.234/2.000 người").whole == 2000
    both = read_number("864.151.000 đồng/473.000.000 đồng")
    assert (both.value, both.whole, both.unit) == (864_151_000, 473_000_000, "dong")
    scaled = read_number("5/10 tỷ đồng")
    assert (scaled.value, scaled.whole, scaled.unit) == (5e9, 10e9, "dong")
    assert read_number("8/x").unit == "/x"
    assert read_number("1.2.3/4").error == "ambiguous"


@given(st.floats(0, 1e12, allow_nan=False).map(lambda value: round(value, 4)))
@example(0.0)
@example(1000.0)
@example(999_999_999_999.0)
def test_what_is_shown_is_read_back(value):
    number = read_number(shown(value))
    assert number.error == ""
    assert number.value == pytest.approx(value, abs=1e-4)


@given(st.integers(0, 10**15))
def test_grouped_counts_are_read_back_exactly(value):
    assert read_number(shown(value)).value == value
    assert read_number(f" {shown(value)} hồ sơ").value == value
    assert read_number(str(value)).value == value


@given(st.text())
@example("۱۲۳")
@example("²")
@example("1\n2")
@example("−")
@example("\x00")
def test_nothing_makes_it_fail(text):
    number = read_number(text)
    assert number.error in ("", "text", "ambiguous")
    assert is_blank(text) in (True, False)


@given(st.text(alphabet="0123456789., ", max_size=14))
def test_separators_are_read_by_the_rule_or_not_at_all(text):
    """A number read from digits and separators has just these digits, in this order."""
    number = read_number(text)
    if not number.error:
        digits = "".join(c for c in text if c.isdigit())
        assert f"{Decimal(repr(number.value)):f}".replace(".", "").strip("0") == digits.strip("0")


@given(st.integers(1, 999), st.integers(0, 999))
def test_a_point_before_three_digits_groups_thousands(high, low):
    assert read_number(f"{high}.{low:03d}").value == high * 1000 + low


@given(st.integers(1, 10**6), st.integers(1, 99))
def test_a_comma_starts_decimals(whole, rest):
    assert read_number(f"{whole},{rest:02d}").value == pytest.approx(whole + rest / 100)


@pytest.mark.parametrize("text", ["", " ", "-", "–", "—", "...", "…", " - "])
def test_dashes_and_points_stand_for_nothing(text):
    assert is_blank(text)


def test_money_is_said_in_the_unit_that_reads_best():
    said = {
        1.2e9: "1,2 tỷ đồng",
        1e9: "1 tỷ đồng",
        8_957_000: "8,957 triệu đồng",
        8_957_123: "8.957.123 đồng",
        500: "500 đồng",
    }
    assert {value: money_shown(value) for value in said} == said
