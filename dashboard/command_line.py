"""The command line: prepare, import, export, remove-sample-data. The same functions the screens use."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from dashboard.figure_export import exported, write_csv, write_xlsx
from dashboard.preparing import prepare
from data_loaders.catalogue.forms import LEVELS
from data_loaders.catalogue.indicators import indicators
from data_loaders.catalogue.periods import is_period
from data_loaders.catalogue.units import units
from data_loaders.database import open_database
from data_loaders.database_source import QueryFailed, sheet_of_query
from data_loaders.documents.document_reader import DOCUMENT_FORMATS
from data_loaders.drafts import Problem, Reading
from data_loaders.importing import import_file, import_sheet, outcome
from data_loaders.recognition import Answers
from data_loaders.spreadsheets import FORMATS
from data_loaders.storage import remove_sample

_READ = (*FORMATS, *DOCUMENT_FORMATS)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code: 0, 1 when a file was rejected, 2 for wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    parser = _parser()
    options = parser.parse_args(arguments)
    return options.run(options, parser)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dashboard", description="Theo dõi cải cách hành chính")
    commands = parser.add_subparsers(required=True, metavar="LỆNH")
    commands.add_parser("prepare", help="tạo cơ sở dữ liệu, nạp số liệu mẫu khi còn trống").set_defaults(run=_prepare)
    commands.add_parser("remove-sample-data", help="xóa số liệu minh họa").set_defaults(run=_remove_sample)
    _add_import(commands.add_parser("import", help="nạp tệp, thư mục hoặc bảng của một cơ sở dữ liệu"))
    _add_export(commands.add_parser("export", help="xuất số liệu"))
    return parser


def _add_import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH")
    parser.add_argument("--from-database", metavar="URL", help="URL SQLAlchemy của cơ sở dữ liệu có sẵn")
    source = parser.add_mutually_exclusive_group()
    source.add_argument("--table", metavar="NAME")
    source.add_argument("--query", metavar="SQL")
    parser.add_argument("--unit", default="", metavar="CODE", help="đơn vị, khi tệp không nói rõ")
    parser.add_argument("--period", default="", metavar="P", help="kỳ (2023-Q3), khi tệp không nói rõ")
    parser.add_argument("--dry-run", action="store_true", help="chỉ đọc và kiểm tra, không lưu")
    parser.add_argument("--json", action="store_true", help="mỗi tệp một dòng JSON")
    parser.set_defaults(run=_import)


def _add_export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--unit", action="append", default=[], metavar="CODE")
    parser.add_argument("--period", action="append", default=[], metavar="P")
    parser.add_argument("--indicator", action="append", default=[], metavar="ID")
    parser.add_argument("--level", choices=LEVELS, default="")
    parser.add_argument("--format", choices=("json", "csv", "xlsx"), default="json")
    parser.add_argument("--computed", action="store_true", help="thêm tỷ lệ và tổng do hệ thống tính")
    parser.add_argument("--output", type=Path, metavar="FILE")
    parser.set_defaults(run=_export)


def _prepare(_options: argparse.Namespace, _parser: argparse.ArgumentParser) -> int:
    with_sample = os.environ.get("DASHBOARD_SAMPLE_DATA", "1") != "0"
    for line in prepare(open_database(), with_sample=with_sample):
        print(line, flush=True)
    return 0


def _remove_sample(_options: argparse.Namespace, _parser: argparse.ArgumentParser) -> int:
    print(f"Đã xóa {remove_sample(open_database())} báo cáo minh họa.")
    return 0


def _import(options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    _check_usage(options, parser)
    answers = Answers(unit=options.unit, period=options.period)
    rejected = False
    for result in _results(open_database(), options, answers):
        rejected |= result["status"] == "rejected"
        print(json.dumps(result, ensure_ascii=False) if options.json else "\n".join(_told(result)), flush=True)
    return int(rejected)


def _check_usage(options: argparse.Namespace, parser: argparse.ArgumentParser) -> None:
    if options.unit and options.unit not in units():
        parser.error(f"không có đơn vị {options.unit!r}")
    if options.period and not is_period(options.period):
        parser.error(f"không có kỳ {options.period!r}; ví dụ 2023-Q3")
    if options.from_database and not (options.table or options.query):
        parser.error("--from-database cần --table hoặc --query")
    if not options.from_database and not options.paths:
        parser.error("cần ít nhất một tệp hoặc thư mục")
    missing = [str(path) for path in options.paths if not path.exists()]
    if missing:
        parser.error(f"không tìm thấy: {', '.join(missing)}")


def _results(engine: Engine, options: argparse.Namespace, answers: Answers) -> Iterator[dict[str, Any]]:
    if options.from_database:
        try:
            sheet = sheet_of_query(options.from_database, table=options.table or "", query=options.query or "")
        except QueryFailed as failed:
            problem = Problem("database_unreachable", details={"reason": failed.reason})
            yield outcome(Reading(options.table or "query", problems=[problem]), "rejected", [])
            return
        yield import_sheet(engine, sheet, answers=answers, dry_run=options.dry_run)
        return
    for path in _files(options.paths):
        yield import_file(engine, path.name, path.read_bytes(), answers=answers, dry_run=options.dry_run)


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files named, and those in the folders named that can be read, in order of their names."""
    for path in paths:
        if path.is_dir():
            yield from (
                one
                for one in sorted(path.rglob("*"))
                if one.is_file() and one.suffix.lower() in _READ and not one.name.startswith(("~$", "."))
            )
        else:
            yield path


_STATUS = {
    "saved": "đã lưu",
    "unchanged": "không đổi",
    "checked": "đã kiểm tra",
    "needs_review": "cần trả lời",
    "rejected": "không nhận",
}


def _told(result: dict[str, Any]) -> Iterator[str]:
    """What a person reads of one file: its status, its reports, its problems."""
    yield f"{result['file']}: {_STATUS[result['status']]}"
    for one in result["reports"]:
        yield f"  {one['unit']}, kỳ {one['period']}: {one['figures']} số liệu"
    for one in result["problems"]:
        place = ", ".join(filter(None, (one["sheet"], one["cell"] and f"ô {one['cell']}", one["section"])))
        sign = "!" if one["severity"] == "error" else "-"
        yield f"  {sign} {place + ': ' if place else ''}{one['message']}"


def _export(options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    unknown = [one for one in options.indicator if one not in indicators()]
    unknown += [one for one in options.unit if one not in units()]
    unknown += [one for one in options.period if not is_period(one)]
    if unknown:
        parser.error(f"không có: {', '.join(unknown)}")
    if options.format == "xlsx" and not options.output:
        parser.error("--format xlsx cần --output")
    rows = exported(
        open_database(),
        unit_codes=options.unit,
        periods=options.period,
        indicator_ids=options.indicator,
        level=options.level,
        computed=options.computed,
    )
    _write(rows, options)
    return 0


def _write(rows: list[dict[str, Any]], options: argparse.Namespace) -> None:
    if options.format == "xlsx":
        options.output.write_bytes(write_xlsx(rows))
        return
    text = json.dumps(rows, ensure_ascii=False, indent=1) + "\n" if options.format == "json" else write_csv(rows)
    if options.output:
        options.output.write_text(text, encoding="utf-8-sig" if options.format == "csv" else "utf-8", newline="")
    else:
        sys.stdout.write(text)
