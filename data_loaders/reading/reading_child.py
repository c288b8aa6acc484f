"""The child that reads files: `python -m data_loaders.reading.reading_child`.

It answers requests on standard input, one after another, and ends when the pipe closes. Whatever a file
does to it, the answer is a reading, or none because it is gone.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import signal
import struct
import sys
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import IO

from data_loaders.catalogue.folding import nfc
from data_loaders.catalogue.problem_kinds import problem_kinds
from data_loaders.drafts import Problem, Reading
from data_loaders.files.file_limits import UnreadableFile, file_limits, said_of
from data_loaders.reading.recognition import Answers

Request = tuple[str, bytes, Answers | None]
_LENGTH = struct.Struct(">Q")
_PATIENCE = 2


class Gone(Exception):
    """The other side of the pipe ended."""


def send(pipe: IO[bytes] | None, message: bytes) -> None:
    """Send one message. Raises `OSError` when nobody reads."""
    assert pipe is not None
    pipe.write(_LENGTH.pack(len(message)))
    pipe.write(message)
    pipe.flush()


def receive(pipe: IO[bytes] | None) -> bytes:
    """Wait for one message. Raises `Gone` at the end of the pipe."""
    assert pipe is not None
    size = pipe.read(_LENGTH.size)
    if len(size) < _LENGTH.size:
        raise Gone
    message = pipe.read(_LENGTH.unpack(size)[0])
    if len(message) < _LENGTH.unpack(size)[0]:
        raise Gone
    return message


def refused(name: str, code: str, **details: str) -> Reading:
    """The reading of a file that cannot be read, with what to do about it."""
    return Reading(nfc(name), problems=[Problem(said_of(name, code), details=details)], refused=True)


def answer(request: Request) -> tuple[Reading, str]:
    """The reading of a file, and the traceback of what went wrong inside the reader, or ""."""
    name = request[0]
    try:
        return _shortened(_read(*request)), ""
    except UnreadableFile as bad:
        return refused(name, bad.code, **bad.details), ""
    except MemoryError:
        limit = f"{file_limits().memory_megabytes} MB"
        return refused(name, "file_too_large", what="bộ nhớ", value="quá mức", limit=limit), ""
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # a panic of a parser is no Exception
        return refused(name, "file_breaks_reader"), traceback.format_exc()


def _read(name: str, content: bytes, answers: Answers | None) -> Reading:
    from data_loaders.files.file_checks import check_file
    from data_loaders.reading.file_reading import read_file

    check_file(name, content)
    return read_file(name, content, answers)


def _shortened(reading: Reading) -> Reading:
    """The reading with a bearable number of problems of each kind; the rest is counted."""
    reading.problems = _first_of_each(reading.problems)
    for draft in reading.drafts:
        draft.problems = _first_of_each(draft.problems)
    return reading


def _first_of_each(problems: Sequence[Problem]) -> list[Problem]:
    most, seen = file_limits().problems_of_a_kind, Counter[str]()
    kept: list[Problem] = []
    for one in problems:
        seen[one.code] += 1
        if seen[one.code] <= most:
            kept.append(one)
    return kept + [_more(code, count - most) for code, count in seen.items() if count > most]


def _more(code: str, count: int) -> Problem:
    return Problem("more_problems", details={"title": problem_kinds()[code].title_vi, "count": str(count)})


def _limit_memory() -> None:
    """Hold this process to the memory limit, where the system can."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        most = file_limits().memory_megabytes << 20
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


@contextlib.contextmanager
def _bounded_time() -> Iterator[None]:
    """The system ends this process when it takes far too long: a parent that was killed cannot do it."""
    if not hasattr(signal, "setitimer"):
        yield
        return
    signal.setitimer(signal.ITIMER_REAL, _PATIENCE * file_limits().seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _serve() -> None:
    """Read a request, answer it, until the pipe closes. Ctrl-C is for the parent, which closes it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(100_000, 20, 20)  # a big sheet is many objects and no garbage
    _limit_memory()
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not stand among the answers
    with contextlib.suppress(Gone, OSError):
        while True:
            request = pickle.loads(receive(sys.stdin.buffer))
            with _bounded_time():
                message = pickle.dumps(answer(request))
            send(answers, message)


if __name__ == "__main__":
    _serve()
