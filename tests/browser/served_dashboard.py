"""The real dashboard in a process of its own, on a free port, with a database of its own."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from run import server_arguments

ROOT = Path(__file__).resolve().parent.parent.parent

PREPARE_SECONDS = 300
START_SECONDS = 60
STOP_SECONDS = 10


@dataclass
class DashboardServer:
    """A running dashboard: where it answers, its database, what it logs."""

    url: str
    database_url: str
    log: Path
    _seen: int = field(default=0, repr=False)

    def new_traceback(self) -> str:
        """What the server logged since the last question, if a traceback is in it; else ""."""
        logged = self.log.read_text(encoding="utf-8", errors="replace")
        new, self._seen = logged[self._seen :], len(logged)
        return new if "Traceback (most recent call last)" in new else ""


@contextmanager
def serve(folder: Path, sample_data: bool) -> Iterator[DashboardServer]:
    """Prepare a SQLite database in the folder and serve the dashboard on it until the end of the block."""
    database_url = f"sqlite:///{(folder / 'dashboard.db').as_posix()}"
    environment = os.environ | {
        "DATABASE_URL": database_url,
        "DASHBOARD_SAMPLE_DATA": "1" if sample_data else "0",
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
    }
    prepare(environment)
    port, log = free_port(), folder / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, *server_arguments(port)],
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    server = DashboardServer(f"http://127.0.0.1:{port}", database_url, log)
    try:
        wait_until_healthy(process, server)
        yield server
    finally:
        stop(process)


def prepare(environment: dict[str, str]) -> None:
    command = [sys.executable, "-m", "dashboard", "prepare"]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=PREPARE_SECONDS
    )
    if done.returncode:
        pytest.fail(
            f"dashboard prepare: exit code {done.returncode}\n{done.stdout}{done.stderr}", pytrace=False
        )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_healthy(process: subprocess.Popen, server: DashboardServer) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if answers(f"{server.url}/_stcore/health"):
            return
        try:
            process.wait(0.05)
            break
        except subprocess.TimeoutExpired:
            continue
    logged = server.log.read_text(encoding="utf-8", errors="replace")
    pytest.fail(f"the dashboard did not start (exit code {process.poll()}):\n{logged}", pytrace=False)


def answers(address: str) -> bool:
    try:
        with urlopen(address, timeout=1) as response:
            return response.status == 200
    except (URLError, OSError):
        return False


def stop(process: subprocess.Popen) -> None:
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
