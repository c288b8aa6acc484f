"""Reports in time, late, missing, not yet due."""

from datetime import date

import pandas as pd
import pytest

from dashboard.analysis.punctuality import Punctuality, count_punctuality, punctuality_table
from tests.dashboard.stated_figures import DA_DUNG, DEO_SUONG, HOA_LAM, MINH_SON, TRANG_SON


@pytest.fixture
def received():
    days = [(MINH_SON, "2023-09-08"), (DEO_SUONG, "2023-09-12"), (DA_DUNG, ""), (TRANG_SON, "2023-09-12")]
    frame = pd.DataFrame(days, columns=["unit_code", "received_on"])
    return frame.assign(period="2023-Q3")


def test_days_are_counted_from_the_due_date_of_the_level(received):
    units = (MINH_SON, DEO_SUONG, TRANG_SON)
    table = punctuality_table(received, period="2023-Q3", units=units, today=date(2023, 10, 1))
    assert table[["state", "days"]].values.tolist() == [["on_time", 0], ["late", 4], ["on_time", 0]]
    assert table["due"].tolist() == ["2023-09-08", "2023-09-08", "2023-09-12"]


@pytest.mark.parametrize(
    ("today", "state", "days"), [(date(2023, 9, 8), "not_due", 0), (date(2023, 9, 20), "missing", 12)]
)
def test_without_a_report_the_day_decides(received, today, state, days):
    table = punctuality_table(received, period="2023-Q3", units=(HOA_LAM,), today=today)
    assert table[["state", "days"]].values.tolist() == [[state, days]]


def test_a_report_without_a_day_counts_as_in_time(received):
    table = punctuality_table(received, period="2023-Q3", units=(DA_DUNG,), today=date(2023, 10, 1))
    assert table["state"].tolist() == ["on_time"]


def test_counting(received):
    units = (MINH_SON, DEO_SUONG, HOA_LAM)
    table = punctuality_table(received, period="2023-Q3", units=units, today=date(2023, 10, 1))
    assert count_punctuality(table) == Punctuality(expected=3, received=2, late=1, missing=1, not_due=0)
