"""A batch on the server: kept for whoever has its token, whole whatever happens, removed in the end."""

import os
import pickle
import sqlite3
import threading
from dataclasses import replace

import pytest

from dashboard.hand_in import batch_store
from dashboard.hand_in.batch_store import Added, BatchGone, new_batch, open_batch
from dashboard.hand_in.hand_in_settings import hand_in_settings
from dashboard.hand_in.staging import with_answer
from data_loaders.drafts import CellWindow, Problem, Reading
from tests.dashboard.stored_reports import TIEN_DONG, plan_draft

FILES = [(f"{number}.csv", f"nội dung {number}".encode()) for number in range(3)]


@pytest.fixture
def batch(database_url):
    made = new_batch()
    made.add(FILES)
    return made


def reading(**changed):
    window = CellWindow((8,), (3,), (("8/8",),))
    made = Reading("0.csv", "forms", [plan_draft()], surroundings={("Biểu mẫu 1", "D9"): window})
    return replace(made, **changed)


def test_whoever_has_the_token_sees_the_same_files(batch):
    again = open_batch(batch.token)
    assert [one.name for one in again.files()] == ["0.csv", "1.csv", "2.csv"]
    assert again.content(again.files()[1].id) == "nội dung 1".encode()
    assert len(batch.token) >= 20


@pytest.mark.parametrize("token", ["", "..", "../../etc", "a" * 24, "/etc/passwd", "x\0y" * 9])
def test_what_is_no_token_opens_nothing(batch, token):
    with pytest.raises(BatchGone):
        open_batch(token)


def test_the_very_same_file_waits_once(batch):
    added = batch.add([("khác tên.csv", FILES[0][1]), ("mới.csv", b"x")])
    assert added == Added(1, ("khác tên.csv",), ())
    assert [one.name for one in batch.files()] == ["0.csv", "1.csv", "2.csv", "mới.csv"]


def test_a_reading_is_kept_with_problems_and_surroundings(batch):
    one = batch.files()[0]
    batch.keep_reading(one, reading(problems=[Problem("file_empty")]))
    now = batch.files()[0]
    assert (now.status, now.figures, now.errors, now.warnings) == ("ready", 3, 2, 1)
    codes = [problem.code for problem, _ in batch.problems([one.id])[one.id]]
    assert codes == ["file_empty", "rate_mismatch", "percent_out_of_range"]
    assert batch.surroundings(one.id)["Biểu mẫu 1", "D9"].texts == (("8/8",),)
    assert batch.reading(one.id).drafts[0].unit_code == TIEN_DONG


def test_a_reading_made_before_an_answer_is_not_kept(batch):
    one = batch.files()[0]
    batch.change([one.id], lambda now: with_answer(now, about="period", asked="", said="2023-Q3"))
    batch.keep_reading(one, reading())
    assert (batch.files()[0].status, batch.files()[0].answers.period) == ("waiting", "2023-Q3")


def test_a_file_left_out_in_another_tab_is_no_matter(batch):
    one, *rest = batch.files()
    other_tab = open_batch(batch.token)
    other_tab.drop([one.id])
    batch.keep_reading(one, reading())
    assert batch.change([one.id], lambda now: replace(now, failure="X")) == []
    batch.keep_saved(one.id, [], [])
    batch.drop([one.id])
    assert other_tab.files() == rest
    assert (batch.content(one.id), batch.reading(one.id).drafts) == (b"", [])


def test_two_tabs_changing_at_once_lose_nothing(batch):
    ids = [one.id for one in batch.files()]

    def answer_all(name):
        mine = open_batch(batch.token)
        for number in range(20):
            mine.change(
                ids, lambda one, n=number: with_answer(one, about="unit", asked=f"{name}{n}", said="x")
            )

    tabs = [threading.Thread(target=answer_all, args=(name,)) for name in "ab"]
    for tab in tabs:
        tab.start()
    for tab in tabs:
        tab.join()
    assert {len(one.answers.names) for one in batch.files()} == {40}
    assert {one.edition for one in batch.files()} == {40}


def test_a_change_that_fails_leaves_all_as_it_was(batch):
    before = batch.files()

    def fail(one):
        if one.id == before[1].id:
            raise ZeroDivisionError
        return replace(one, failure="X")

    with pytest.raises(ZeroDivisionError):
        batch.change([one.id for one in before], fail)
    assert batch.files() == before


def test_every_change_shows_in_the_version(batch):
    before = batch.version()
    batch.drop([batch.files()[0].id])
    assert batch.version() > before


def test_the_bytes_of_a_saved_file_are_dropped(batch):
    one = batch.files()[0]
    batch.keep_saved(one.id, [], [])
    assert (batch.content(one.id), batch.files()[0].state) == (b"", "saved")
    assert batch.add([FILES[0]]).taken == 1, "a saved file can be handed in again"


@pytest.mark.parametrize(("limit", "taken"), [({"files_in_a_batch": 4}, 1), ({"batch_megabytes": 0}, 0)])
def test_a_batch_takes_no_more_than_its_limits(batch, monkeypatch, limit, taken):
    limits = replace(hand_in_settings(), **limit)
    monkeypatch.setattr(batch_store, "hand_in_settings", lambda: limits)
    more = [(f"thêm {number}.csv", b"x" * number) for number in range(1, 4)]
    added = batch.add(more)
    assert (added.taken, added.left_out) == (taken, tuple(name for name, _ in more[taken:]))
    assert len(batch.files()) == 3 + taken


def test_old_batches_are_removed_and_others_are_not(batch, monkeypatch):
    old, foreign = new_batch(), batch.folder / "không phải đợt nộp"
    foreign.mkdir()
    for place in (batch.folder / old.token, foreign):
        (place / "batch.sqlite").touch()
        for file in place.iterdir():
            os.utime(file, (1_600_000_000, 1_600_000_000))
    new_batch()
    with pytest.raises(BatchGone):
        open_batch(old.token)
    assert len(open_batch(batch.token).files()) == 3
    assert foreign.is_dir()


def test_a_removed_batch_is_gone_for_every_tab(batch):
    other_tab = open_batch(batch.token)
    batch.remove()
    for use in (other_tab.files, other_tab.version, lambda: other_tab.next_in("waiting")):
        with pytest.raises(BatchGone):
            use()
    other_tab.drop([1])
    assert other_tab.change([1], lambda one: one) == []
    assert not (batch.folder / batch.token).exists()


def test_another_version_of_the_program_reads_the_files_anew(batch):
    one = batch.files()[0]
    batch.keep_reading(one, reading())
    batch.keep_saved(batch.files()[1].id, [], [])
    with sqlite3.connect(batch.folder / batch.token / "batch.sqlite") as connection:
        connection.execute("update batch set shape = 'older'")
        connection.execute("update files set record = ?", (pickle.dumps("of another shape"),))
    connection.close()
    again = open_batch(batch.token)
    assert [(one.name, one.status) for one in again.files()] == [("0.csv", "waiting"), ("2.csv", "waiting")]
    assert again.reading(one.id).drafts == []


def test_nobody_else_on_the_machine_can_look(batch):
    assert batch.folder.stat().st_mode & 0o077 == 0
    assert (batch.folder / batch.token).stat().st_mode & 0o077 == 0
