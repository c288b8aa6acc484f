"""Rates computed after summing, with their coverage and the reason where there is none."""

import pytest

from dashboard.analysis.measures import (
    Total,
    ids_for,
    own_values,
    rate_rows,
    rate_table,
    reporting_units,
    total_count,
    total_rate,
    trend,
)
from data_loaders.drafts import Figure, Reading, ReportDraft
from data_loaders.store.storage import save_reading, undo_revision
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
    save,
    store,
)

RATE = "dossiers_on_time_pct"


def rows_of(figures, units=UNITS, reporting=UNITS, rate=RATE):
    table = rate_rows(own_values(figures), rate=rate, period="2023-Q3", units=units, reporting=reporting)
    return table.set_index("unit_code")


def test_a_total_is_the_rate_of_the_sums_not_the_mean_of_rates():
    table = rows_of(
        found(
            (MINH_SON, ON_TIME, 90),
            (MINH_SON, RESOLVED, 100),
            (DEO_SUONG, ON_TIME, 12),
            (DEO_SUONG, RESOLVED, 40),
        )
    )
    total = total_rate(table.reset_index())
    assert total == Total(102, 140, pytest.approx(72.857, abs=0.001), 2, 4)
    assert table["rate"].dropna().tolist() == [90.0, 30.0]


def test_nothing_of_nothing_is_no_rate_but_is_counted():
    table = rows_of(found((MINH_SON, ON_TIME, 0), (MINH_SON, RESOLVED, 0)))
    assert table.loc[MINH_SON, "state"] == "no_base"
    assert table["rate"].isna().all()
    total = total_rate(table.reset_index())
    assert (total.rate, total.counted, total.expected, total.state) == (None, 1, 4, "no_base")


def test_each_reason_for_no_rate_has_its_state():
    table = rows_of(
        found((MINH_SON, ON_TIME, 19), (DEO_SUONG, RATE, 97), (DA_DUNG, ON_TIME, 3), (DA_DUNG, RESOLVED, 4)),
        reporting=(MINH_SON, DEO_SUONG, DA_DUNG),
    )
    assert table["state"].to_dict() == {
        MINH_SON: "unstated",
        DEO_SUONG: "stated",
        DA_DUNG: "few",
        HOA_LAM: "missing",
    }
    assert table.loc[DEO_SUONG, "stated"] == 97
    assert table.loc[DA_DUNG, "rate"] == 75


@pytest.mark.parametrize(("whole", "state"), [(19, "few"), (20, "reported")])
def test_few_cases_end_at_twenty_dossiers(whole, state):
    table = rows_of(found((MINH_SON, ON_TIME, 10), (MINH_SON, RESOLVED, whole)))
    assert table.loc[MINH_SON, "state"] == state


def test_a_small_plan_is_not_few_cases():
    figures = found((MINH_SON, "plan_tasks_done", 4), (MINH_SON, "plan_tasks_set", 8))
    assert rows_of(figures, rate="plan_completion_pct").loc[MINH_SON, "state"] == "reported"


def test_a_doubtful_count_is_shown_as_such_and_left_out_of_the_sum():
    table = rows_of(
        found(
            (MINH_SON, ON_TIME, 300, "", "2023-Q3", "part_exceeds_whole"),
            (MINH_SON, RESOLVED, 200),
            (DEO_SUONG, ON_TIME, 50, "", "2023-Q3", "rate_mismatch"),
            (DEO_SUONG, RESOLVED, 100),
        )
    )
    assert table.loc[[MINH_SON, DEO_SUONG], "state"].tolist() == ["marked", "reported"]
    assert total_rate(table.reset_index()).rate == 50
    assert table["flagged"].tolist() == [True, True, False, False]


def test_a_unit_speaks_for_its_own_level_first():
    figures = found(
        (MINH_SON, RESOLVED, 7, "level:district"),
        (MINH_SON, RESOLVED, 100, "level:commune"),
        (MINH_SON, RESOLVED, 99),
        (TRANG_SON, RESOLVED, 500, "level:commune"),
        (TRANG_SON, RESOLVED, 60, "level:district"),
    )
    values = own_values(figures).set_index("unit_code")["value"]
    assert values.to_dict() == {MINH_SON: 100, TRANG_SON: 60}


def test_what_a_list_by_field_states_adds_up():
    figures = found(
        (MINH_SON, "dossiers_same_day_resolved", 105, "field:TP-HT"),
        (MINH_SON, "dossiers_same_day_resolved", 8, "field:CT"),
        (MINH_SON, "dossiers_appointment_resolved", 6, "field:ĐC-ĐĐ"),
        (DEO_SUONG, "dossiers_same_day_resolved", 50, "field:CT"),
    )
    values = own_values(figures)
    resolved = values[values["indicator"] == RESOLVED].set_index("unit_code")["value"]
    assert resolved.to_dict() == {MINH_SON: 119}, "one part missing: no sum"


def test_a_stated_total_is_not_replaced_by_its_parts():
    figures = found(
        (MINH_SON, RESOLVED, 120),
        (MINH_SON, "dossiers_same_day_resolved", 100, "field:CT"),
        (MINH_SON, "dossiers_appointment_resolved", 5, "field:CT"),
    )
    values = own_values(figures)
    assert values.loc[values["indicator"] == RESOLVED, "value"].tolist() == [120]


def test_a_rate_may_be_a_pair_of_counts():
    figures = found((MINH_SON, "staff_present", 19), (MINH_SON, "staff_assigned", 20))
    table = rows_of(figures, rate="staff_present/staff_assigned")
    assert table.loc[MINH_SON, "rate"] == 95
    assert ids_for(["staff_present/staff_assigned"]) == ("staff_present", "staff_assigned")


def test_a_count_adds_up_over_those_who_state_it():
    values = own_values(found((MINH_SON, RESOLVED, 3), (DEO_SUONG, RESOLVED, 4)))
    total = total_count(values, indicator=RESOLVED, period="2023-Q3", units=UNITS)
    assert (total.numerator, total.counted, total.expected) == (7, 2, 4)


def test_from_the_database_with_a_course(database_url, engine):
    first = {MINH_SON: {(ON_TIME, "level:commune"): 45, (RESOLVED, "level:commune"): 50}}
    store(database_url, first, period="2023-Q1")
    store(database_url, {MINH_SON: {ON_TIME: 57, RESOLVED: 60}, DEO_SUONG: {RESOLVED: 9}})
    with engine.connect() as connection:
        table = rate_table(connection, rate=RATE, period="2023-Q3", units=UNITS)
        course = trend(connection, rate=RATE, periods=("2023-Q1", "2023-Q3"), units=(MINH_SON,))
    assert table.set_index("unit_code")["state"].tolist() == ["reported", "unstated", "missing", "missing"]
    assert course[["period", "rate"]].values.tolist() == [["2023-Q1", 90.0], ["2023-Q3", 95.0]]


def test_a_figure_that_waits_for_a_person_is_not_called_unstated(engine):
    waiting = Figure(ON_TIME, 8.0, "narrative", "narrative", confirmed=False)
    told = Figure(RESOLVED, 9.0, "narrative", "narrative")
    draft = ReportDraft(MINH_SON, "2023-Q3", "document", figures=[waiting, told], slots={"narrative"})
    save_reading(engine, Reading("a.docx", kind="document", drafts=[draft]), content=b"a")
    with engine.connect() as connection:
        table = rate_table(connection, rate=RATE, period="2023-Q3", units=(MINH_SON,))
    assert table[["denominator", "state"]].values.tolist() == [[9.0, "unconfirmed"]]
    assert total_rate(table).counted == 0


def test_a_report_whose_uploads_are_undone_is_none(engine):
    saved = save(engine, MINH_SON, {RESOLVED: 9}, "2023-Q3")
    undo_revision(engine, report_id=saved.report_id, number=1, by="")
    with engine.connect() as connection:
        received = reporting_units(connection, periods=["2023-Q3"], units=UNITS)
    assert received.empty
