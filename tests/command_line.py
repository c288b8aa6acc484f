"""`python -m dashboard …` as a person runs it: a process of its own, its output and exit code."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

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
