"""`python -m dashboard …` as a person runs it: a process of its own, its output and exit code."""

import contextlib
import io
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from dashboard.command_line import main

ROOT = Path(__file__).resolve().parent.parent
SECONDS = 90


@dataclass(frozen=True)
class Done:
    """How a command ended and what it said."""

    code: int
    output: str
    errors: str

    @property
    def lines(self) -> list[dict]:
        """The JSON objects printed, one a line."""
        return [json.loads(line) for line in self.output.splitlines()]


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-P", "-m", "dashboard", *map(str, arguments)]


def environment(**extra: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error", **extra}


def run(*arguments: object, cwd: Path = ROOT, **extra: str) -> Done:
    done = subprocess.run(
        command(*arguments), cwd=cwd, env=environment(**extra), capture_output=True, timeout=SECONDS
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


def run_here(*arguments: object) -> Done:
    """The same in this process: much faster, for what does not hang on the process."""
    output, errors = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors):
        try:
            code = main([*map(str, arguments)])
        except SystemExit as stop:
            code = int(stop.code or 0)
    for stream in (output, errors):
        stream.flush()
    return Done(code, *(stream.buffer.getvalue().decode() for stream in (output, errors)))
