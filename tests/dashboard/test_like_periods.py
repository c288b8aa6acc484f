"""Only like is compared with like."""

import pytest

from dashboard.analysis.like_periods import (
    alike,
    like_periods,
    mixes_kinds,
    previous_like,
    span_of,
    year_before,
)

KNOWN = ("2022-H1", "2022-Q3", "2022", "2023-Q1", "2023-H1", "2023-Q3", "2023")


@pytest.mark.parametrize(
    ("span", "period", "other", "expected"),
    [
        ("period", "2023-Q3", "2023-Q1", True),
        ("period", "2023-Q3", "2023-H1", False),
        ("period", "2023-H1", "2022-H1", True),
        ("period", "2023", "2023-H1", False),
        ("cumulative", "2023-Q3", "2023-Q1", False),
        ("cumulative", "2023-Q3", "2022-Q3", True),
        ("moment", "2023-H1", "2022", True),
    ],
)
def test_which_periods_compare(span, period, other, expected):
    assert alike(span, period, other) is expected


def test_like_periods_end_with_the_period_itself():
    assert like_periods("period", "2023-Q3", KNOWN) == ("2022-Q3", "2023-Q1", "2023-Q3")
    assert like_periods("cumulative", "2023-H1", KNOWN) == ("2022-H1", "2023-H1")


def test_the_one_before_and_the_year_before():
    assert previous_like("period", "2023-Q3", KNOWN) == "2023-Q1"
    assert previous_like("period", "2022-H1", KNOWN) == ""
    assert year_before("2023-Q3", KNOWN) == "2022-Q3"
    assert year_before("2023-Q1", KNOWN) == ""


def test_a_pair_has_the_span_of_its_numerator():
    assert span_of("staff_present/staff_assigned") == "moment"
    assert span_of("plan_completion_pct") == "cumulative"


def test_only_quarters_and_moments_mix_kinds():
    assert mixes_kinds("period", "2023-Q3")
    assert not mixes_kinds("period", "2023-H1")
    assert not mixes_kinds("cumulative", "2023-Q3")
