"""Overview, dossiers, plan, staffing, budget: empty, filled, at every level, without reports."""

import pytest

from data_loaders.catalogue.units import units
from tests.dashboard.stated_figures import (
    DEO_SUONG,
    HOA_LAM,
    MINH_SON,
    ON_TIME,
    RESOLVED,
    TRANG_SON,
    store,
)
from tests.pages.opened import open_page, texts

ANALYSIS = ("overview", "dossiers", "plan", "staffing", "budget")

COMMUNE = {
    (RESOLVED, "level:commune"): 1000,
    (ON_TIME, "level:commune"): 880,
    "dossiers_resolved_early": 500,
    "dossiers_resolved_overdue": 120,
    "dossiers_received": 1100,
    "dossiers_online_received": 300,
    "plan_tasks_set": 40,
    "plan_tasks_done": 20,
    "superior_tasks_assigned": 9,
    "superior_tasks_done_on_time": 7,
    "superior_tasks_overdue": 2,
    "staff_assigned": 20,
    "staff_present": 18,
    "staff_cadres": 10,
    "nonprofessional_assigned": 25,
    "nonprofessional_present": 24,
    "training_turns": 5,
    "disciplined_total": 1,
    "investment_plan": 2_000_000_000,
    "investment_disbursed": 0,
    "commune_budget_expenditure_cumulative": 900_000_000,
    ("dossiers_same_day_on_time", "field:CT"): 40,
    ("dossiers_same_day_resolved", "field:CT"): 50,
    "received_on": "2023-09-12",
}


@pytest.fixture
def _filled(database_url):
    better = {**COMMUNE, (ON_TIME, "level:commune"): 990, "investment_disbursed": 1.9e9}
    few = {(RESOLVED, "level:commune"): 3, (ON_TIME, "level:commune"): 3}
    earlier = {MINH_SON: {**COMMUNE, (ON_TIME, "level:commune"): 900}, DEO_SUONG: better}
    store(database_url, earlier, period="2023-Q1")
    district = {
        (RESOLVED, "level:district"): 400,
        (ON_TIME, "level:district"): 396,
        "plan_tasks_set": 10,
        "plan_tasks_done": 9,
    }
    store(database_url, {MINH_SON: COMMUNE, DEO_SUONG: better, HOA_LAM: few, TRANG_SON: district})


def plain(app):
    return texts(app).replace("\\", "").replace("\u00a0", " ")


@pytest.mark.usefixtures("database_url")
@pytest.mark.parametrize("page", ANALYSIS)
def test_nothing_loaded_yet(page):
    app = open_page(page)
    assert not app.exception
    assert [one.value for one in app.error] == []
    assert "Chưa có báo cáo nào." in plain(app)
    assert "Nộp báo cáo" in [button.label for button in app.button]


@pytest.mark.usefixtures("_filled")
@pytest.mark.parametrize("page", ANALYSIS)
@pytest.mark.parametrize("level", ["xa", "huyen", "tinh"])
def test_every_page_opens_at_every_level(page, level):
    app = open_page(page, ky="2023-Q3", tinh="hoai-giang", cap=level)
    assert not app.exception
    assert [one.value for one in app.error] == []
    expected = "Chưa có báo cáo nào của kỳ này." if level == "tinh" else "Quý III/2023: "
    assert expected in plain(app)


@pytest.mark.usefixtures("_filled")
@pytest.mark.parametrize("page", ANALYSIS)
def test_every_page_speaks_english(page):
    app = open_page(page, ky="2023-Q3", tinh="hoai-giang", cap="xa", ngon_ngu="en")
    assert not app.exception
    assert [one.value for one in app.error] == []


@pytest.mark.usefixtures("_filled")
@pytest.mark.parametrize("page", ANALYSIS)
def test_a_selection_without_reports_offers_the_other_periods(page):
    app = open_page(page, ky="2023-Q1", tinh="hoai-giang", huyen="hoai-giang.trang-son", cap="huyen")
    assert not app.exception
    assert "Chưa có báo cáo nào của kỳ này." in plain(app)
    assert "Quý III/2023" in [button.label for button in app.button]


@pytest.mark.usefixtures("_filled")
def test_the_overview_answers_at_once():
    app = open_page("overview", ky="2023-Q3", tinh="hoai-giang", cap="xa")
    assert app.header[0].value.replace("\\", "").replace("\u00a0", " ") == (
        "Quý III/2023: 3/48 xã đã nộp báo cáo, 2 xã nộp trễ. 93,5 % hồ sơ được giải quyết đúng hạn, "
        "giảm 1,0 điểm so với quý I. 1 xã giải ngân dưới 70 % kế hoạch."
    )
    tiles = {metric.label: metric.value for metric in app.metric}
    assert tiles["Hồ sơ đúng hạn"] == "93,5 %"
    assert tiles["Kế hoạch năm"] == "50,0 %"
    assert tiles["Giải ngân"] == "47,5 %"
    assert tiles["Báo cáo đã nộp"] == "3/48"


@pytest.mark.usefixtures("_filled")
def test_the_overview_says_why_a_change_is_missing():
    app = open_page("overview", ky="2023-Q3", tinh="hoai-giang", cap="xa")
    plan = next(metric for metric in app.metric if metric.label == "Kế hoạch năm")
    assert plan.delta == ""
    assert "không so sánh trực tiếp" in plan.help


@pytest.mark.usefixtures("_filled")
def test_attention_names_figure_and_reason():
    app = open_page("overview", ky="2023-Q3", tinh="hoai-giang", cap="xa", don_vi=f"{MINH_SON},{DEO_SUONG}")
    said = plain(app)
    assert "88,0 % hồ sơ đúng hạn (880/1.000), dưới mục tiêu 95 % hai kỳ liền" in said


@pytest.mark.usefixtures("_filled")
def test_few_cases_stand_last_in_the_table():
    app = open_page("overview", ky="2023-Q3", tinh="hoai-giang", cap="xa")
    shown = next(frame for frame in app.dataframe if "standing" in frame.value.columns)
    table = shown.value
    assert table["unit"].tolist()[:3] == ["Xã Đèo Sương", "Xã Minh Sơn", "Xã Hòa Lâm"]
    assert table["standing"].tolist()[:4] == ["đạt mục tiêu", "dưới mục tiêu", "ít hồ sơ", "chưa báo cáo"]
    assert shown.proto.placeholder == "–", "else the browser writes None for a missing number"


@pytest.mark.usefixtures("_filled")
def test_illustrative_data_are_labelled():
    app = open_page("dossiers", ky="2023-Q3", tinh="hoai-giang", cap="xa")
    assert "số liệu minh họa" in plain(app)


@pytest.mark.usefixtures("_filled")
def test_another_rate_can_be_compared():
    app = open_page("dossiers", ky="2023-Q3", tinh="hoai-giang", cap="xa")
    assert "Hồ sơ đúng hạn: 1/2 xã dưới mục tiêu 95 %" in plain(app)
    app.button_group(key="dossier_rate").set_value("dossiers_online_pct").run()
    assert "Hồ sơ trực tuyến: 2/2 xã dưới mục tiêu 50 %" in plain(app)


@pytest.mark.usefixtures("_filled")
def test_districts_beside_the_sums_of_their_communes():
    app = open_page("dossiers", ky="2023-Q3", tinh="hoai-giang", cap="huyen")
    table = next(frame.value for frame in app.dataframe if "sum_coverage" in frame.value.columns)
    row = table[table["unit"] == "Huyện Tràng Sơn"].iloc[0]
    assert (row["numerator"], row["sum_numerator"], row["sum_coverage"]) == (396, 1870, "2/16")


def test_charts_of_many_units_begin_with_those_that_matter_and_show_all_when_asked(database_url):
    communes = [one.code for one in units().values() if one.illustrative and one.level == "commune"]
    worse = {
        code: {**COMMUNE, (ON_TIME, "level:commune"): 999 - place} for place, code in enumerate(communes)
    }
    store(database_url, worse)
    app = open_page("dossiers", ky="2023-Q3", tinh="hoai-giang", cap="xa")
    assert f"{len(communes) - 20} đơn vị không vẽ có trong bảng dưới" in plain(app)
    button = next(one for one in app.button if one.label == f"Hiện cả {len(communes)} đơn vị")
    button.click().run()
    assert "không vẽ" not in plain(app)
    assert app.query_params["ve"] == "tat-ca"
    assert not [one for one in app.button if one.label.startswith("Hiện cả")]
