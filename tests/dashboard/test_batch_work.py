"""Reading and saving in the background: goes on whatever happens, can be stopped, stops at no bad file."""

import os
import signal
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from dashboard.hand_in import batch_saving, batch_work
from dashboard.hand_in.batch_saving import mark_for_saving, undo_file
from dashboard.hand_in.batch_store import new_batch, open_batch
from dashboard.hand_in.staging import with_answer
from data_loaders.drafts import Reading
from tests.dashboard.stored_reports import PHO_MINH, TIEN_DONG, plan_draft, save

ROOT = Path(__file__).parents[2]
SECONDS = 60
HEAD = "Đơn vị;Kỳ báo cáo;Số nhiệm vụ đề ra trong kế hoạch;Số nhiệm vụ đã hoàn thành"

KILLED_WHILE_AT_WORK = """
import os, signal, sys, threading
from dashboard.hand_in import batch_work
from dashboard.hand_in.batch_store import Batch, open_batch
from data_loaders.store.database import open_database

name, after = sys.argv[2], int(sys.argv[3])
kept, one_by_one = getattr(Batch, name), threading.Lock()

def keep_then_die(self, *arguments):
    global after
    with one_by_one:
        after -= 1
        if after < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        kept(self, *arguments)

setattr(Batch, name, keep_then_die)
batch, engine = open_batch(sys.argv[1]), open_database()
batch_work.start(batch, lambda: engine)
batch_work.wait(batch, 60)
"""


def table(number, unit="Xã Tiên Động", period="Quý III năm 2023"):
    return f"{number}.csv", f"{HEAD}\n{unit};{period};26;{number}\n".encode()


@pytest.fixture
def batch(engine):
    return new_batch()


def worked(batch, engine):
    batch_work.start(batch, lambda: engine)
    batch_work.wait(batch, SECONDS)
    return [one.status for one in batch.files()]


def save_all(batch, engine, *, by="", seen_version=None):
    mark_for_saving(batch, [one.id for one in batch.files()], by=by, seen_version=seen_version)
    return worked(batch, engine)


def stored(monkeypatch, drafts):
    """Have reading a file yield the draft of its name instead of opening a child process."""

    def read_at_once(name, _content, answers):
        return Reading(name, "forms", [drafts[name]])

    monkeypatch.setattr(batch_work, "read_apart", read_at_once)


def test_all_files_are_read_and_a_bad_one_stops_no_other(batch, engine):
    batch.add([table(1), ("rac.csv", "chẳng có gì".encode()), table(2, unit="Xã Vô Danh")])
    assert worked(batch, engine) == ["ready", "rejected", "needs_review"]
    assert batch_work.in_hand(batch) == []


def test_a_bug_is_noted_on_its_file_and_the_others_are_read(batch, engine, monkeypatch):
    def fail(name, _content, _answers):
        if name == "1.csv":
            raise ZeroDivisionError
        return Reading(name, "forms", [plan_draft()])

    monkeypatch.setattr(batch_work, "read_apart", fail)
    batch.add([table(number) for number in range(3)])
    assert worked(batch, engine) == ["ready", "failed", "ready"]
    assert len(batch.files()[1].failure) == 6


def test_what_was_stopped_is_left_until_it_goes_on(batch, engine, monkeypatch):
    begun, may_end = threading.Event(), threading.Event()

    def slow(name, _content, _answers):
        begun.set()
        may_end.wait(SECONDS)
        return Reading(name, "forms", [plan_draft()])

    monkeypatch.setattr(batch_work, "read_apart", slow)
    batch.add([table(number) for number in range(20)])
    batch_work.start(batch, lambda: engine)
    begun.wait(SECONDS)
    batch.change([one.id for one in batch.files()], lambda one: replace(one, state="stopped"))
    in_hand = len(batch_work.in_hand(batch))
    may_end.set()
    batch_work.wait(batch, SECONDS)
    said = [one.status for one in batch.files()]
    assert 0 < said.count("ready") <= in_hand < 20, "what is under way ends, nothing new begins"
    assert said.count("stopped") == 20 - said.count("ready")
    batch.change([one.id for one in batch.files()], lambda one: replace(one, state="waiting"))
    assert set(worked(batch, engine)) == {"ready"}


def test_starting_twice_reads_no_file_twice(batch, engine, monkeypatch):
    read = []

    def note(name, _content, _answers):
        read.append(name)
        return Reading(name, "forms", [plan_draft()])

    monkeypatch.setattr(batch_work, "read_apart", note)
    batch.add([table(number) for number in range(30)])
    for _ in range(5):
        batch_work.start(open_batch(batch.token), lambda: engine)
    worked(batch, engine)
    assert sorted(read) == sorted(f"{number}.csv" for number in range(30))


def test_an_answer_while_a_file_is_read_has_it_read_again(batch, engine, monkeypatch):
    begun, may_end, answers = threading.Event(), threading.Event(), []

    def slow(name, _content, given):
        answers.append(given.period)
        begun.set()
        may_end.wait(SECONDS)
        return Reading(name, "forms", [plan_draft(period=given.period or "2023-Q1")])

    monkeypatch.setattr(batch_work, "read_apart", slow)
    batch.add([table(1)])
    batch_work.start(batch, lambda: engine)
    begun.wait(SECONDS)
    batch.change(
        [batch.files()[0].id], lambda one: with_answer(one, about="period", asked="", said="2023-Q3")
    )
    may_end.set()
    worked(batch, engine)
    assert sorted(answers) == ["", "2023-Q3"]
    assert batch.files()[0].reports[0].period == "2023-Q3"


def test_a_batch_removed_while_it_is_read_ends_quietly(batch, engine, monkeypatch):
    begun, may_end = threading.Event(), threading.Event()

    def slow(name, _content, _answers):
        begun.set()
        may_end.wait(SECONDS)
        return Reading(name, "forms", [plan_draft()])

    monkeypatch.setattr(batch_work, "read_apart", slow)
    batch.add([table(number) for number in range(9)])
    batch_work.start(batch, lambda: engine)
    begun.wait(SECONDS)
    batch.remove()
    may_end.set()
    batch_work.wait(batch, SECONDS)
    assert batch_work.in_hand(batch) == []
    assert not (batch.folder / batch.token).exists()


def killed(batch, name, after):
    """A server that is killed when it keeps something of a batch for the (after + 1)th time."""
    command = [sys.executable, "-c", KILLED_WHILE_AT_WORK, batch.token, name, str(after)]
    done = subprocess.run(command, cwd=ROOT, timeout=SECONDS, env=os.environ | {"PYTHONPATH": str(ROOT)})
    assert done.returncode == -signal.SIGKILL


def test_a_server_killed_while_reading_goes_on_at_the_next_opening(batch, engine):
    batch.add([table(number) for number in range(5)])
    killed(batch, "keep_reading", 2)
    again = open_batch(batch.token)
    assert sorted(one.status for one in again.files()) == ["ready", "ready", "waiting", "waiting", "waiting"]
    assert worked(again, engine) == ["ready"] * 5


def test_a_server_killed_while_saving_saves_the_rest_and_nothing_twice(batch, engine):
    units = ("Xã Tiên Động", "Phường Phổ Minh", "Xã Hương Nguyên")
    batch.add([table(number, unit) for number, unit in enumerate(units)])
    assert worked(batch, engine) == ["ready"] * 3
    mark_for_saving(batch, [one.id for one in batch.files()], by="Hoa", seen_version=None)
    killed(batch, "keep_saved", 1)
    again = open_batch(batch.token)
    assert [one.status for one in again.files()] == ["saved", "saving", "saving"]
    assert worked(again, engine) == ["saved", "unchanged", "saved"]
    with engine.connect() as connection:
        assert connection.exec_driver_sql("select count(*) from revisions").scalar_one() == 3


def test_saving_tells_what_became_of_it(batch, engine):
    batch.add([table(1)])
    worked(batch, engine)
    assert save_all(batch, engine, by="Nguyễn Thị Hoa") == ["saved"]
    (one,) = batch.files()
    assert (one.by, one.saved[0].revision, one.saved[0].unit_code) == ("Nguyễn Thị Hoa", 1, TIEN_DONG)
    other = new_batch()
    other.add([table(1)])
    worked(other, engine)
    assert save_all(other, engine) == ["unchanged"]


@pytest.mark.parametrize("error", [OperationalError("insert", {}, Exception("disk full")), KeyError("a bug")])
def test_a_file_that_cannot_be_saved_stops_no_other(batch, engine, monkeypatch, error):
    stored(monkeypatch, {"1.csv": plan_draft(), "2.csv": plan_draft(unit_code=PHO_MINH)})
    really = batch_saving.save_reading

    def fail(engine, reading, **told):
        if reading.file == "1.csv":
            raise error
        return really(engine, reading, **told)

    monkeypatch.setattr(batch_saving, "save_reading", fail)
    batch.add([table(1), table(2)])
    worked(batch, engine)
    assert save_all(batch, engine) == ["failed", "saved"]


def test_only_what_is_ready_is_marked_for_saving(batch, engine):
    batch.add([table(1), ("rac.csv", "chẳng có gì".encode())])
    worked(batch, engine)
    assert save_all(batch, engine) == ["saved", "rejected"]
    assert save_all(batch, engine, by="người khác") == ["saved", "rejected"]
    assert batch.files()[0].by == ""


def test_what_others_saved_meanwhile_is_told_and_what_the_batch_itself_saved_is_not(
    batch, engine, monkeypatch
):
    stored(monkeypatch, {"1.csv": plan_draft(done=20), "2.csv": plan_draft(done=21)})
    batch.add([table(1), table(2)])
    worked(batch, engine)
    save(engine, plan_draft(done=5))
    assert save_all(batch, engine, by="Hoa", seen_version=0) == ["saved", "saved"]
    first, second = batch.files()
    told = [[other.file for other in one.saved[0].between] for one in (first, second)]
    assert all("bieu-mau.xlsx" in names for names in told)
    assert not any({"1.csv", "2.csv"} & set(names) for names in told)


def test_a_saved_file_is_taken_back_once(batch, engine):
    batch.add([table(1)])
    worked(batch, engine)
    save_all(batch, engine)
    for _ in range(2):
        undo_file(engine, batch, batch.files()[0].id)
    assert batch.files()[0].status == "undone"
    with engine.connect() as connection:
        assert connection.exec_driver_sql("select count(*) from revisions").scalar_one() == 2
