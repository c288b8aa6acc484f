"""Short names: known ids, both languages; thresholds: known rates and problem kinds."""

import pytest

from dashboard.analysis.measures import rate_parts
from dashboard.analysis.thresholds import (
    contradiction_kinds,
    few_cases,
    named_below,
    point_weight,
    row_limit,
    weight,
)
from dashboard.words.short_names import count_name, rate_name, short_names
from dashboard.words.wording import Speaker
from data_loaders.catalogue.indicators import indicators
from data_loaders.catalogue.problem_kinds import problem_kinds


def test_every_name_belongs_to_something_known():
    for rate in short_names()["rate"]:
        assert all(rate_parts(rate)), rate
    assert set(short_names()["count"]) <= set(indicators())


def test_every_name_is_there_in_both_languages_and_short():
    for names in short_names().values():
        for one in names.values():
            assert set(one) == {"vi", "en"}
            assert max(len(text) for text in one.values()) <= 32


def test_names_by_language():
    assert rate_name("dossiers_on_time_pct", Speaker("en")) == "Dossiers on time"
    assert count_name("staff_present", Speaker("vi")) == "Có mặt"


def test_what_has_no_short_name_goes_by_its_full_one():
    assert count_name("feedback_received", Speaker("vi")) == indicators()["feedback_received"].name_vi


def test_thresholds():
    assert few_cases("hồ sơ") == 20
    assert few_cases("nhiệm vụ") == 0
    assert row_limit("chart") == 60
    assert set(contradiction_kinds()) <= set(problem_kinds())
    assert point_weight("unknown") == 1
    assert named_below("investment_disbursed_pct") == 0.5


def test_a_missing_report_weighs_more_than_a_late_one():
    assert weight("missing") > weight("late_report")


@pytest.mark.parametrize(
    "reason", ["missing", "below_target", "overdue_tasks", "overdue_pending", "contradiction"]
)
def test_every_reason_weighs_something(reason):
    assert weight(reason) > 0
