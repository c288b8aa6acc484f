"""The command line: prepare, import, export, remove-sample-data. The same functions the screens use."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy.exc import ArgumentError, OperationalError

from dashboard.import_command import add_import
from dashboard.preparing import prepare
from data_loaders.catalogue.forms import LEVELS
from data_loaders.catalogue.indicators import indicators
from data_loaders.catalogue.periods import is_period
from data_loaders.catalogue.units import units
from data_loaders.store.database import opened_database
from data_loaders.store.storage import remove_sample


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code: 0, 1 when a file was rejected, 2 for wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")  # type: ignore[union-attr]
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        return options.run(options, parser)
    except (ArgumentError, OperationalError) as error:
        reason = str(getattr(error, "orig", None) or error).partition("\n")[0]
        print(f"Không dùng được cơ sở dữ liệu (DATABASE_URL): {reason}", file=sys.stderr)
        return 1
    except BrokenPipeError:  # whoever read the output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("Đã dừng.", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dashboard", description="Theo dõi cải cách hành chính")
    commands = parser.add_subparsers(required=True, metavar="LỆNH")
    commands.add_parser("prepare", help="tạo cơ sở dữ liệu, nạp số liệu mẫu khi còn trống").set_defaults(
        run=_prepare
    )
    commands.add_parser("remove-sample-data", help="xóa số liệu minh họa").set_defaults(run=_remove_sample)
    add_import(commands.add_parser("import", help="nạp tệp, thư mục hoặc bảng của một cơ sở dữ liệu"))
    _add_export(commands.add_parser("export", help="xuất số liệu"))
    bench = commands.add_parser("bench", help="đo tốc độ trên máy này")
    bench.add_argument("--quick", action="store_true", help="ít tệp, ít vòng: chỉ để thử")
    bench.set_defaults(run=_bench)
    return parser


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
    with opened_database() as engine:
        for line in prepare(engine, with_sample=with_sample):
            print(line, flush=True)
    return 0


def _remove_sample(_options: argparse.Namespace, _parser: argparse.ArgumentParser) -> int:
    with opened_database() as engine:
        print(f"Đã xóa {remove_sample(engine)} báo cáo minh họa.")
    return 0


def _bench(options: argparse.Namespace, _parser: argparse.ArgumentParser) -> int:
    from dashboard.bench.benchmark import print_measured  # it brings what no other command waits for

    print_measured(quick=options.quick)
    return 0


def _export(options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    unknown = [one for one in options.indicator if one not in indicators()]
    unknown += [one for one in options.unit if one not in units()]
    unknown += [one for one in options.period if not is_period(one)]
    if unknown:
        parser.error(f"không có: {', '.join(unknown)}")
    if options.format == "xlsx" and not options.output:
        parser.error("--format xlsx cần --output")
    from dashboard.downloads.figure_export import (
        exported,  # it brings pandas, which no other command waits for
    )

    with opened_database() as engine:
        rows = exported(
            engine,
            unit_codes=options.unit,
            periods=options.period,
            indicator_ids=options.indicator,
            level=options.level,
            computed=options.computed,
        )
    try:
        _write(rows, options)
    except OSError as error:
        if not options.output:
            raise
        parser.error(f"không ghi được {options.output}: {error.strerror}")
    return 0


def _write(rows: list[dict[str, Any]], options: argparse.Namespace) -> None:
    from dashboard.downloads.figure_export import write_csv, write_xlsx

    if options.format == "xlsx":
        options.output.write_bytes(write_xlsx(rows))
        return
    text = (
        json.dumps(rows, ensure_ascii=False, indent=1) + "\n" if options.format == "json" else write_csv(rows)
    )
    if options.output:
        options.output.write_text(
            text, encoding="utf-8-sig" if options.format == "csv" else "utf-8", newline=""
        )
    else:
        sys.stdout.write(text)
