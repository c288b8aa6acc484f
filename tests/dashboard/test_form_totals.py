"""What the units below a parent add up to, form row by form row."""

import pytest

from dashboard.reports.form_totals import row_total, stated_values
from data_loaders.catalogue.forms import row_by_code
from tests.dashboard.stated_figures import (
    DA_DUNG,
    DEO_SUONG,
    HOA_LAM,
    MINH_SON,
    ON_TIME,
    RESOLVED,
    TRANG_SON,
    found,
)

COMMUNES = (MINH_SON, DEO_SUONG, DA_DUNG, HOA_LAM)
OWN = "level:commune"


def total(code, *rows, below=COMMUNES, parent=TRANG_SON):
    form, _, row = code.partition("-")
    stated = stated_values(found(*rows), "2023-Q3")
    return row_total(row_by_code()[int(form), row], stated, below=below, parent=parent)


def test_counts_are_added_with_their_coverage():
    one = total("1-2.1", (MINH_SON, "plan_tasks_set", 40), (DEO_SUONG, "plan_tasks_set", 30))
    assert (one.value, one.state, one.counted, one.expected) == (70, "summed", 2, 4)


def test_rates_follow_from_sums_never_from_a_mean():
    one = total(
        "3-3.3",
        (MINH_SON, RESOLVED, 1000, OWN),
        (MINH_SON, ON_TIME, 880, OWN),
        (DEO_SUONG, RESOLVED, 10, OWN),
        (DEO_SUONG, ON_TIME, 10, OWN),
        (DA_DUNG, RESOLVED, 50, OWN),
    )
    assert one.value == pytest.approx(100 * 890 / 1010)
    assert (one.state, one.counted) == ("rate", 2)


def test_nothing_stated_and_nothing_to_divide_are_told_apart():
    assert total("3-3.3").state == "missing"
    zero = total("3-3.3", (MINH_SON, RESOLVED, 0, OWN), (MINH_SON, ON_TIME, 0, OWN))
    assert (zero.value, zero.state, zero.counted) == (None, "no_base", 1)


def test_answers_by_code_are_counted_not_added():
    one = total("1-5", (MINH_SON, "survey_held", 1), (DEO_SUONG, "survey_held", 1))
    assert (one.value, one.state, one.counted) == (None, "not_added", 2)


def test_a_row_of_a_higher_level_does_not_apply():
    assert total("3-3.1.1", (MINH_SON, RESOLVED, 259, "level:province")).state == "not_applicable"


def test_the_parents_own_statement_stands_beside():
    one = total("3-3.3.1", (MINH_SON, RESOLVED, 100, OWN), (TRANG_SON, RESOLVED, 120, OWN))
    assert (one.value, one.own) == (100, 120)


def test_districts_statements_about_their_communes_are_added():
    districts = (TRANG_SON, "hoai-giang.lam-khe")
    rows = [(code, RESOLVED, 500, OWN) for code in districts] + [(TRANG_SON, RESOLVED, 70, "level:district")]
    assert total("3-3.3.1", *rows, below=districts, parent="hoai-giang").value == 1000
    assert total("3-3.2.1", *rows, below=districts, parent="hoai-giang").value == 70


def test_doubtful_figures_are_in_no_total():
    rows = [
        (MINH_SON, "plan_tasks_set", 40),
        (DEO_SUONG, "plan_tasks_set", 3000, "", "2023-Q3", "fraction_in_count"),
    ]
    one = total("1-2.1", *rows)
    assert (one.value, one.counted) == (40, 1)
