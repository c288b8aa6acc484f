"""The filters: sensible at first, restored by a link, kept when one of them changes."""

import pytest

from tests.dashboard.stored_reports import PHO_MINH, TIEN_DONG, plan_draft, save
from tests.pages.opened import open_page

HUONG_NGUYEN = "thua-thien-hue.a-luoi.huong-nguyen"


@pytest.fixture
def _stored(engine):
    for unit in (TIEN_DONG, PHO_MINH):
        for period in ("2023-Q1", "2023-Q3"):
            save(engine, plan_draft(unit_code=unit, period=period))


def chosen(app):
    return {name: app.selectbox(key=f"filter_{name}").value for name in ("period", "province")}


@pytest.mark.usefixtures("_stored")
def test_the_newest_period_comes_first():
    assert chosen(open_page("plan"))["period"] == "2023-Q3"


@pytest.mark.usefixtures("_stored")
def test_a_link_restores_every_filter():
    app = open_page("plan", ky="2023-Q1", tinh="quang-ngai", huyen="quang-ngai.duc-pho", don_vi=PHO_MINH)
    assert chosen(app) == {"period": "2023-Q1", "province": "quang-ngai"}
    assert app.selectbox(key="filter_district_quang-ngai").value == "quang-ngai.duc-pho"
    assert app.multiselect[0].value == [PHO_MINH]


@pytest.mark.usefixtures("_stored")
def test_changing_the_period_keeps_the_rest():
    app = open_page("plan", ky="2023-Q1", tinh="quang-ngai", don_vi=PHO_MINH)
    app.selectbox(key="filter_period").set_value("2023-Q3").run()
    assert chosen(app) == {"period": "2023-Q3", "province": "quang-ngai"}
    assert app.multiselect[0].value == [PHO_MINH]
    assert (app.query_params["ky"], app.query_params["don_vi"]) == ("2023-Q3", PHO_MINH)


@pytest.mark.usefixtures("_stored")
def test_another_province_drops_the_units_of_the_former():
    app = open_page("plan", ky="2023-Q3", tinh="quang-ngai", don_vi=PHO_MINH)
    app.selectbox(key="filter_province").set_value("hai-duong").run()
    assert app.multiselect[0].value == []
    assert "don_vi" not in app.query_params


@pytest.mark.usefixtures("_stored")
@pytest.mark.parametrize(
    "address",
    [
        {"ky": "1999-Q9", "tinh": "nowhere", "cap": "none", "don_vi": "nobody"},
        {"ky": "2023-Q3", "huyen": "quang-ngai"},
        {"ky": "2023-Q3", "tinh": "thua-thien-hue", "don_vi": HUONG_NGUYEN},
        {"ky": "'; drop table reports; --", "don_vi": "<script>"},
    ],
)
def test_an_address_that_does_not_fit_falls_back(address):
    app = open_page("plan", **address)
    assert not app.exception
    assert not app.error
    assert chosen(app)["period"] == "2023-Q3"


@pytest.mark.usefixtures("_stored")
def test_downloads_stand_ready_under_the_tables():
    app = open_page("report", don_vi=TIEN_DONG, ky="2023-Q3")
    assert {"Tải Excel", "Tải CSV", "Tải tệp gốc"} <= {one.label for one in app.get("download_button")}
