"""`python -m dashboard bench`: how fast the dashboard is, as ratios taken in one run on one machine.

A ratio says the same on a slow and on a fast machine: our time against that of a well-known way to do less.
Both are measured in turns, the best of several rounds counts.
"""

from __future__ import annotations

import io
import os
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pandas as pd

from dashboard.bench.benchmark_files import figure_table, form_workbooks, hand_in, peak_megabytes
from dashboard.downloads.export import to_xlsx
from dashboard.preparing import prepare
from data_loaders.reading.file_reading import read_file
from data_loaders.reading.reading_process import read_apart, stop_children
from data_loaders.store.database import opened_database
from data_loaders.store.storage import save_reading


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is measured: workbooks of a big upload, rows of a table, rounds of each comparison."""

    workbooks: int = 170
    rows: int = 30_000
    rounds: int = 7
    rounds_of_many: int = 2


@dataclass(frozen=True, slots=True)
class Measured:
    """What came of one comparison; ours and theirs in seconds or megabytes."""

    name: str
    ours: float
    theirs: float
    aim: float
    unit: str = "ms"

    @property
    def ratio(self) -> float:
        """Ours against theirs."""
        return self.ours / self.theirs

    @property
    def is_met(self) -> bool:
        """Whether the ratio is at most the aim."""
        return self.ratio <= self.aim


def compare(
    name: str, ours: Callable[[], object], theirs: Callable[[], object], *, aim: float, rounds: int
) -> Measured:
    """Run both in turns and keep the best time of each. The first round warms up and does not count."""
    ours(), theirs()
    times = [(_seconds(ours), _seconds(theirs)) for _ in range(rounds)]
    return Measured(name, min(one for one, _ in times), min(other for _, other in times), aim)


def measure(sizes: Sizes) -> Iterator[Measured]:
    """Every comparison, one after another, in databases and folders of their own."""
    with tempfile.TemporaryDirectory(prefix="dashboard-bench-", ignore_cleanup_errors=True) as folder:
        os.environ["HAND_IN_FOLDER"] = str(Path(folder) / "hand_in")
        yield from _imports(Path(folder), sizes)
        yield _export(sizes)
        yield from _upload(Path(folder), sizes)
        yield from _pages(Path(folder), sizes)


def print_measured(*, quick: bool) -> None:
    """Print a line for each comparison as it is done; `quick` measures little, to see that it works."""
    sizes = Sizes(workbooks=6, rows=500, rounds=1, rounds_of_many=1) if quick else Sizes()
    print(f"{'':<62}{'ta':>9}{'so với':>9}{'tỷ lệ':>8}{'mục tiêu':>10}")
    for one in measure(sizes):
        print(_line(one), flush=True)
    stop_children()


def _line(one: Measured) -> str:
    scale = 1000 if one.unit == "ms" else 1
    ours, theirs = (f"{value * scale:,.1f}" for value in (one.ours, one.theirs))
    verdict = "đạt" if one.is_met else "CHƯA"
    return f"{one.name:<62}{ours:>9}{theirs:>9}{one.ratio:>8.2f}{one.aim:>10.2f}  {verdict}"


def _seconds(run: Callable[[], object]) -> float:
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


def _read_by_pandas(content: bytes) -> object:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pd.read_excel(io.BytesIO(content), engine="openpyxl", sheet_name=None)


def _imports(folder: Path, sizes: Sizes) -> Iterator[Measured]:
    """One workbook with the seven forms, against pandas merely reading it."""
    ((name, content),) = form_workbooks(1)
    numbers = count()

    def imported() -> None:
        different = content + b"%d" % next(numbers)  # the same bytes again would not be stored
        save_reading(engine, read_apart(name, content), content=different)

    with opened_database(f"sqlite:///{folder / 'one.db'}") as engine:
        for said, ours in (
            ("đọc và kiểm tra tệp bảy biểu / pandas đọc", lambda: read_file(name, content)),
            ("nạp cả vào cơ sở dữ liệu, qua tiến trình con / pandas đọc", imported),
        ):
            yield compare(said, ours, lambda: _read_by_pandas(content), aim=1.0, rounds=sizes.rounds)


def _export(sizes: Sizes) -> Measured:
    """A long filtered table as a workbook, against pandas with openpyxl."""
    frame = figure_table(sizes.rows)
    columns = {name: name for name in frame.columns}
    return compare(
        f"xuất bảng {sizes.rows} dòng ra xlsx / pandas với openpyxl",
        lambda: to_xlsx(frame, columns=columns, title="Số liệu"),
        lambda: frame.to_excel(io.BytesIO(), engine="openpyxl", index=False),
        aim=0.4,
        rounds=sizes.rounds,
    )


def _upload(folder: Path, sizes: Sizes) -> Iterator[Measured]:
    """Many workbooks handed in at once, from click to saved, against pandas reading each; memory is flat."""
    workbooks, numbers = form_workbooks(sizes.workbooks), count()

    def uploaded() -> None:
        with opened_database(f"sqlite:///{folder / f'many-{next(numbers)}.db'}") as engine:
            assert hand_in(engine, workbooks) == {"saved"}

    yield compare(
        f"nạp {len(workbooks)} tệp / pandas đọc từng tệp",
        uploaded,
        lambda: [_read_by_pandas(content) for _, content in workbooks],
        aim=1.0,
        rounds=sizes.rounds_of_many,
    )
    few = max(len(workbooks) // 5, 1)
    peaks = [peak_megabytes(number) for number in (len(workbooks), few)]
    yield Measured(f"bộ nhớ cao nhất: {len(workbooks)} tệp / {few} tệp (MB)", *peaks, aim=1.1, unit="MB")


def _pages(folder: Path, sizes: Sizes) -> Iterator[Measured]:
    """Each page with the full sample data, against an empty page."""
    from dashboard.bench.benchmark_view import page_seconds

    os.environ["DATABASE_URL"] = url = f"sqlite:///{folder / 'pages.db'}"
    with opened_database(url) as engine:
        list(prepare(engine, with_sample=True))
    empty, pages = page_seconds(rounds=sizes.rounds)
    for name, (first, again) in pages.items():
        yield Measured(f"trang {name}, lần đầu / trang trống", first, empty, aim=60.0)
        yield Measured(f"trang {name}, các lần sau / trang trống", again, empty, aim=30.0)
