"""Who needs attention, how long already, and in what order."""

from datetime import date

import pytest

from dashboard.analysis.attention import (
    Attention,
    Reason,
    contradictions,
    late_reasons,
    leading,
    periods_running,
    ranked,
    target_reasons,
    zero_reasons,
)
from dashboard.analysis.comparison import compare
from dashboard.analysis.measures import own_values, rate_rows, stacked
from dashboard.analysis.punctuality import punctuality_table
from dashboard.analysis.reason_words import attention_line, reason_phrase
from dashboard.words.wording import Speaker
from tests.dashboard.stated_figures import DA_DUNG, DEO_SUONG, HOA_LAM, MINH_SON, ON_TIME, RESOLVED, found
from tests.dashboard.stored_reports import QUARTER, TIEN_DONG, store_tien_dong

RATE, VI = "dossiers_on_time_pct", Speaker("vi")


def on_time(unit, part, whole, period):
    return [(unit, ON_TIME, part, "", period), (unit, RESOLVED, whole, "", period)]


@pytest.fixture
def values():
    return own_values(
        found(
            *on_time(MINH_SON, 229, 260, "2023-Q3"),
            *on_time(MINH_SON, 90, 100, "2023-Q1"),
            *on_time(MINH_SON, 100, 100, "2022-Q3"),
            *on_time(DEO_SUONG, 180, 200, "2023-Q3"),
            *on_time(DEO_SUONG, 199, 200, "2023-Q1"),
            *on_time(DA_DUNG, 99, 100, "2023-Q3"),
        )
    )


def course_of(values):
    received = values[["unit_code", "period"]].drop_duplicates()
    periods = ("2022-Q3", "2023-Q1", "2023-Q3")
    units = (MINH_SON, DEO_SUONG, DA_DUNG)
    return stacked(values, rate=RATE, periods=periods, units=units, received=received)


def test_periods_below_the_target_are_counted_back_from_the_last(values):
    assert periods_running(course_of(values), "commune", RATE) == {MINH_SON: 2, DEO_SUONG: 1, DA_DUNG: 0}


def test_a_line_names_figure_target_and_duration(values):
    units = (MINH_SON, DEO_SUONG, DA_DUNG)
    rows = rate_rows(values, rate=RATE, period="2023-Q3", units=units, reporting=units)
    comparison = compare(rows, rate=RATE, period="2023-Q3", level="commune")
    entries = ranked(target_reasons(comparison, course_of(values)))
    assert [entry.unit_code for entry in entries] == [MINH_SON, DEO_SUONG]
    lines = [attention_line(entry, VI) for entry in entries]
    assert lines == [
        "88,1 % hồ sơ đúng hạn (229/260), dưới mục tiêu 95 % hai kỳ liền",
        "90,0 % hồ sơ đúng hạn (180/200), dưới mục tiêu 95 %",
    ]


def test_nothing_disbursed_is_a_reason_of_its_own():
    figures = found((MINH_SON, "investment_disbursed", 0), (MINH_SON, "investment_plan", 1_000_000_000))
    values = own_values(figures)
    rate = "investment_disbursed_pct"
    rows = rate_rows(values, rate=rate, period="2023-Q3", units=(MINH_SON,), reporting=(MINH_SON,))
    comparison = compare(rows, rate=rate, period="2023-Q3", level="commune")
    [(unit, reason)] = zero_reasons(comparison)
    assert unit == MINH_SON
    assert reason_phrase(reason, VI) == "chưa giải ngân đồng nào trong 1 tỷ đồng kế hoạch"
    assert target_reasons(comparison, rows.assign(period="2023-Q3")) == []


def test_missing_and_late_reports(values):
    received = values[values["unit_code"] == MINH_SON].assign(received_on="2023-09-12")
    table = punctuality_table(received, period="2023-Q3", units=(MINH_SON, HOA_LAM), today=date(2023, 9, 20))
    phrases = {unit: reason_phrase(reason, VI) for unit, reason in late_reasons(table)}
    assert phrases == {
        MINH_SON: "nộp báo cáo trễ 4 ngày",
        HOA_LAM: "chưa nộp báo cáo, hạn nộp 08/9/2023",
    }


def entry(kind, unit, weight=1):
    return Attention(unit, (Reason(kind, "", weight),))


def test_missing_reports_leave_room_for_others():
    entries = [*(entry("missing", f"m{place}") for place in range(5)), entry("late_report", "late")]
    shown = leading(entries, most=4, missing=3)
    assert [one.unit_code for one in shown] == ["m0", "m1", "m2", "late"]


def test_the_weight_of_all_reasons_orders_units():
    entries = ranked(
        [("a", Reason("late_report", "", 20)), ("b", Reason("x", "", 15)), ("b", Reason("y", "", 9))]
    )
    assert [one.unit_code for one in entries] == ["b", "a"]
    assert entries[0].reasons[0].kind == "x"


def test_more_than_two_reasons_are_counted():
    reasons = tuple(Reason("contradiction", "", 1, {"count": count}) for count in (1, 2, 3))
    assert attention_line(Attention("a", reasons), VI) == (
        "1 điều cần xem lại trong báo cáo; 2 điều cần xem lại trong báo cáo và 1 lý do khác"
    )


def test_contradictions_of_what_holds(engine):
    store_tien_dong(engine)
    with engine.connect() as connection:
        counts = contradictions(connection, period=QUARTER, units=(TIEN_DONG, MINH_SON))
    assert counts == {TIEN_DONG: 2}, "the replaced form's two problems no longer count"
