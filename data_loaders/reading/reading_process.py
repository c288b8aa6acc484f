"""Reading files in child processes with limits, so that no file can stop the server.

The parent kills a child (`reading_child`) that takes too long; limits on memory hold where the system has
them. Children are kept for the next file.
"""

from __future__ import annotations

import atexit
import contextlib
import logging
import os
import pickle
import queue
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from data_loaders.drafts import Reading
from data_loaders.files.file_limits import UnreadableFile, check_size, file_limits
from data_loaders.reading.reading_child import Gone, Request, receive, refused, send
from data_loaders.reading.recognition import Answers

_ROOT = Path(__file__).parents[2]
_FILES_A_CHILD = 200
_ATTEMPTS = 2
Content = bytes | UnreadableFile
_log = logging.getLogger("dashboard")


def children_at_once() -> int:
    """How many files are read at once: one more than processors, so that a slow one stops no other."""
    return max(3, min(6, (os.cpu_count() or 1) + 1))


class _Child:
    """One reading process."""

    def __init__(self) -> None:
        path = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH", ""))))
        self._process = subprocess.Popen(
            [sys.executable, "-m", "data_loaders.reading.reading_child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=_ROOT,
            env={**os.environ, "PYTHONPATH": path, "RUST_BACKTRACE": "0"},  # to gather one takes seconds
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._files = 0

    def read(self, request: Request, seconds: float) -> tuple[Reading, str]:
        """Send a request and wait for its answer: the reading, and the traceback of an error or "".

        Raises `Gone` when the child ends first, `TimeoutError` when it had to be ended.
        """
        self._files += 1
        overdue = threading.Event()
        timer = threading.Timer(seconds, lambda: (overdue.set(), self._process.kill()))
        timer.daemon = True
        timer.start()
        try:
            send(self._process.stdin, pickle.dumps(request))
            return pickle.loads(receive(self._process.stdout))
        except (OSError, Gone) as error:
            raise (TimeoutError() if overdue.is_set() else Gone()) from error
        finally:
            timer.cancel()

    @property
    def is_fit(self) -> bool:
        """Whether the child runs and has not read too many files yet."""
        return self._process.poll() is None and self._files < _FILES_A_CHILD

    def stop(self) -> None:
        """End the process and wait for it."""
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                pipe.close()  # type: ignore[union-attr]
        self._process.wait()


_idle: queue.SimpleQueue[_Child] = queue.SimpleQueue()
_places = threading.BoundedSemaphore(children_at_once())


def read_apart(name: str, content: bytes, answers: Answers | None = None) -> Reading:
    """Read one file in a child process; a file that is too slow, too big or breaks the child is refused."""
    try:
        check_size(content)
        with _places:
            return _read((name, content, answers))
    except UnreadableFile as bad:
        return refused(name, bad.code, **bad.details)


def read_many(
    files: Iterable[tuple[str, Content]], answers: Answers | None = None
) -> Iterator[tuple[bytes, Reading]]:
    """Read files in several children at once; bytes and readings in the order given.

    A file that could not be fetched comes with the reason instead of its bytes. Only a few files are
    fetched ahead, so that memory does not grow with their number.
    """
    at_once = children_at_once()
    waiting: deque[tuple[Content, Future[Reading]]] = deque()
    with ThreadPoolExecutor(at_once) as pool:
        for name, content in files:
            waiting.append((content, pool.submit(_read_fetched, name, content, answers)))
            if len(waiting) > at_once:
                yield _finished(waiting)
        while waiting:
            yield _finished(waiting)


def stop_children() -> None:
    """End the idle children (at the end of a batch or a test)."""
    with contextlib.suppress(queue.Empty):
        while True:
            _idle.get_nowait().stop()


atexit.register(stop_children)


def _finished(waiting: deque[tuple[Content, Future[Reading]]]) -> tuple[bytes, Reading]:
    content, reading = waiting.popleft()
    return b"" if isinstance(content, UnreadableFile) else content, reading.result()


def _read_fetched(name: str, content: Content, answers: Answers | None) -> Reading:
    if isinstance(content, UnreadableFile):
        return refused(name, content.code, **content.details)
    return read_apart(name, content, answers)


def _read(request: Request) -> Reading:
    """Read in a child; one that ends in the middle may have been ended from outside: another one tries again.

    Raises `UnreadableFile`.
    """
    until = time.monotonic() + file_limits().seconds
    for _ in range(_ATTEMPTS):
        try:
            return _attempt(request, until - time.monotonic())
        except TimeoutError:
            raise UnreadableFile("file_too_slow", limit=str(file_limits().seconds)) from None
        except Gone:
            continue
    raise UnreadableFile("file_breaks_reader")


def _attempt(request: Request, seconds: float) -> Reading:
    child = _fit_child()
    try:
        reading, traceback = child.read(request, max(seconds, 0.0))
    except BaseException:
        child.stop()
        raise
    _idle.put(child)
    if traceback:
        _log.error("reading %r failed\n%s", request[0], traceback)
    return reading


def _fit_child() -> _Child:
    """An idle child that is fit, or a new one. Raises `UnreadableFile` when the system has no room for it."""
    with contextlib.suppress(queue.Empty):
        while True:
            child = _idle.get_nowait()
            if child.is_fit:
                return child
            child.stop()
    try:
        return _Child()
    except OSError as error:
        raise UnreadableFile("reader_unavailable") from error
