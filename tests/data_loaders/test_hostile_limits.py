"""The limits of reading: time, memory, children that die; the files of others are read meanwhile."""

import errno
import io
import logging
import pickle
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import count

import pytest

from data_loaders.drafts import Problem, Reading, ReportDraft
from data_loaders.files.file_limits import file_limits
from data_loaders.reading import reading_child, reading_process
from data_loaders.reading.reading_process import read_apart, read_many, stop_children
from tests.data_loaders.hostile_files import GOOD, GOOD_FIGURES, GOOD_NAME, HOSTILE, ROOT

TALL = b"a,b,c\n" * 190_000
MEGABYTE = 1 << 20


def codes(reading: Reading) -> list[str]:
    return [problem.code for problem in reading.problems]


def figures(reading: Reading) -> int:
    return sum(len(draft.figures) for draft in reading.drafts)


def read_good() -> int:
    return figures(read_apart(GOOD_NAME, GOOD))


@pytest.fixture
def impatient(monkeypatch):
    """Children that are up already, and a tenth of a second for each file."""
    read_good()
    limits = replace(file_limits(), seconds=0.1)
    monkeypatch.setattr(reading_process, "file_limits", lambda: limits)


@pytest.fixture
def children(monkeypatch):
    """The process of every child that reads, in order; `kill` is told which of them die at their file."""
    stop_children()
    seen, read = [], reading_process._Child.read

    def noted(child, *given):
        seen.append(child._process)
        if len(seen) in seen_killed:
            child._process.kill()
        return read(child, *given)

    seen_killed: set[int] = set()
    monkeypatch.setattr(reading_process._Child, "read", noted)
    yield seen, seen_killed
    stop_children()


def test_a_file_that_takes_too_long_is_given_up(impatient):
    began = time.monotonic()
    assert codes(read_apart("tall.csv", TALL)) == ["file_too_slow"]
    assert time.monotonic() - began < 5


def test_a_child_that_was_ended_in_the_middle_is_replaced_and_the_file_read(children):
    seen, killed = children
    killed |= {1}
    assert read_good() == GOOD_FIGURES
    assert len(seen) == 2
    assert seen[0].returncode is not None


def test_a_file_that_ends_every_child_is_refused_and_the_next_one_read(children):
    seen, killed = children
    killed |= {1, 2}
    assert codes(read_apart(GOOD_NAME, GOOD)) == ["file_breaks_reader"]
    assert read_good() == GOOD_FIGURES
    assert len(seen) == 3


def test_a_child_that_dies_while_it_waits_is_not_used(children):
    seen, _ = children
    read_good()
    seen[0].kill()
    seen[0].wait()
    assert read_good() == GOOD_FIGURES
    assert seen[1] is not seen[0]


def test_a_child_reads_many_files_one_after_another(children):
    seen, _ = children
    assert [read_good() for _ in range(3)] == [GOOD_FIGURES] * 3
    assert len(set(seen)) == 1


def test_no_child_is_left_behind(children):
    seen, _ = children
    read_good()
    stop_children()
    assert seen[0].returncode is not None


def test_people_read_at_once_and_bad_files_stop_no_good_one():
    bad = [HOSTILE[name] for name in ("far.xlsx", "laughs.ods", "deep.ods", "half.xls", "circular.xls")]
    made = [(one.name, one.make(), 0) for one in bad]
    asked = [given for one in made for given in (one, (GOOD_NAME, GOOD, GOOD_FIGURES))] * 2
    with ThreadPoolExecutor(8) as pool:
        read = list(pool.map(lambda one: read_apart(one[0], one[1]), asked))
    assert [figures(one) for one in read] == [wanted for *_, wanted in asked]


def test_the_system_has_no_room_for_a_child(monkeypatch):
    def refuse(*_, **__):
        raise OSError(errno.ENOMEM, "Cannot allocate memory")

    stop_children()
    with monkeypatch.context() as patch:
        patch.setattr(subprocess, "Popen", refuse)
        assert codes(read_apart(GOOD_NAME, GOOD)) == ["reader_unavailable"]
    assert read_good() == GOOD_FIGURES


# ---------------------------------------------------------------- inside the child


@pytest.mark.parametrize(
    ("error", "code", "logged"),
    [(MemoryError(), "file_too_large", False), (RecursionError("deep"), "file_breaks_reader", True)],
)
def test_whatever_a_file_does_to_the_reader_the_answer_is_a_refusal(monkeypatch, error, code, logged):
    def fail(*_):
        raise error

    monkeypatch.setattr(reading_child, "_read", fail)
    reading, traceback = reading_child.answer(("a.xlsx", b"x", None))
    assert (codes(reading), reading.refused) == ([code], True)
    assert ("RecursionError" in traceback) is logged


def test_a_panic_of_a_parser_is_a_refusal_too(monkeypatch):
    class PanicException(BaseException):
        pass

    def fail(*_):
        raise PanicException("called `Option::unwrap()` on a `None` value")

    monkeypatch.setattr(reading_child, "_read", fail)
    reading, traceback = reading_child.answer(("a.xlsx", b"x", None))
    assert codes(reading) == ["file_breaks_reader"]
    assert "unwrap" in traceback


def test_an_error_of_ours_is_in_the_servers_log(monkeypatch, caplog):
    answer = (Reading("a.csv", refused=True), "Traceback: ours")
    monkeypatch.setattr(reading_process._Child, "read", lambda *_: answer)
    with caplog.at_level(logging.ERROR, "dashboard"):
        assert read_apart("a.csv", b"x").refused
    assert "Traceback: ours" in caplog.text


def test_thousands_of_problems_of_one_kind_are_counted():
    most = file_limits().problems_of_a_kind
    many = [Problem("unknown_row", value=str(one)) for one in range(most + 5)]
    draft = ReportDraft("unit", "2023-Q3", "forms", problems=[*many, Problem("no_values")])
    shortened = reading_child._shortened(Reading("a.xlsx", drafts=[draft])).drafts[0].problems
    assert [one.value for one in shortened[:most]] == [str(one) for one in range(most)]
    assert [one.code for one in shortened[most:]] == ["no_values", "more_problems"]
    assert shortened[-1].details == {"title": "Dòng không có trong biểu mẫu", "count": "5"}


ORPHANED = """
import time
from dataclasses import replace
from data_loaders.reading import reading_child
limits = replace(reading_child.file_limits(), seconds=0.1)
reading_child.file_limits = lambda: limits
reading_child._read = lambda *_: time.sleep(100)
reading_child._serve()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such timer")
def test_a_child_whose_parent_was_killed_does_not_work_on_for_ever():
    request = io.BytesIO()
    reading_child.send(request, pickle.dumps(("a.csv", b"x", None)))
    command = [sys.executable, "-c", ORPHANED]
    done = subprocess.run(command, cwd=ROOT, input=request.getvalue(), capture_output=True, timeout=60)
    assert done.returncode == -signal.SIGALRM


LIMITED = """
from data_loaders.reading.reading_child import _limit_memory
_limit_memory()
bytearray({megabytes} << 20)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
@pytest.mark.parametrize(("share", "code"), [(0.5, 0), (1.0, 1)])
def test_a_child_cannot_take_more_memory_than_allowed(share, code):
    megabytes = int(file_limits().memory_megabytes * share)
    command = [sys.executable, "-c", LIMITED.format(megabytes=megabytes)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == code
    assert ("MemoryError" in done.stderr) is bool(code)


PEAK = """
import resource
from data_loaders.reading.reading_process import read_apart, stop_children
from tests.data_loaders.hostile_files import HOSTILE
for name in ("far.ods", "lying-strings.xlsx", "200001-rows.xlsx", "one-cell.csv"):
    assert read_apart(name, HOSTILE[name].make()).problems
stop_children()
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell the peak of ended children")
def test_the_peak_of_all_children_stays_below_a_gigabyte():
    done = subprocess.run([sys.executable, "-c", PEAK], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.stderr == ""
    assert int(done.stdout) * (1 if sys.platform == "darwin" else 1024) < 1024 * MEGABYTE


# ---------------------------------------------------------------- many files


def test_many_files_are_read_in_their_order():
    names = [GOOD_NAME, "far.xlsx", GOOD_NAME, "no-ending", GOOD_NAME]
    files = [(name, GOOD if name == GOOD_NAME else HOSTILE[name].make()) for name in names]
    read = list(read_many(files))
    assert [content for content, _ in read] == [content for _, content in files]
    assert [figures(reading) for _, reading in read] == [GOOD_FIGURES, 0, GOOD_FIGURES, 0, GOOD_FIGURES]


def test_many_files_are_fetched_only_a_few_ahead():
    fetched = count()

    def files():
        for _ in range(60):
            next(fetched)
            yield "a.csv", b"x"

    reading = read_many(files())
    for _ in range(10):
        next(reading)
    assert next(fetched) <= 10 + reading_process.children_at_once() + 1
    reading.close()
