"""A folder that is watched, look by look: what is complete is read once, and again when it changes."""

import os

import pytest
from sqlalchemy import delete

from data_loaders import folder_watch
from data_loaders.files.file_limits import UnreadableFile
from data_loaders.folder_watch import FolderWatch
from data_loaders.reading.recognition import Answers
from data_loaders.store.database import writing
from data_loaders.store.tables import watched_files
from tests.data_loaders.stored_state import COMMUNE, RECEIVED, holds, row_counts

TABLE = "Đơn vị,Kỳ báo cáo,Chỉ tiêu,Giá trị\nPhường Trung Lâm,2023-Q3,{},{}\n"
INDICATOR = RECEIVED


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "hòm thư"
    path.mkdir()
    return path


def drop(path, value=20, text=None):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text or TABLE.format(INDICATOR, value), encoding="utf-8")
    return path


def looks(watch, times=2):
    """The statuses that so many looks bring, by file."""
    return [(one["file"], one["status"]) for _ in range(times) for one in watch.look()]


def values(engine):
    return [value for (_, name), value in holds(engine, COMMUNE).items() if name == INDICATOR]


def test_a_new_file_is_read_at_the_second_look_and_never_again(engine, folder):
    watch = FolderWatch(engine, folder)
    drop(folder / "a.csv")
    assert looks(watch, 1) == []
    assert looks(watch, 1) == [("a.csv", "saved")]
    assert looks(watch, 3) == []
    assert values(engine) == [20]


def test_subfolders_are_watched_and_what_programs_leave_behind_is_not(engine, folder):
    drop(folder / "Bến Lâm" / "2023" / "a.CSV")
    for name in ("~$a.xlsx", ".~lock.a.csv#", "a.csv.tmp", ".hidden.csv", "photo.jpg", "Thumbs.db"):
        (folder / name).write_bytes(b"x")
    assert looks(FolderWatch(engine, folder)) == [("a.CSV", "saved")]


def test_a_file_that_still_grows_waits(engine, folder):
    watch, path = FolderWatch(engine, folder), folder / "a.csv"
    whole = TABLE.format(INDICATOR, 20)
    for end in (30, 60, len(whole)):
        drop(path, text=whole[:end])
        assert looks(watch, 1) == []
    assert looks(watch, 1) == [("a.csv", "saved")]


def test_a_file_that_changes_while_it_is_read_waits(engine, folder, monkeypatch):
    watch, path = FolderWatch(engine, folder), drop(folder / "a.csv")
    fetch = folder_watch.content_of

    def fetch_while_it_grows(file):
        content = fetch(file)
        drop(path, text=content.decode() + "\n")
        return content

    assert looks(watch, 1) == []
    with monkeypatch.context() as patch:
        patch.setattr(folder_watch, "content_of", fetch_while_it_grows)
        assert looks(watch, 1) == []
    assert looks(watch, 2) == [("a.csv", "saved")]


def test_a_changed_file_is_read_again_and_a_touched_one_is_not(engine, folder):
    watch, path = FolderWatch(engine, folder), drop(folder / "a.csv")
    assert looks(watch) == [("a.csv", "saved")]
    os.utime(path, ns=(1, 1))
    assert looks(watch, 3) == []
    drop(path, 21)
    assert looks(watch) == [("a.csv", "saved")]
    assert values(engine) == [21]


def test_a_copy_changes_nothing(engine, folder):
    watch = FolderWatch(engine, folder)
    drop(folder / "a.csv")
    drop(folder / "b" / "copy.csv")
    assert looks(watch) == [("a.csv", "saved"), ("copy.csv", "unchanged")]
    assert row_counts(engine)["revisions"] == 1


def test_a_locked_file_is_read_when_it_is_free(engine, folder, monkeypatch):
    watch = FolderWatch(engine, folder)
    drop(folder / "a.csv")
    drop(folder / "b.csv", 22)
    fetch = folder_watch.content_of

    def refuse(path):
        if path.name == "a.csv":
            raise UnreadableFile("file_locked", reason="Permission denied")
        return fetch(path)

    with monkeypatch.context() as patch:
        patch.setattr(folder_watch, "content_of", refuse)
        assert looks(watch, 4) == [("b.csv", "saved")]
    assert looks(watch, 1) == [("a.csv", "saved")]


def test_files_and_folders_that_vanish_are_no_matter(engine, folder):
    watch = FolderWatch(engine, folder)
    path = drop(folder / "sub" / "a.csv")
    assert looks(watch, 1) == []
    path.unlink()
    path.parent.rmdir()
    assert looks(watch, 2) == []
    folder.rmdir()
    assert looks(watch, 2) == []
    drop(folder / "b.csv")
    assert looks(watch) == [("b.csv", "saved")]


def test_a_file_that_vanishes_just_before_it_is_read_is_no_matter(engine, folder, monkeypatch):
    watch, path = FolderWatch(engine, folder), drop(folder / "a.csv")
    fetch = folder_watch.content_of

    def vanish(file):
        path.unlink()
        return fetch(file)

    monkeypatch.setattr(folder_watch, "content_of", vanish)
    assert looks(watch, 3) == []


def test_one_bad_file_stops_no_other_and_is_told_once(engine, folder):
    watch = FolderWatch(engine, folder)
    (folder / "a.xlsx").write_bytes(b"PK\x03\x04 broken")
    with (folder / "b.csv").open("wb") as file:
        file.truncate(2 << 30)
    drop(folder / "c.csv")
    assert looks(watch) == [("a.xlsx", "rejected"), ("b.csv", "rejected"), ("c.csv", "saved")]
    assert looks(watch, 3) == []


def test_a_restart_goes_on_where_it_stopped(engine, folder):
    drop(folder / "a.csv")
    assert looks(FolderWatch(engine, folder)) == [("a.csv", "saved")]
    drop(folder / "b.csv", 22)
    again = FolderWatch(engine, folder)
    assert looks(again, 3) == [("b.csv", "saved")]
    assert looks(FolderWatch(engine, folder), 3) == []
    with writing(engine) as connection:
        assert connection.execute(delete(watched_files)).rowcount == 2


def test_what_waited_for_an_answer_is_read_again_with_it(engine, folder):
    drop(folder / "a.csv", text=f"Chỉ tiêu,Giá trị,Kỳ\n{INDICATOR},20,2023-Q3\n")
    assert looks(FolderWatch(engine, folder)) == [("a.csv", "needs_review")]
    assert looks(FolderWatch(engine, folder), 3) == []
    told = FolderWatch(engine, folder, answers=Answers(unit=COMMUNE))
    assert looks(told, 3) == [("a.csv", "saved")]


def test_a_dry_run_remembers_nothing(engine, folder):
    drop(folder / "a.csv")
    watch = FolderWatch(engine, folder, dry_run=True)
    assert looks(watch, 4) == [("a.csv", "checked")]
    assert {name: count for name, count in row_counts(engine).items() if count} == {"settings": 1}


def test_many_files_at_once_are_all_read(engine, folder):
    for number in range(30):
        drop(folder / f"{number:02}.csv", number)
    assert looks(FolderWatch(engine, folder)) == [(f"{number:02}.csv", "saved") for number in range(30)]
    assert values(engine) == [29]
