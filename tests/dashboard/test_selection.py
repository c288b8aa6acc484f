"""Defaults and expected units of the filters."""

import pytest

from dashboard.analysis.selection import (
    Selection,
    default_selection,
    expected_units,
    known_periods,
    parents_with_data,
)
from tests.dashboard.stored_reports import PHO_MINH, TIEN_DONG, plan_draft, save


@pytest.fixture
def connection(engine):
    with engine.connect() as connection:
        yield connection


def store(engine, *reports):
    for unit, period in reports:
        save(engine, plan_draft(unit_code=unit, period=period))


def test_an_empty_database_has_no_periods(connection):
    assert known_periods(connection) == ()
    assert default_selection(connection) == Selection("", "", "commune")


def test_the_newest_period_and_the_province_with_most_reports(engine, connection):
    store(
        engine,
        (TIEN_DONG, "2023-Q1"),
        (TIEN_DONG, "2023-Q3"),
        (PHO_MINH, "2023-Q3"),
        ("quang-ngai.duc-pho", "2023-Q3"),
        (PHO_MINH, "2023-H1"),
    )
    assert known_periods(connection) == ("2023-Q3", "2023-H1", "2023-Q1")
    assert default_selection(connection) == Selection("2023-Q3", "quang-ngai", "commune")
    assert [one.code for one in parents_with_data(connection)] == [
        "quang-ngai.duc-pho",
        "hai-duong",
        "quang-ngai",
        "hai-duong.tu-ky",
    ]


def test_expected_units_are_those_below_the_parent():
    below = expected_units(Selection("2023-Q3", "hoai-giang.ben-lam", "commune"))
    assert {one.parent for one in below} == {"hoai-giang.ben-lam"}
    assert [one.sort_key for one in below] == sorted(one.sort_key for one in below)


def test_expected_units_existed_in_the_period():
    assert expected_units(Selection("2025", "hai-duong", "district")) == ()


def test_chosen_units_narrow_the_expected_ones():
    chosen = expected_units(Selection("2023-Q3", "hai-duong", "commune", (TIEN_DONG, PHO_MINH)))
    assert [one.code for one in chosen] == [TIEN_DONG]


def test_a_unit_is_expected_at_its_own_level():
    assert [one.code for one in expected_units(Selection("2023-Q3", TIEN_DONG, "commune"))] == [TIEN_DONG]
