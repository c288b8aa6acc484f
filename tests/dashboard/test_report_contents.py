"""One report: head, figures, problems, text, on both databases."""

import pytest

from dashboard.reports.report_contents import (
    conflicts,
    copied_tables,
    current_figures,
    current_problems,
    narrative,
    report_head,
    reported_periods,
    reporting_units,
)
from tests.dashboard.stored_reports import PHO_MINH, QUARTER, TIEN_DONG, plan_draft, save, store_tien_dong


@pytest.fixture
def engine(engine):
    store_tien_dong(engine)
    return engine


@pytest.fixture
def connection(engine):
    with engine.connect() as connection:
        yield connection


@pytest.fixture
def head(connection):
    return report_head(connection, unit_code=TIEN_DONG, period=QUARTER)


def test_the_head_knows_when_it_came(head):
    assert (head.received_on, head.due_on, head.days_late) == ("2023-09-11", "2023-09-08", 3)
    assert (head.revision, head.illustrative) == (3, False)
    assert head.head["number"] == "45/BC-UBND"


def test_no_report_no_head(connection):
    assert report_head(connection, unit_code=PHO_MINH, period=QUARTER) is None


def test_who_reported_when(connection):
    assert reporting_units(connection, period=QUARTER) == (TIEN_DONG,)
    assert reported_periods(connection, unit_code=TIEN_DONG) == (QUARTER,)


def test_figures_that_hold_now_come_with_their_file(connection, head):
    stated = current_figures(connection, report_id=head.report_id)
    done = stated[stated["indicator"] == "plan_tasks_done"]
    assert list(done[["value", "source", "file", "number"]].itertuples(index=False, name=None)) == [
        (22, "form", "bieu-mau-sua.xlsx", 3),
        (19, "narrative", "bao-cao.docx", 2),
    ]
    assert len(stated) == 4


def test_statements_that_differ_stand_together(connection, head):
    different = conflicts(current_figures(connection, report_id=head.report_id), "commune")
    assert list(different["value"]) == [22, 19]
    assert set(different["indicator"]) == {"plan_tasks_done"}


def test_problems_of_what_holds_now_errors_first(connection, head):
    found = current_problems(connection, report_id=head.report_id, language="vi")
    assert list(found["severity"]) == ["error", "warning"]
    assert found["sentence"][1].startswith("Tỷ lệ hoàn thành Kế hoạch CCHC năm: ghi 100 % nhưng 22/26")


def test_text_and_tables(connection, head):
    assert [one.title for one in narrative(connection, report_id=head.report_id)] == [
        "CHỈ ĐẠO, ĐIỀU HÀNH",
        "Kế hoạch",
    ]
    assert copied_tables(connection, report_id=head.report_id)[0].rows == [["STT", "Lĩnh vực"], ["1", "=1+1"]]


def test_illustrative_reports_say_so(engine):
    save(engine, plan_draft(unit_code=PHO_MINH), sample="province")
    with engine.connect() as connection:
        assert report_head(connection, unit_code=PHO_MINH, period=QUARTER).illustrative
