"""Start the dashboard with `python3 run.py`, test it with `python3 run.py test`.

Standard library only: it makes `.venv`, installs what the project needs and hands over. Until the
version check this file must stay readable to old Pythons, so that they can say they are too old.
"""

import argparse
import hashlib
import importlib.util
import json
import os
import platform
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 - a person may start this with any Python
    sys.exit(
        f"Cần Python 3.11 trở lên, đây là {platform.python_version()}: tải tại python.org rồi chạy lại. / "
        "Python 3.11 or newer is needed: see python.org."
    )

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "installed.json"

REQUIREMENTS = ("requirements.txt",)
TEST_REQUIREMENTS = ("requirements.txt", "requirements-dev.txt")

NOTHING_COLLECTED = 5
"""Pytest's exit code when its arguments select no test."""

AT_ONCE = ("-n", "auto", "--dist", "loadfile")
"""As many tests at once as there are cores, those of one file on one core."""

TEST_STAGES = (
    ("ruff check", ("ruff", "check", "."), {}),
    ("ruff format", ("ruff", "format", "--check", "."), {}),
    ("pytest, SQLite", ("pytest", *AT_ONCE, "-m", "not browser"), {"TEST_DATABASE": "sqlite"}),
    (
        "pytest, PostgreSQL",
        ("pytest", *AT_ONCE, "-m", "database and not browser"),
        {"TEST_DATABASE": "postgresql"},
    ),
    ("pytest, browser", ("pytest", "-n", "auto", "-m", "browser"), {"TEST_DATABASE": "sqlite"}),
)

USAGE = """\
python3 run.py [--port N]      mở bảng điều khiển tại http://127.0.0.1:8501
python3 run.py test [...]      chạy mọi kiểm thử; phần sau là tham số của pytest
python3 run.py import PATH...  nạp báo cáo;  export, bench, ... xem: python3 run.py LỆNH --help
"""


class Stop(Exception):
    """One line for the person at the keyboard: what is wrong and what to do."""


def main(arguments: list[str]) -> int:
    signal.signal(signal.SIGTERM, lambda number, _frame: sys.exit(128 + number))
    try:
        return obey(arguments)
    except Stop as stop:
        say(str(stop))
        return 1
    except KeyboardInterrupt:
        say("Đã dừng.")
        return 130


def obey(arguments: list[str]) -> int:
    if not arguments or arguments[0].startswith("-"):
        return start(asked_port(arguments))
    if arguments[0] == "test":
        return test(arguments[1:])
    install(REQUIREMENTS)
    return hand_over(["-P", "-m", "dashboard", *arguments])


def asked_port(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="run.py", usage=USAGE, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--port", type=int, default=8501, metavar="N", help="cổng, mặc định 8501")
    return parser.parse_args(arguments).port


# ---------------------------------------------------------------- starting


def start(port: int) -> int:
    if is_taken(port):
        raise Stop(
            f"Cổng {port} đang có chương trình dùng. Nếu đó là bảng điều khiển, mở http://127.0.0.1:{port}; "
            f"nếu không, chạy: python3 run.py --port {port + 1}"
        )
    install(REQUIREMENTS)
    say("Đang chuẩn bị cơ sở dữ liệu …")
    if hand_over(["-m", "dashboard", "prepare"], cwd=ROOT):
        raise Stop("Chưa chuẩn bị được cơ sở dữ liệu: xem thông báo ở trên.")
    say(f"Mở http://127.0.0.1:{port} trong trình duyệt. Nhấn Ctrl-C để dừng.")
    try:
        return hand_over(server_arguments(port), cwd=ROOT)
    except KeyboardInterrupt:
        say("Đã dừng.")
        return 0


def server_arguments(port: int) -> list[str]:
    """What the interpreter is given to serve the dashboard, from the project's root."""
    return [
        *("-m", "streamlit", "run", "dashboard/app.py"),
        *("--server.address", "127.0.0.1", "--server.port", str(port)),
        *("--server.headless", "true", "--browser.gatherUsageStats", "false"),
    ]


def is_taken(port: int) -> bool:
    if not 0 < port < 65536:
        raise Stop(f"Cổng {port} không dùng được: chọn một số từ 1024 đến 65535.")
    with socket.socket() as probe:
        probe.settimeout(1)
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            return True
    with socket.socket() as probe:
        if os.name != "nt":  # there the option would let two servers share a port
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError:
            raise Stop(f"Không có quyền mở cổng {port}. Chạy: python3 run.py --port 8501") from None
        except OSError:
            return True
    return False


# ---------------------------------------------------------------- testing


def test(arguments: list[str]) -> int:
    install(TEST_REQUIREMENTS)
    results = [run_stage(name, command, extra, arguments) for name, command, extra in TEST_STAGES]
    say("")
    for name, code, seconds in results:
        say(f"{outcome(code, bool(arguments)):<15} {seconds:6.1f} s  {name}")
    say(f"{'':<15} {sum(seconds for _, _, seconds in results):6.1f} s")
    return verdict([code for _, code, _ in results], bool(arguments))


def run_stage(
    name: str, command: tuple[str, ...], extra: dict[str, str], arguments: list[str]
) -> tuple[str, int, float]:
    say(f"\n── {name}")
    began = time.monotonic()
    passed_on = arguments if command[0] == "pytest" else []
    code = hand_over(["-m", *command, *passed_on], cwd=ROOT, extra=extra)
    return name, code, time.monotonic() - began


def outcome(code: int, chosen: bool) -> str:
    if code == NOTHING_COLLECTED and chosen:
        return "không có"
    return "HỎNG" if code else "tốt"


def verdict(codes: list[int], chosen: bool) -> int:
    """Zero when all went well. Arguments may leave a stage without tests, but not every stage."""
    nothing = codes.count(NOTHING_COLLECTED)
    allowed = {0, NOTHING_COLLECTED} if chosen and nothing < 3 else {0}
    return 0 if set(codes) <= allowed else 1


# ---------------------------------------------------------------- installing


def install(files: tuple[str, ...]) -> None:
    """Bring `.venv` to what the files ask for; nothing to do when its stamp says so.

    The stamp goes before anything changes and comes back at the end: an installation that was
    interrupted has none, and the next start builds `.venv` anew.
    """
    stamp = read_stamp()
    wanted = {file: fingerprint(file) for file in files}
    if wanted.items() <= stamp.items():
        return
    STAMP.unlink(missing_ok=True)
    if not stamp:
        make_venv()
    add_packages(files[-1])  # it names the ones before it
    write_stamp({**stamp, **wanted})


def read_stamp() -> dict[str, str]:
    """What `.venv` has; empty when it is missing, unfinished, or of another Python."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if PYTHON.exists() and stamp.get("python") == this_python() else {}


def write_stamp(stamp: dict[str, str]) -> None:
    unfinished = STAMP.with_suffix(".new")
    text = json.dumps({**stamp, "python": this_python()}, indent=1)
    unfinished.write_text(f"{text}\n", encoding="utf-8")
    unfinished.replace(STAMP)


def this_python() -> str:
    return f"{sys.version_info[0]}.{sys.version_info[1]} {platform.machine()} {sys.base_prefix}"


def fingerprint(file: str) -> str:
    return hashlib.sha256((ROOT / file).read_bytes()).hexdigest()


def make_venv() -> None:
    if importlib.util.find_spec("ensurepip") is None:
        raise Stop("Python này thiếu gói venv. Trên Debian, Ubuntu hãy chạy: sudo apt install python3-venv")
    say("Đang tạo môi trường Python trong .venv …")
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], stdout=sys.stderr)
    if made.returncode:
        raise Stop(
            f"Không tạo được {VENV}: đóng bảng điều khiển nếu đang mở, kiểm tra quyền ghi, rồi chạy lại."
        )


def add_packages(file: str) -> None:
    say(f"Đang cài các gói trong {file} (lần đầu mất vài phút, cần có mạng) …")
    pip = ["-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-input", "-r", file]
    if hand_over(pip, cwd=ROOT, output=sys.stderr):
        raise Stop("Cài đặt chưa xong: xem thông báo ở trên, kiểm tra mạng rồi chạy lại.")


# ---------------------------------------------------------------- handing over


def hand_over(
    arguments: list[str],
    cwd: Path | None = None,
    extra: dict[str, str] | None = None,
    output: object = None,
) -> int:
    """Run the environment's Python to its end and return its exit code.

    On Ctrl-C the terminal tells the child too, so it gets a moment to close by itself.
    """
    sys.stdout.flush()
    child = subprocess.Popen(
        [str(PYTHON), *arguments], cwd=cwd, env=environment() | (extra or {}), stdout=output
    )
    try:
        code = child.wait()
    except KeyboardInterrupt:
        close(child, patience=3)
        raise
    except SystemExit:
        close(child, patience=0)
        raise
    return code if code >= 0 else 128 - code


def close(child: subprocess.Popen, patience: float) -> None:
    for push in (child.terminate, child.kill):
        try:
            child.wait(patience)
            return
        except (subprocess.TimeoutExpired, KeyboardInterrupt):
            push()
            patience = 5
    child.wait()


def environment() -> dict[str, str]:
    """This process's own, with the project importable from any folder and UTF-8 on every system."""
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONHOME"}
    return {**inherited, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}


def say(line: str) -> None:
    """To standard error: standard output belongs to the command, whose output may be JSON."""
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
