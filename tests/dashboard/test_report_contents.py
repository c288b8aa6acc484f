"""One report: head, figures, problems, text, history, on both databases."""

import pytest

from dashboard.reports.report_contents import (
    conflicts,
    copied_tables,
    current_figures,
    current_problems,
    history,
    narrative,
    original_file,
    report_head,
    reported_periods,
    reporting_units,
    revision_changes,
)
from data_loaders.store.storage import undo_revision
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


def test_the_history_is_newest_first(connection, head):
    lines = history(connection, report_id=head.report_id)
    assert [(one.number, one.kind, one.figures) for one in lines] == [
        (3, "forms", 3),
        (2, "document", 1),
        (1, "forms", 3),
    ]
    assert original_file(connection, sha256=lines[-1].sha256) == repr(plan_draft()).encode()


@pytest.mark.parametrize(("number", "changes"), [(1, [("new", 3)]), (2, [("new", 1)]), (3, [("changed", 1)])])
def test_what_each_revision_changed(connection, head, number, changes):
    found = revision_changes(connection, report_id=head.report_id, number=number)["change"]
    assert list(found.value_counts().items()) == changes


def test_an_undo_brings_the_former_figures_back(engine, head):
    undo_revision(engine, report_id=head.report_id, number=3, by="Trần Văn B")
    with engine.connect() as connection:
        stated = current_figures(connection, report_id=head.report_id)
        undone, *_ = history(connection, report_id=head.report_id)
        changes = revision_changes(connection, report_id=head.report_id, number=4)
    assert stated[stated["indicator"] == "plan_tasks_done"]["value"].tolist() == [20, 19]
    assert (undone.action, undone.undoes, undone.by) == ("undo", 3, "Trần Văn B")
    assert changes[["before", "after"]].to_numpy().tolist() == [[22, 20]]


def test_illustrative_reports_say_so(engine):
    save(engine, plan_draft(unit_code=PHO_MINH), sample="province")
    with engine.connect() as connection:
        assert report_head(connection, unit_code=PHO_MINH, period=QUARTER).illustrative
