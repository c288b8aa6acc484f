"""`import` on the command line: files, folders, a folder that is watched, a table of another database."""

from __future__ import annotations

import argparse
import json
import signal
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from data_loaders.catalogue.periods import is_period
from data_loaders.catalogue.units import units
from data_loaders.drafts import Problem, Reading
from data_loaders.files.database_source import QueryFailed, sheet_of_query
from data_loaders.files.file_limits import UnreadableFile
from data_loaders.folder_watch import FolderWatch
from data_loaders.handed_files import content_of, handed_files
from data_loaders.importing import import_files, import_sheet, outcome
from data_loaders.reading.reading_process import Content
from data_loaders.reading.recognition import Answers
from data_loaders.store.database import opened_database
from data_loaders.store.decisions import unconfirmed_count

Results = Iterator[dict[str, Any]]
_SECONDS_BETWEEN_LOOKS = 5.0
_SHORTEST_PAUSE = 0.05


def add_import(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `import`."""
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH")
    parser.add_argument("--from-database", metavar="URL", help="URL SQLAlchemy của cơ sở dữ liệu có sẵn")
    source = parser.add_mutually_exclusive_group()
    source.add_argument("--table", metavar="NAME")
    source.add_argument("--query", metavar="SQL")
    parser.add_argument(
        "--watch", type=Path, metavar="FOLDER", help="theo dõi thư mục, nạp tệp mới cho đến khi dừng"
    )
    parser.add_argument(
        "--every", type=float, metavar="SECONDS", help="khoảng cách giữa hai lần xem, mặc định 5 giây"
    )
    parser.add_argument("--unit", default="", metavar="CODE", help="đơn vị, khi tệp không nói rõ")
    parser.add_argument("--period", default="", metavar="P", help="kỳ (2023-Q3), khi tệp không nói rõ")
    parser.add_argument("--dry-run", action="store_true", help="chỉ đọc và kiểm tra, không lưu")
    parser.add_argument("--json", action="store_true", help="mỗi tệp một dòng JSON")
    parser.set_defaults(run=_import)


def _import(options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    _check_usage(options, parser)
    rejected = False
    try:
        with opened_database() as engine:
            for result in _results(engine, options):
                rejected |= result["status"] == "rejected"
                said = (
                    json.dumps(result, ensure_ascii=False)
                    if options.json
                    else "\n".join(_told(result, engine))
                )
                print(said, flush=True)
    except KeyboardInterrupt:
        if not options.watch:
            raise
        print("Đã dừng.", file=sys.stderr, flush=True)
    return int(rejected)


def _check_usage(options: argparse.Namespace, parser: argparse.ArgumentParser) -> None:
    if options.unit and options.unit not in units():
        parser.error(f"không có đơn vị {options.unit!r}")
    if options.period and not is_period(options.period):
        parser.error(f"không có kỳ {options.period!r}; ví dụ 2023-Q3")
    _check_source(options, parser)
    missing = [str(path) for path in options.paths if not path.exists()]
    if missing:
        parser.error(f"không tìm thấy: {', '.join(missing)}")
    if options.watch and not options.watch.is_dir():
        parser.error(f"không có thư mục {options.watch}")
    if options.every is not None and not (options.watch and options.every > 0):
        parser.error("--every là số giây lớn hơn 0, dùng cùng --watch")


def _check_source(options: argparse.Namespace, parser: argparse.ArgumentParser) -> None:
    if sum(map(bool, (options.paths, options.watch, options.from_database))) != 1:
        parser.error("cần tệp hoặc thư mục, --watch hoặc --from-database: một trong ba")
    if bool(options.from_database) != bool(options.table or options.query):
        parser.error("--from-database đi cùng --table hoặc --query")


def _results(engine: Engine, options: argparse.Namespace) -> Results:
    answers = Answers(unit=options.unit, period=options.period)
    if options.from_database:
        yield _of_database(engine, options, answers)
    elif options.watch:
        watch = FolderWatch(engine, options.watch, answers=answers, dry_run=options.dry_run)
        yield from _watched(watch, options.every or _SECONDS_BETWEEN_LOOKS)
    else:
        files = _fetched(handed_files(options.paths))
        yield from import_files(engine, files, answers=answers, dry_run=options.dry_run)


def _of_database(engine: Engine, options: argparse.Namespace, answers: Answers) -> dict[str, Any]:
    try:
        sheet = sheet_of_query(options.from_database, table=options.table or "", query=options.query or "")
    except QueryFailed as failed:
        problem = Problem("database_unreachable", details={"reason": failed.reason})
        return outcome(Reading(options.table or "query", problems=[problem]), "rejected", [])
    return import_sheet(engine, sheet, answers=answers, dry_run=options.dry_run)


def _fetched(paths: Iterable[Path]) -> Iterator[tuple[str, Content]]:
    for path in paths:
        try:
            yield path.name, content_of(path)
        except UnreadableFile as bad:
            yield path.name, bad


def _watched(watch: FolderWatch, pause: float) -> Results:
    """What comes of every look, until Ctrl-C (or the system's request to end)."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    print("Đang theo dõi thư mục. Nhấn Ctrl-C để dừng.", file=sys.stderr, flush=True)
    while True:
        yield from _looked(watch)
        time.sleep(max(pause, _SHORTEST_PAUSE))


def _looked(watch: FolderWatch) -> Results:
    """One look; a database that does not answer for a while is asked again at the next."""
    try:
        yield from watch.look()
    except OperationalError as error:
        reason = str(error.orig).partition("\n")[0]
        print(f"Cơ sở dữ liệu không trả lời, sẽ thử lại: {reason}", file=sys.stderr, flush=True)


_STATUS = {
    "saved": "đã lưu",
    "unchanged": "không đổi",
    "checked": "đã kiểm tra",
    "needs_review": "cần trả lời",
    "rejected": "không nhận",
}


def _told(result: dict[str, Any], engine: Engine) -> Iterator[str]:
    """What a person reads of one file: its status, its reports and what waits in them, its problems."""
    yield f"{result['file']}: {_STATUS[result['status']]}"
    for one in result["reports"]:
        yield f"  {one['unit']}, kỳ {one['period']}: {one['figures']} số liệu{_waiting(one, engine)}"
    for one in result["problems"]:
        place = ", ".join(filter(None, (one["sheet"], one["cell"] and f"ô {one['cell']}", one["section"])))
        sign = "!" if one["severity"] == "error" else "-"
        yield f"  {sign} {place + ': ' if place else ''}{one['message']}"


def _waiting(report: dict[str, Any], engine: Engine) -> str:
    """How many figures of a stored report wait for a person to confirm them, in words, or ""."""
    if report["revision"] is None:
        return ""
    with engine.connect() as connection:
        count = unconfirmed_count(connection, unit_code=report["unit_code"], period=report["period"])
    return f", {count} chưa xác nhận nên chưa tính vào tổng (xem trang Báo cáo)" if count else ""
