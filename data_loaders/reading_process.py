"""Reading files in a child process with limits, so that no file can stop the server.

`python -m data_loaders.reading_process` is the child: it answers requests on standard input, one after
another. The parent kills it when it takes too long; limits on memory hold where the system has them.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import struct
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from data_loaders.drafts import Problem, Reading
from data_loaders.file_limits import UnreadableFile, check_file, file_limits, said_of
from data_loaders.recognition import Answers

_ROOT = Path(__file__).parents[1]
_LENGTH = struct.Struct(">Q")
_FILES_A_CHILD = 200


class _ChildGone(Exception):  # noqa: N818
    """The child ended before it answered."""


class _Child:
    """One reading process."""

    def __init__(self) -> None:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH", ""))))}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "data_loaders.reading_process"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=_ROOT,
            env=environment,
        )
        self.files = 0

    def read(self, request: tuple[str, bytes, Answers | None]) -> Reading:
        """Send a request and wait for its answer. Raises `_ChildGone`, or `TimeoutError` past the limit."""
        self.files += 1
        overdue = threading.Event()
        timer = threading.Timer(file_limits().seconds, lambda: (overdue.set(), self._process.kill()))
        timer.daemon = True
        timer.start()
        try:
            _send(self._process.stdin, pickle.dumps(request))
            return pickle.loads(_receive(self._process.stdout))
        except (OSError, EOFError, _ChildGone) as error:
            raise (TimeoutError() if overdue.is_set() else _ChildGone()) from error
        finally:
            timer.cancel()

    @property
    def is_fit(self) -> bool:
        """Whether the child runs and has not read too many files yet."""
        return self._process.poll() is None and self.files < _FILES_A_CHILD

    def stop(self) -> None:
        """End the process and wait for it."""
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                pipe.close()  # type: ignore[union-attr]
        self._process.wait()


_idle: queue.SimpleQueue[_Child] = queue.SimpleQueue()
_places = threading.BoundedSemaphore(max(1, min(4, os.cpu_count() or 1)))


def read_apart(name: str, content: bytes, answers: Answers | None = None) -> Reading:
    """Read one file in a child process; a file that is too slow, too big or breaks the child is refused."""
    try:
        check_file(name, content)
    except UnreadableFile as bad:
        return _refused(name, bad.code, **bad.details)
    with _places, _borrowed() as child:
        try:
            return child.read((name, content, answers))
        except TimeoutError:
            return _refused(name, "file_too_slow", limit=str(file_limits().seconds))
        except _ChildGone:
            return _refused(name, "file_breaks_reader")


def stop_children() -> None:
    """End the idle children (at the end of a batch or a test)."""
    with contextlib.suppress(queue.Empty):
        while True:
            _idle.get_nowait().stop()


@contextlib.contextmanager
def _borrowed() -> Iterator[_Child]:
    """A fit child, given back afterwards or ended when it is no longer fit."""
    child = None
    with contextlib.suppress(queue.Empty):
        child = _idle.get_nowait()
    if child is None or not child.is_fit:
        if child:
            child.stop()
        child = _Child()
    try:
        yield child
    finally:
        if child.is_fit:
            _idle.put(child)
        else:
            child.stop()


def _refused(name: str, code: str, **details: str) -> Reading:
    return Reading(name, problems=[Problem(said_of(name, code), details=details)], refused=True)


def _send(pipe: IO[bytes] | None, message: bytes) -> None:
    assert pipe is not None
    pipe.write(_LENGTH.pack(len(message)))
    pipe.write(message)
    pipe.flush()


def _receive(pipe: IO[bytes] | None) -> bytes:
    assert pipe is not None
    size = pipe.read(_LENGTH.size)
    if len(size) < _LENGTH.size:
        raise _ChildGone
    message = pipe.read(_LENGTH.unpack(size)[0])
    if len(message) < _LENGTH.unpack(size)[0]:
        raise _ChildGone
    return message


def _limit_memory() -> None:
    """Hold this process to the memory limit, where the system can."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        most = file_limits().memory_megabytes << 20
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _serve() -> None:
    """The child's life: read a request, answer it, until the pipe closes."""
    from data_loaders.importing import read_file

    _limit_memory()
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    with contextlib.suppress(_ChildGone):
        while True:
            name, content, told = pickle.loads(_receive(sys.stdin.buffer))
            _send(answers, pickle.dumps(_answer(read_file, name, content, told)))


def _answer(read, name: str, content: bytes, told: Answers | None) -> Reading:  # noqa: ANN001
    """The reading; running out of memory or a panic of a parser refuses the file."""
    try:
        return read(name, content, told)
    except MemoryError:
        limit = f"{file_limits().memory_megabytes} MB"
        return _refused(name, "file_too_large", what="bộ nhớ", value="quá mức", limit=limit)
    except (RecursionError, OverflowError):
        return _refused(name, "file_breaks_reader")
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        return _refused(name, "file_breaks_reader")


if __name__ == "__main__":
    _serve()
