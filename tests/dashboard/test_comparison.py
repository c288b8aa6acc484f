"""Units sorted by a rate, held against the target, beside the sums of their communes."""

import pandas as pd
import pytest

from dashboard.analysis.comparison import compare, misses, sums_below
from dashboard.analysis.courses import course_of
from dashboard.analysis.findings import caption, course_finding, coverage, names, pair, target_finding
from dashboard.analysis.gathering import Gathered
from dashboard.analysis.measures import Total, own_values
from dashboard.words.wording import Speaker
from tests.dashboard.stated_figures import (
    DA_DUNG,
    DEO_SUONG,
    HOA_LAM,
    MINH_SON,
    ON_TIME,
    RESOLVED,
    TRANG_SON,
    UNITS,
    found,
)

RATE, VI = "dossiers_on_time_pct", Speaker("vi")


def gathered(figures, units=UNITS):
    values = own_values(figures)
    received = values[["unit_code", "period"]].drop_duplicates().assign(received_on="2023-09-07")
    return Gathered(units, tuple(sorted(set(received["period"]))), figures, values, received)


@pytest.fixture
def data():
    return gathered(
        found(
            (MINH_SON, ON_TIME, 88),
            (MINH_SON, RESOLVED, 100),
            (DEO_SUONG, ON_TIME, 300),
            (DEO_SUONG, RESOLVED, 300),
            (DA_DUNG, ON_TIME, 3),
            (DA_DUNG, RESOLVED, 3),
            (MINH_SON, ON_TIME, 90, "", "2023-Q1"),
            (MINH_SON, RESOLVED, 100, "", "2023-Q1"),
        )
    )


@pytest.fixture
def comparison(data):
    return compare(data.rows(RATE, "2023-Q3"), rate=RATE, period="2023-Q3", level="commune")


def test_the_worst_first_few_cases_and_silence_last(comparison):
    assert comparison.rows["unit_code"].tolist() == [MINH_SON, DEO_SUONG, DA_DUNG, HOA_LAM]
    assert comparison.rows["below"].tolist() == [True, False, False, False]


def test_few_cases_are_never_ranked_first(comparison):
    assert comparison.ranking["unit_code"].tolist() == [DEO_SUONG, MINH_SON, DA_DUNG]


def test_the_title_is_the_finding(comparison):
    assert target_finding(comparison, VI) == "Hồ sơ đúng hạn: 1/2 xã dưới mục tiêu 95 %"


def test_one_unit_is_spoken_of_by_its_rate(data):
    rows = data.rows(RATE, "2023-Q3", (MINH_SON,))
    alone = compare(rows, rate=RATE, period="2023-Q3", level="commune")
    assert target_finding(alone, VI) == "Hồ sơ đúng hạn: 88,0 %, dưới mục tiêu 95 %"


def test_nobody_with_figures(data):
    rows = data.rows(RATE, "2023-Q3", (HOA_LAM,))
    nobody = compare(rows, rate=RATE, period="2023-Q3", level="commune")
    assert target_finding(nobody, VI) == "Hồ sơ đúng hạn: chưa đơn vị nào có đủ số liệu để so sánh"


def test_the_caption_says_what_is_divided_by_what_and_who_is_covered(comparison):
    said = caption(comparison, VI)
    assert "chia cho số hồ sơ TTHC đã giải quyết" in said
    assert "Quý III/2023. 3/4 xã có số liệu; 1 chưa báo cáo; 1 ít hồ sơ, không xếp hạng" in said
    assert said.endswith("Số liệu minh họa.")
    assert coverage(comparison, VI).startswith("3/4 xã có số liệu")


def test_lower_is_better_turns_the_order_round():
    assert misses("superior_tasks_overdue", 3, 2)
    assert not misses(RATE, 95, 95)


def test_a_district_is_the_sum_of_its_communes_with_its_coverage(data):
    sums = sums_below(data.rows(RATE, "2023-Q3"), (TRANG_SON,))
    assert sums == {TRANG_SON: Total(391, 403, pytest.approx(97.02, abs=0.01), 3, 3)}


def test_no_commune_no_sum():
    empty = pd.DataFrame(columns=["unit_code", "numerator", "denominator", "rate", "stated", "state"])
    assert sums_below(empty, (TRANG_SON,)) == {}


def test_the_course_names_the_worst(data, comparison):
    course = course_of(data, comparison)
    assert list(course.totals) == ["2023-Q1", "2023-Q3"]
    assert course.named == (MINH_SON,)
    assert course_of(data, comparison, chosen=(DEO_SUONG,)).named == (DEO_SUONG,)
    assert course_finding(course, VI) == "Hồ sơ đúng hạn tăng 7,0 điểm so với Quý I/2023, lên 97,0 %"


def test_one_period_is_no_course():
    data = gathered(found((MINH_SON, ON_TIME, 88), (MINH_SON, RESOLVED, 100)))
    comparison = compare(data.rows(RATE, "2023-Q3"), rate=RATE, period="2023-Q3", level="commune")
    course = course_of(data, comparison)
    assert course.change is None
    assert course_finding(course, VI) == "Hồ sơ đúng hạn: chưa đủ hai kỳ tương tự để xem diễn biến"


def test_counts_and_money_in_pairs():
    assert pair(RATE, 1442, 1452, VI) == "1.442/1.452"
    assert pair("investment_disbursed_pct", 1.2e9, 2.7e9, VI) == "1,2/2,7 tỷ"
    assert pair("investment_disbursed_pct", 0, 406e6, VI) == "0/406 triệu"


def test_many_names_are_cut_short():
    assert names((MINH_SON, DEO_SUONG, DA_DUNG, HOA_LAM), VI).count(",") == 3
    assert names((DEO_SUONG, DA_DUNG, HOA_LAM, TRANG_SON, DEO_SUONG), VI).endswith("và 1 đơn vị khác")
