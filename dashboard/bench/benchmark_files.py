"""What `bench` works on: workbooks of many units and periods, a long table, the memory an upload takes."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from itertools import islice, product

import pandas as pd
from sqlalchemy import Engine

from dashboard.hand_in import batch_work
from dashboard.hand_in.batch_saving import mark_for_saving
from dashboard.hand_in.batch_store import Batch, new_batch
from data_loaders.catalogue.units import Unit, units, units_by_name
from data_loaders.reading.reading_process import stop_children
from data_loaders.store.database import ROOT, opened_database

_FORMS = ROOT / "sample_data" / "reports" / "tien-dong-2023-q3" / "bieu-mau.xlsx"
_NAMED = ("UBND XÃ TIÊN ĐỘNG", "UBND xã Tiên Động", "Quý III năm 2023")
_SECONDS = 600
_PERIODS = tuple(f"Quý {quarter} năm {year}" for year in (2023, 2024, 2025) for quarter in ("I", "III"))


def form_workbooks(count: int) -> list[tuple[str, bytes]]:
    """So many workbooks with the seven forms, each of another unit or period; the first as it is."""
    wanted = islice(product(_PERIODS, _communes()), count - 1)
    others = [(f"bieu-mau-{number}.xlsx", _of(unit, period)) for number, (period, unit) in enumerate(wanted)]
    return [("tien-dong-2023-q3-bieu-mau.xlsx", _FORMS.read_bytes()), *others]


def figure_table(rows: int) -> pd.DataFrame:
    """A table as the screens show it: words, a period, counts and shares."""
    numbers = range(rows)
    return pd.DataFrame(
        {
            "Đơn vị": [f"Xã Minh Sơn {number % 170}" for number in numbers],
            "Huyện": [f"Huyện Tràng Sơn {number % 12}" for number in numbers],
            "Kỳ báo cáo": [f"Quý {1 + number % 4}/2023" for number in numbers],
            "Chỉ tiêu": ["Số hồ sơ đã giải quyết trước và đúng hạn" for _ in numbers],
            "Tiếp nhận": [1000 + number % 977 for number in numbers],
            "Đúng hạn": [900 + number % 911 for number in numbers],
            "Tỷ lệ": [90 + number % 100 / 10 for number in numbers],
            "Nguồn": [f"Biểu mẫu 3, ô D{number % 60}" for number in numbers],
        }
    )


def hand_in(engine: Engine, files: Iterable[tuple[str, bytes]]) -> set[str]:
    """Do what the upload page does with files (name, content), from click to saved; their statuses then."""
    batch = new_batch()
    batch.add(files)
    _work(batch, engine)
    mark_for_saving(batch, [one.id for one in batch.files()], by="", seen_version=None)
    _work(batch, engine)
    statuses = {one.status for one in batch.files()}
    batch.remove()
    return statuses


def _work(batch: Batch, engine: Engine) -> None:
    batch_work.start(batch, lambda: engine)
    batch_work.wait(batch, _SECONDS)


def peak_megabytes(workbooks: int) -> float:
    """The most memory a new process and its children take to hand in so many workbooks."""
    command = [sys.executable, "-m", "dashboard.bench.benchmark_files", str(workbooks)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return float(done.stdout)


def _communes() -> list[Unit]:
    """The communes of the illustrative province whose names are theirs alone."""
    return [
        one
        for one in units().values()
        if one.illustrative and one.level == "commune" and len(units_by_name()[_folded(one)]) == 1
    ]


def _folded(unit: Unit) -> str:
    return next(name for name, found in units_by_name().items() if unit in found)


def _of(unit: Unit, period: str) -> bytes:
    """The forms under the name of another unit and period."""
    named = (f"UBND {unit.full_name.upper()}", f"UBND {unit.full_name}", period)
    file = io.BytesIO()
    with zipfile.ZipFile(_FORMS) as forms, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as other:
        for part in forms.namelist():
            content = forms.read(part)
            for old, new in zip(_NAMED, named, strict=True):
                content = content.replace(_escaped(old), _escaped(new))
            other.writestr(part, content)
    return file.getvalue()


def _escaped(text: str) -> bytes:
    return text.encode("ascii", "xmlcharrefreplace")


def _peaks() -> Iterator[int]:
    """Peak memory of this process and of its children, in kilobytes; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        yield 1
        return
    for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
        yield resource.getrusage(who).ru_maxrss


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        os.environ["HAND_IN_FOLDER"] = folder
        with opened_database(f"sqlite:///{folder}/dashboard.db") as engine:
            hand_in(engine, form_workbooks(int(sys.argv[1])))
        stop_children()
    print(sum(_peaks()) / 1024)
