"""`run.py` makes its environment, hands over, stops cleanly, and recovers from an interruption."""

import ast
import importlib.util
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

DASHBOARD = """\
import json, os, sys
print(json.dumps({"arguments": sys.argv[1:], "folder": os.getcwd(), "prefix": sys.prefix}), flush=True)
sys.exit(3 if "fail" in sys.argv else 0)
"""

STREAMLIT = """\
import signal, sys
def leave(number, frame):
    print("closed", flush=True)
    sys.exit(0)
signal.signal(signal.SIGINT, leave)
signal.signal(signal.SIGTERM, leave)
print("serving", *sys.argv[1:], flush=True)
while True:
    signal.pause()
"""

LIMIT = 120


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """The starter beside a program that only says how it was called, and nothing to install."""
    root = tmp_path_factory.mktemp("project")
    shutil.copy(ROOT / "run.py", root)
    for name, text in {"dashboard/__main__.py": DASHBOARD, "streamlit/__main__.py": STREAMLIT}.items():
        (root / name).parent.mkdir()
        (root / name).write_text(text)
    (root / "requirements.txt").write_text("# nothing\n")
    (root / "requirements-dev.txt").write_text("-r requirements.txt\n")
    return root


@pytest.fixture(scope="module")
def installed(project):
    done = start(project, "check")
    assert done.returncode == 0, done.stderr
    return project


def start(project, *arguments, cwd=None):
    command = [sys.executable, str(project / "run.py"), *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, encoding="utf-8", timeout=LIMIT)


@contextmanager
def served(project, port):
    """The running starter; nothing of it is left when a test fails."""
    process = subprocess.Popen(
        [sys.executable, str(project / "run.py"), "--port", str(port)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        start_new_session=True,
    )
    with process:
        try:
            yield process
        except BaseException:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            raise


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


# ---------------------------------------------------------------- handing over


def test_a_command_gets_its_arguments_and_its_folder(installed, tmp_path):
    done = start(installed, "import", "báo cáo.xlsx", "--json", cwd=tmp_path)
    told = json.loads(done.stdout)  # progress goes to standard error: the output is the command's alone
    assert told["arguments"] == ["import", "báo cáo.xlsx", "--json"]
    assert Path(told["folder"]) == tmp_path
    assert Path(told["prefix"]) == installed / ".venv"


def test_the_folder_it_is_called_from_cannot_stand_in_for_the_program(installed, tmp_path):
    (tmp_path / "dashboard.py").write_text("raise SystemExit(9)\n")
    assert start(installed, "export", cwd=tmp_path).returncode == 0


def test_an_exit_code_comes_through(installed):
    assert start(installed, "export", "fail").returncode == 3


# ---------------------------------------------------------------- installing


def test_the_second_start_installs_nothing(installed):
    stamp = (installed / ".venv/installed.json").stat().st_mtime_ns
    done = start(installed, "export")
    assert done.stderr == ""
    assert (installed / ".venv/installed.json").stat().st_mtime_ns == stamp


def test_changed_requirements_are_installed_once(installed):
    (installed / "requirements.txt").write_text("# still nothing\n")
    assert "requirements.txt" in start(installed, "export").stderr
    assert start(installed, "export").stderr == ""


def test_an_interrupted_installation_is_begun_anew(installed):
    (installed / ".venv/installed.json").write_text("{")
    shutil.rmtree(next((installed / ".venv").glob("[Ll]ib*")))
    done = start(installed, "export")
    assert done.returncode == 0, done.stderr
    assert ".venv" in done.stderr
    assert start(installed, "export").stderr == ""


def test_packages_that_cannot_be_had_are_said_in_a_line(starter, monkeypatch):
    monkeypatch.setattr(starter, "hand_over", lambda *_, **__: 1)
    with pytest.raises(starter.Stop, match="kiểm tra mạng"):
        starter.add_packages("requirements.txt")


def test_python_without_venv_says_what_to_install(starter, monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(starter.Stop, match="apt install python3-venv"):
        starter.make_venv()


# ---------------------------------------------------------------- serving


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
@pytest.mark.parametrize(
    ("sent", "code"),
    [(signal.SIGINT, 0), (signal.SIGTERM, 128 + signal.SIGTERM)],
    ids=["Ctrl-C", "terminate"],
)
def test_the_server_is_stopped_with_the_starter(installed, port, sent, code):
    with served(installed, port) as process:
        said = [process.stdout.readline()]
        while not said[-1].startswith("serving"):
            said.append(process.stdout.readline())
        process.send_signal(sent)
        rest = process.stdout.read()
    assert process.returncode == code
    assert "closed" in rest
    assert "Traceback" not in rest
    assert json.loads(said[1])["arguments"] == ["prepare"]
    assert f"--server.port {port}" in said[-1]
    assert f"http://127.0.0.1:{port}" in said[-2]


def test_a_taken_port_is_said_in_a_line(installed):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        done = start(installed, "--port", str(taken))
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert f"Cổng {taken} đang có chương trình dùng" in done.stderr
    assert f"--port {taken + 1}" in done.stderr


@pytest.mark.parametrize(("given", "code"), [("70000", 1), ("no", 2)])
def test_a_wrong_port_is_refused(installed, given, code):
    assert start(installed, "--port", given).returncode == code


def test_help_names_the_commands(project):
    done = start(project, "--help")
    assert done.returncode == 0
    assert "python3 run.py test" in done.stdout


# ---------------------------------------------------------------- testing


@pytest.fixture
def starter():
    spec = importlib.util.spec_from_file_location("starter_under_test", ROOT / "run.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("codes", "chosen", "verdict"),
    [
        ([0, 0, 0, 0, 0], False, 0),
        ([1, 0, 0, 0, 0], False, 1),
        ([0, 0, 0, 5, 0], False, 1),  # a whole run with a stage that has no test is no success
        ([0, 0, 0, 5, 5], True, 0),
        ([0, 0, 5, 5, 5], True, 1),
        ([0, 0, 5, 1, 5], True, 1),
        ([0, 0, 2, 0, 0], True, 1),
    ],
)
def test_the_verdict_on_all_stages(starter, codes, chosen, verdict):
    assert starter.verdict(codes, chosen) == verdict


def test_every_stage_runs_and_only_pytest_gets_the_arguments(starter, monkeypatch):
    ran = []

    def note(arguments, cwd=None, extra=None):
        ran.append((arguments, extra))
        return 1

    monkeypatch.setattr(starter, "install", lambda files: None)
    monkeypatch.setattr(starter, "hand_over", note)
    assert starter.test(["-k", "chosen"]) == 1
    assert [(given[1], given[-1] == "chosen", extra.get("TEST_DATABASE")) for given, extra in ran] == [
        ("ruff", False, None),
        ("ruff", False, None),
        ("pytest", True, "sqlite"),
        ("pytest", True, "postgresql"),
        ("pytest", True, "sqlite"),
    ]


# ---------------------------------------------------------------- an old Python


def test_an_old_python_can_read_the_starter():
    assert ast.parse((ROOT / "run.py").read_text(encoding="utf-8"), feature_version=(3, 7))


def test_an_old_python_says_it_is_too_old():
    code = f"import sys; sys.version_info = (3, 8, 0); import runpy; runpy.run_path({str(ROOT / 'run.py')!r})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", timeout=LIMIT)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "Cần Python 3.11" in done.stderr
    assert "Python 3.11 or newer is needed" in done.stderr
