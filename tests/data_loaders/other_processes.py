"""What other processes do to a database: save, be killed while saving, open it at the same moment."""

import multiprocessing
import os
import signal
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from pathlib import Path

from sqlalchemy import Engine, event

from dashboard import preparing
from data_loaders.store.database import open_database
from data_loaders.store.storage import save_reading, undo_upload
from tests.data_loaders.stored_state import FORM_1, OTHER, PERIOD, RECEIVED, draft, reading

KILLED = -getattr(signal, "SIGKILL", signal.SIGTERM)
_SECONDS = 60

_forks = "forkserver" in multiprocessing.get_all_start_methods()
context = multiprocessing.get_context("forkserver" if _forks else "spawn")
"""Processes that share nothing with the test; a forked server has the modules at hand."""

if _forks:
    context.set_forkserver_preload([__name__])


def start(function: Callable[..., None], *arguments: object) -> BaseProcess:
    process = context.Process(target=function, args=arguments, daemon=True)
    process.start()
    return process


def exit_code(process: BaseProcess) -> int | None:
    """How the process ended; None when it did not."""
    process.join(_SECONDS)
    return process.exitcode


def replacement():
    """A file that replaces a part of two reports and adds a third: every statement a save can need."""
    new_value = {"form:3": {RECEIVED: 99.0}}
    drafts = (draft(new_value, title="Mới"), draft(new_value, unit=OTHER), draft(FORM_1, period="2024-Q1"))
    return reading(*drafts, file="new.xlsx")


def save_until_killed(url: str, statement: int) -> None:
    """Save `replacement`, but be killed when the n-th statement is about to run."""
    save_reading(_deadly(url, statement), replacement(), content=b"new")


def undo_until_killed(url: str, statement: int, upload_id: int) -> None:
    """Undo an upload, but be killed when the n-th statement is about to run."""
    undo_upload(_deadly(url, statement), upload_id)


def _deadly(url: str, statement: int) -> Engine:
    """An engine on which the n-th statement or commit kills the process before it is carried out."""
    engine = open_database(url)
    left = iter(range(statement - 1))

    def count(*_: object) -> None:
        if next(left, None) is None:
            os.kill(os.getpid(), -KILLED)

    event.listen(engine, "before_cursor_execute", count)
    event.listen(engine, "commit", count)
    return engine


def save_with_others(url: str, barrier, number: int, times: int) -> None:
    """Save the same unit and period some times, at the same moment as others do."""
    engine = open_database(url)
    barrier.wait(_SECONDS)
    for turn in range(times):
        one = reading(draft({"form:3": {RECEIVED: 100.0 * number + turn}}, period=PERIOD))
        save_reading(engine, one, content=b"%d of %d" % (turn, number), by=f"{number}")


def prepare_with_others(url: str, barrier, folder: str) -> None:
    """Open an empty database and load the samples of a folder, at the same moment as others do."""
    preparing.SAMPLES = {"province": Path(folder)}
    barrier.wait(_SECONDS)
    engine = open_database(url)
    list(preparing.prepare(engine, with_sample=True))
