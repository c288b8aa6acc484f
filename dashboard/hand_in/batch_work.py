"""Reading and saving the files of batches in the background, whatever becomes of the page that asked.

What waits stands in the batch itself: after a restart `start` goes on where the last process ended.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from sqlalchemy import Engine

from dashboard.hand_in.batch_saving import note_failure, save_file
from dashboard.hand_in.batch_store import Batch, BatchGone
from dashboard.hand_in.staging import StagedFile
from data_loaders.reading.reading_process import children_at_once, read_apart

_lock = threading.Lock()
_works: dict[str, _Work] = {}


def start(batch: Batch, engine: Callable[[], Engine]) -> None:
    """See to it that what waits in a batch is read and saved; nothing happens where it is at work already."""
    with _lock:
        for token in [token for token, work in _works.items() if not work.threads]:
            del _works[token]
        _works.setdefault(batch.token, _Work(batch, engine)).start()


def wait(batch: Batch, seconds: float) -> None:
    """Wait until nothing is left to do for a batch, but no longer than `seconds`."""
    until = time.monotonic() + seconds
    work = _works.get(batch.token)
    for thread in list(work.threads) if work else ():
        thread.join(max(0.0, until - time.monotonic()))


def in_hand(batch: Batch) -> list[str]:
    """The names of the files that are being read or saved at this moment."""
    work = _works.get(batch.token)
    return list(work.taken.values()) if work else []


class _Work:
    """The threads at work for one batch; `taken` are the files in hand, by id and edition."""

    def __init__(self, batch: Batch, engine: Callable[[], Engine]) -> None:
        self.threads: set[threading.Thread] = set()
        self.taken: dict[tuple[int, int], str] = {}
        self._batch = batch
        self._engine = engine
        self._lock = threading.Lock()
        self._saves = False

    def start(self) -> None:
        """Start as many threads as files can be read at once; those without work end at once."""
        with self._lock:
            new = [
                threading.Thread(target=self._run, name="hand-in", daemon=True)
                for _ in range(children_at_once() - len(self.threads))
            ]
            self.threads.update(new)
        for thread in new:
            thread.start()

    def _run(self) -> None:
        try:
            while one := self._claimed():
                try:
                    self._do(one)
                finally:
                    self._release(one)
        except BatchGone:
            with self._lock:
                self.threads.discard(threading.current_thread())

    def _claimed(self) -> StagedFile | None:
        """The next file to work on; with none left the thread is struck off in the same step."""
        with self._lock:
            one = None if self._saves else self._batch.next_in("saving")
            if one:
                self._saves = True
            else:
                one = self._batch.next_in("waiting", besides=self.taken)
            if one:
                self.taken[one.id, one.edition] = one.name
            else:
                self.threads.discard(threading.current_thread())
            return one

    def _do(self, one: StagedFile) -> None:
        """Save or read a file; an error of ours is noted on it, so that it stops no other."""
        try:
            if one.state == "saving":
                save_file(self._engine(), self._batch, one)
            else:
                reading = read_apart(one.name, self._batch.content(one.id), one.answers)
                self._batch.keep_reading(one, reading)
        except BatchGone:
            raise
        except Exception:
            note_failure(self._batch, one)

    def _release(self, one: StagedFile) -> None:
        with self._lock:
            self.taken.pop((one.id, one.edition), None)
            self._saves = self._saves and one.state != "saving"
