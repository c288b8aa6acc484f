"""The revisions of a report: its history, what differs between any two, on both databases."""

from itertools import product

import pytest

from dashboard.reports.report_contents import current_figures, report_head
from dashboard.reports.report_revisions import changes_between, changes_by_revision, history, original_file
from data_loaders.drafts import Reading
from data_loaders.store.storage import save_reading, undo_revision
from tests.dashboard.stored_reports import PHO_MINH, QUARTER, TIEN_DONG, plan_draft, save, store_tien_dong


@pytest.fixture
def report_id(engine):
    store_tien_dong(engine)
    with engine.connect() as connection:
        return report_head(connection, unit_code=TIEN_DONG, period=QUARTER).report_id


def lines_of(engine, report_id):
    with engine.connect() as connection:
        return history(connection, report_id=report_id)


def counted(engine, report_id, older, newer):
    """How many figures changed, are new, are gone."""
    with engine.connect() as connection:
        found = changes_between(connection, report_id=report_id, older=older, newer=newer)["change"]
    return tuple(int((found == kind).sum()) for kind in ("changed", "new", "gone"))


def test_the_history_is_newest_first(engine, report_id):
    lines = lines_of(engine, report_id)
    assert [(one.number, one.kind, one.figures) for one in lines] == [
        (3, "forms", 3),
        (2, "document", 1),
        (1, "forms", 3),
    ]
    with engine.connect() as connection:
        assert original_file(connection, sha256=lines[-1].sha256) == repr(plan_draft()).encode()


def test_what_differs_between_any_two(engine, report_id):
    undo_revision(engine, report_id=report_id, number=2)
    every = {pair: counted(engine, report_id, *pair) for pair in product(range(5), repeat=2)}
    assert every[0, 1] == (0, 3, 0)
    assert every[1, 2] == (0, 1, 0)
    assert every[2, 3] == every[1, 4] == every[4, 1] == (1, 0, 0)
    assert every[1, 3] == (1, 1, 0)
    assert every[3, 4] == (0, 0, 1)
    assert every[0, 4] == (0, 3, 0)
    assert {every[number, number] for number in range(5)} == {(0, 0, 0)}


def test_each_revision_says_what_it_changed(engine, report_id):
    undo_revision(engine, report_id=report_id, number=3, by="Trần Văn B")
    with engine.connect() as connection:
        changes = changes_by_revision(connection, report_id=report_id)
        stated = current_figures(connection, report_id=report_id)
    assert {number: found["change"].tolist() for number, found in changes.items()} == {
        1: ["new"] * 3,
        2: ["new"],
        3: ["changed"],
        4: ["changed"],
    }
    assert changes[4][["before", "after"]].to_numpy().tolist() == [[22, 20]]
    assert stated[stated["indicator"] == "plan_tasks_done"]["value"].tolist() == [20, 19]


def test_the_history_names_what_was_undone_and_used_again(engine, report_id):
    for number in (3, 4):
        undo_revision(engine, report_id=report_id, number=number, by="Trần Văn B")
    again, undo, save_undone, *_ = lines_of(engine, report_id)
    assert (undo.action, undo.undoes, undo.restores, undo.undone) == ("undo", 3, 0, True)
    assert (again.undoes, again.restores, again.can_be_undone) == (4, 3, False)
    assert (save_undone.undone, save_undone.can_be_undone) == (False, True)
    assert counted(engine, report_id, 3, 5) == (0, 0, 0)


def test_a_file_of_many_units_says_how_many_reports_it_still_states(engine):
    drafts = [plan_draft(), plan_draft(unit_code=PHO_MINH), plan_draft(period="2023-Q1")]
    saved = save_reading(engine, Reading("chung.xlsx", kind="table", drafts=drafts), content=b"many")
    assert lines_of(engine, saved[0].report_id)[0].others == 2
    undo_revision(engine, report_id=saved[1].report_id, number=1)
    assert lines_of(engine, saved[0].report_id)[0].others == 1
    assert save(engine, plan_draft(done=2), content=b"another").revision == 2
    assert lines_of(engine, saved[0].report_id)[0].others == 0
