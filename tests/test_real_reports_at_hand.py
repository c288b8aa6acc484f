"""The real reports are read where REAL_REPORTS says, and their absence is said aloud."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def test_all_reports_are_there(real_reports):
    kinds = {kind: len(list((real_reports / kind).glob(f"*.{kind}"))) for kind in ("docx", "pdf", "xlsx")}
    assert kinds == {"docx": 5, "pdf": 5, "xlsx": 2}


def test_without_the_variable_they_are_left_out_aloud():
    done = collect_this_file(os.environ | {"REAL_REPORTS": ""})
    assert "REAL_REPORTS is not set: 1 tests that read the real reports were left out." in done.stdout
    assert "1 deselected" in done.stdout


def test_a_wrong_folder_fails():
    done = collect_this_file(os.environ | {"REAL_REPORTS": "no/such/folder"}, "-k", "all_reports")
    assert done.returncode == 1
    assert "REAL_REPORTS=no/such/folder: there is no folder" in done.stdout


def collect_this_file(environment: dict[str, str], *chosen: str) -> subprocess.CompletedProcess:
    chosen = chosen or ("--collect-only",)
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *chosen, __file__]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60)
