"""What the pages on one theme rest on: outcomes, fields, tasks, staff, money."""

import pytest

from dashboard.analysis import headcount, spending, workplan
from dashboard.analysis.casework import field_name, field_rows, has_fields, outcomes, units_with_fields
from dashboard.analysis.gathering import Gathered
from dashboard.analysis.measures import own_values
from dashboard.analysis.rate_tables import comparison_table, with_counts
from dashboard.analysis.selection import Selection
from dashboard.analysis.theme_findings import outcome_finding, progress_finding, tasks_finding
from dashboard.analysis.theme_sentences import (
    budget_sentence,
    dossiers_sentence,
    plan_sentence,
    staffing_sentence,
)
from dashboard.analysis.themes import Theme, theme_of
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
    store,
)

VI = Speaker("vi")


def theme(*rows, rates=("dossiers_on_time_pct",)):
    figures = found(*rows)
    values = own_values(figures)
    received = values[["unit_code", "period"]].drop_duplicates().assign(received_on="2023-09-07")
    known = tuple(sorted(set(received["period"])))
    data = Gathered(UNITS, known, figures, values, received)
    return Theme(Selection("2023-Q3", "hoai-giang", "commune"), UNITS, rates, data, None)


def test_early_and_on_time_are_told_apart_only_where_the_report_does():
    data = theme(
        (MINH_SON, "dossiers_resolved_early", 60),
        (MINH_SON, ON_TIME, 90),
        (MINH_SON, "dossiers_resolved_overdue", 10),
        (DEO_SUONG, ON_TIME, 45),
        (DEO_SUONG, RESOLVED, 50),
    ).data
    rows = outcomes(data, period="2023-Q3", units=(MINH_SON, DEO_SUONG)).set_index("unit_code")
    told = rows.loc[MINH_SON].dropna().to_dict()
    assert told == {"early": 60, "on_time": 30, "late": 10}
    assert rows.loc[DEO_SUONG].dropna().to_dict() == {"early_or_on_time": 45, "late": 5}
    assert outcome_finding(rows, VI) == "15 hồ sơ giải quyết trễ hạn"


def test_a_contradiction_draws_no_negative_segment():
    data = theme((MINH_SON, ON_TIME, 60), (MINH_SON, RESOLVED, 50)).data
    rows = outcomes(data, period="2023-Q3", units=(MINH_SON,))
    assert rows["late"].isna().all()
    assert outcome_finding(rows, VI) == "Chưa có số liệu hồ sơ trễ hạn"


def test_fields_add_up_over_units_that_state_both_counts():
    data = theme(
        (MINH_SON, "dossiers_same_day_on_time", 40, "field:CT"),
        (MINH_SON, "dossiers_same_day_resolved", 50, "field:CT"),
        (MINH_SON, "dossiers_appointment_on_time", 9, "field:CT"),
        (MINH_SON, "dossiers_appointment_resolved", 10, "field:CT"),
        (DEO_SUONG, "dossiers_same_day_resolved", 99, "field:CT"),
        (DEO_SUONG, "dossiers_same_day_on_time", 4, "field:TP-HT"),
        (DEO_SUONG, "dossiers_same_day_resolved", 5, "field:TP-HT"),
    ).data
    rows = field_rows(data, rate="dossiers_on_time_pct", period="2023-Q3", units=UNITS).set_index("unit_code")
    assert rows.loc["CT", ["numerator", "denominator"]].tolist() == [49, 60]
    assert rows["state"].to_dict() == {"CT": "reported", "TP-HT": "few"}
    assert units_with_fields(data, period="2023-Q3", units=UNITS) == 2


def test_only_some_rates_are_known_by_field():
    assert has_fields("dossiers_on_time_pct")
    assert not has_fields("dossiers_digitised_results_pct")


def test_a_long_field_takes_two_lines():
    assert field_name("LĐ&TBXH", "vi") == "Lao động, Thương binh<br>và Xã hội"
    assert field_name("nobody", "vi") == "nobody"


@pytest.mark.parametrize(
    ("period", "share"), [("2023-Q1", 25), ("2024-Q1", 25), ("2023-H1", 50), ("2023", 100)]
)
def test_how_much_of_the_year_is_gone(period, share):
    assert workplan.year_gone(period) == share


def test_the_year_so_far_and_the_last_one():
    plan = ("plan_tasks_done", "plan_tasks_set")
    done = [("2022-H1", 4), ("2022", 9), ("2023-Q1", 2), ("2023-Q3", 6), ("2023", 9), ("2021", 1)]
    rows = [
        (MINH_SON, name, value if name == plan[0] else 10, "", period)
        for period, value in done
        for name in plan
    ]
    years = workplan.progress(theme(*rows).data, rate="plan_completion_pct", period="2023-Q3")
    assert years == {2022: {50: 40.0, 100: 90.0}, 2023: {25: 20.0, 75: 60.0}}
    assert progress_finding(years, VI) == "Chậm 15,0 điểm so với thời gian đã qua của năm 2023"
    assert progress_finding({}, VI) == "Chưa có số liệu lũy kế"


def test_tasks_from_above_the_most_overdue_first():
    rows = workplan.superior_tasks(
        theme(
            (MINH_SON, "superior_tasks_assigned", 10),
            (MINH_SON, "superior_tasks_done_on_time", 6),
            (MINH_SON, "superior_tasks_done_late", 1),
            (MINH_SON, "superior_tasks_overdue", 2),
            (DEO_SUONG, "superior_tasks_done_on_time", 3),
            (DEO_SUONG, "superior_tasks_overdue", 0),
        )
    )
    assert rows["unit_code"].tolist() == [MINH_SON, DEO_SUONG]
    assert rows.loc[0, ["done_on_time", "done_late", "overdue", "in_hand"]].tolist() == [6, 1, 2, 1]
    assert tasks_finding(rows, VI) == (
        "2 nhiệm vụ cấp trên giao quá hạn chưa hoàn thành, nhiều nhất: Minh Sơn (Tràng Sơn)"
    )


def test_vacancies_are_not_filled_by_a_surplus_elsewhere():
    stated = theme(
        (MINH_SON, "staff_present", 18),
        (MINH_SON, "staff_assigned", 20),
        (DEO_SUONG, "staff_present", 21),
        (DEO_SUONG, "staff_assigned", 20),
        (DA_DUNG, "staff_present", 20),
        (DA_DUNG, "staff_assigned", 20),
        (DA_DUNG, "disciplined_leaders", 1),
        (DA_DUNG, "disciplined_civil_servants", 2),
    )
    rows = headcount.gaps(stated, headcount.PRESENT)
    assert rows["unit_code"].tolist() == [MINH_SON, DA_DUNG, DEO_SUONG]
    assert headcount.vacancies(rows) == (2, 1)
    assert headcount.uneven(rows)["unit_code"].tolist() == [MINH_SON, DEO_SUONG]
    assert headcount.disciplined(stated).values.tolist() == [[DA_DUNG, 3.0]]
    assert staffing_sentence(stated, VI) == (
        "Quý III/2023: 59/60 biên chế có mặt, đạt 98,3 %, thiếu 2 người ở 1 xã. 3 người bị kỷ luật ở 1 xã."
    )


def test_staff_that_is_not_told_apart_stands_alone():
    rows = headcount.composition(
        theme((MINH_SON, "staff_present", 20), (MINH_SON, "staff_cadres", 9), (DEO_SUONG, "staff_present", 5))
    ).set_index("unit_code")
    assert rows.loc[MINH_SON].dropna().to_dict() == {"cadres": 9, "not_told": 11}
    assert rows.loc[DEO_SUONG].dropna().to_dict() == {"not_told": 5}


def test_expenditure_the_most_first():
    name = "commune_budget_expenditure_cumulative"
    rows = spending.expenditure(theme((MINH_SON, name, 1e9), (DEO_SUONG, name, 3e9)))
    assert rows["unit_code"].tolist() == [DEO_SUONG, MINH_SON]


SENTENCES = {
    "dossiers": (
        dossiers_sentence,
        [(MINH_SON, ON_TIME, 96), (MINH_SON, RESOLVED, 100), (MINH_SON, "dossiers_overdue_pending", 0)],
        "Quý III/2023: 100 hồ sơ đã giải quyết, 96,0 % đúng hạn. 4 hồ sơ trễ hạn, không còn hồ sơ quá hạn.",
    ),
    "all in time": (
        dossiers_sentence,
        [(MINH_SON, ON_TIME, 100), (MINH_SON, RESOLVED, 100)],
        "Quý III/2023: 100 hồ sơ đã giải quyết, 100,0 % đúng hạn. Không hồ sơ nào trễ hạn.",
    ),
    "no dossiers": (
        dossiers_sentence,
        [(MINH_SON, ON_TIME, 0), (MINH_SON, RESOLVED, 0)],
        "Quý III/2023: không phát sinh.",
    ),
    "plan": (
        plan_sentence,
        [
            (MINH_SON, "plan_tasks_done", 20),
            (MINH_SON, "plan_tasks_set", 40),
            (MINH_SON, "superior_tasks_overdue", 1),
        ],
        "Quý III/2023: hoàn thành 20/40 nhiệm vụ trong kế hoạch năm, đạt 50,0 %. 1 xã dưới mục tiêu 75 %. "
        "1 nhiệm vụ cấp trên giao quá hạn chưa hoàn thành.",
    ),
    "budget": (
        budget_sentence,
        [
            (MINH_SON, "investment_disbursed", 0),
            (MINH_SON, "investment_plan", 1e9),
            (HOA_LAM, "investment_disbursed", 9e8),
            (HOA_LAM, "investment_plan", 1e9),
        ],
        "Quý III/2023: giải ngân 0,9/2,0 tỷ đồng, đạt 45,0 % kế hoạch. 1 xã dưới mục tiêu 70 %. "
        "1 xã chưa giải ngân.",
    ),
    "staff unknown": (
        staffing_sentence,
        [(MINH_SON, RESOLVED, 1)],
        "Quý III/2023: chưa có số liệu biên chế.",
    ),
}


@pytest.mark.parametrize("case", SENTENCES)
def test_the_heading_of_a_theme(case):
    sentence, rows, expected = SENTENCES[case]
    assert sentence(theme(*rows), VI) == expected


def test_the_table_tells_why_there_is_no_number():
    stated = theme((MINH_SON, ON_TIME, 90), (MINH_SON, RESOLVED, 100), (DEO_SUONG, RESOLVED, 5))
    table = comparison_table(stated.comparison("dossiers_on_time_pct"), VI)
    standing = table.frame.set_index("unit_code")["standing"].to_dict()
    assert standing == {
        MINH_SON: "dưới mục tiêu",
        DEO_SUONG: "báo cáo không nêu",
        DA_DUNG: "chưa báo cáo",
        HOA_LAM: "chưa báo cáo",
    }
    assert list(table.columns)[:3] == ["unit", "parent", "rate"]


def test_only_counts_that_some_unit_states_become_columns():
    stated = theme((MINH_SON, ON_TIME, 90), (MINH_SON, RESOLVED, 100), (MINH_SON, "dossiers_withdrawn", 3))
    table = comparison_table(stated.comparison("dossiers_on_time_pct"), VI)
    names = ("dossiers_withdrawn", "dossiers_received")
    added = with_counts(table, stated.counts, names, VI)
    assert added.columns["dossiers_withdrawn"] == "Rút"
    assert "dossiers_received" not in added.columns


def test_districts_stand_beside_the_sums_of_their_communes(database_url, engine):
    store(
        database_url,
        {
            MINH_SON: {(ON_TIME, "level:commune"): 90, (RESOLVED, "level:commune"): 100},
            DEO_SUONG: {(ON_TIME, "level:commune"): 50, (RESOLVED, "level:commune"): 50},
            TRANG_SON: {
                (ON_TIME, "level:district"): 30,
                (RESOLVED, "level:district"): 40,
                (ON_TIME, "level:commune"): 139,
                (RESOLVED, "level:commune"): 150,
            },
        },
    )
    selection = Selection("2023-Q3", "hoai-giang", "district", (TRANG_SON,))
    with engine.connect() as connection:
        stated = theme_of(connection, selection=selection, rates=("dossiers_on_time_pct",), counts=())
    comparison = stated.comparison("dossiers_on_time_pct")
    table = comparison_table(comparison, VI)
    row = table.frame.iloc[0]
    assert (row["rate"], row["numerator"], row["denominator"]) == (75, 30, 40)
    assert (row["sum_numerator"], row["sum_denominator"], row["sum_coverage"]) == (140, 150, "2/16")
    assert (row["said_numerator"], row["said_denominator"]) == (139, 150)
    assert [table.columns[name] for name in ("rate", "sum_rate", "said_rate")] == [
        "Huyện báo cáo",
        "Tổng các xã",
        "Huyện báo cáo về các xã",
    ]
    assert dossiers_sentence(stated, VI) == (
        "Quý III/2023: 40 hồ sơ đã giải quyết, 75,0 % đúng hạn. 10 hồ sơ trễ hạn. "
        "Tổng các xã: 93,3 % (2/16 xã)."
    )
