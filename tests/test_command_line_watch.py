"""`import --watch` as it runs for days: files are dropped, it is stopped and started again."""

import json
import queue
import signal
import subprocess
import threading
import time

import pytest

from tests.dashboard_command import ROOT, command, environment
from tests.data_loaders.stored_state import row_counts

SECONDS = 60
ROW = "Đơn vị,Kỳ báo cáo,Chỉ tiêu,Giá trị\nPhường Trung Lâm,2023-Q3,dossiers_received,{}\n"


class Watching:
    """A running watch: the lines it prints, taken as they come."""

    def __init__(self, folder, *arguments):
        given = command("import", "--watch", folder, "--every", "0.1", *arguments)
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        self._process = subprocess.Popen(given, cwd=ROOT, env=environment(), encoding="utf-8", **pipes)
        self._lines, self._threads = {}, []
        for name in pipes:
            self._lines[name] = queue.SimpleQueue()
            self._threads.append(threading.Thread(target=self._collect, args=(name,)))
            self._threads[-1].start()

    def _collect(self, name):
        for line in getattr(self._process, name):
            self._lines[name].put(line.rstrip("\n"))

    def next_line(self, name="stdout"):
        return self._lines[name].get(timeout=SECONDS)

    def next_result(self):
        result = json.loads(self.next_line())
        return result["file"], result["status"]

    def stop(self, number=signal.SIGINT):
        """End it as Ctrl-C does; returns the exit code and what it still said."""
        self._process.send_signal(number)
        code = self._process.wait(SECONDS)
        for thread in self._threads:
            thread.join(SECONDS)
        for pipe in (self._process.stdout, self._process.stderr):
            pipe.close()
        left = {name: [] for name in self._lines}
        for name, lines in self._lines.items():
            while not lines.empty():
                left[name].append(lines.get())
        return code, left["stdout"], left["stderr"]

    def end(self):
        if self._process.poll() is None:
            self._process.kill()
            self.stop()


@pytest.fixture
def watch(database_url, tmp_path):
    """Starts a watch on the folder `in`; whatever still runs at the end of the test is ended."""
    (tmp_path / "in").mkdir()
    started = []

    def start(*arguments):
        started.append(Watching(tmp_path / "in", *arguments))
        assert started[-1].next_line("stderr").startswith("Đang theo dõi thư mục")
        return started[-1]

    yield start
    for one in started:
        one.end()


def drop(folder, name, value):
    (folder / name).write_text(ROW.format(value), encoding="utf-8")


def test_files_dropped_while_it_runs_are_imported_and_a_restart_goes_on(watch, tmp_path, engine):
    inbox = tmp_path / "in"
    drop(inbox, "before.csv", 1)
    first = watch("--json")
    assert first.next_result() == ("before.csv", "saved")
    drop(inbox, "~$while.csv", 3)
    drop(inbox, "while.csv", 2)
    assert first.next_result() == ("while.csv", "saved")
    drop(inbox, "before.csv", 4)
    assert first.next_result() == ("before.csv", "saved")
    assert first.stop() == (0, [], ["Đã dừng."])

    drop(inbox, "between.csv", 5)
    second = watch("--json")
    assert second.next_result() == ("between.csv", "saved")
    assert second.stop() == (0, [], ["Đã dừng."])

    counts = row_counts(engine)
    assert (counts["revisions"], counts["watched_files"]) == (4, 3)
    assert sorted(path.name for path in inbox.iterdir()) == [
        "before.csv",
        "between.csv",
        "while.csv",
        "~$while.csv",
    ]


def test_a_bad_file_is_told_and_the_watch_goes_on(watch, tmp_path):
    running = watch()
    (tmp_path / "in" / "broken.xlsx").write_bytes(b"PK\x03\x04")
    assert running.next_line() == "broken.xlsx: không nhận"
    assert running.next_line().startswith("  ! Không mở được tệp")
    drop(tmp_path / "in", "good.csv", 1)
    assert running.next_line() == "good.csv: đã lưu"
    assert running.next_line() == "  Phường Trung Lâm, kỳ 2023-Q3: 1 số liệu"
    assert running.stop() == (1, [], ["Đã dừng."])


def test_it_stops_at_once_and_also_when_the_system_asks(watch):
    began = time.monotonic()
    assert watch("--json").stop(signal.SIGTERM) == (0, [], ["Đã dừng."])
    assert time.monotonic() - began < SECONDS
