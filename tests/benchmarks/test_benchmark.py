"""`bench` measures what it says: the comparisons run, their table is right. Times are judged by people."""

import itertools
import re

import pytest

from dashboard.bench import benchmark
from dashboard.bench.benchmark import Measured, Sizes, compare, print_measured
from dashboard.bench.benchmark_files import figure_table, form_workbooks, peak_megabytes
from dashboard.bench.benchmark_view import page_seconds
from dashboard.views.frame_view import PAGES
from data_loaders.reading.reading_process import read_many

TINY = Sizes(workbooks=2, rows=20, rounds=1, rounds_of_many=1)


def test_both_run_in_turns_and_the_best_round_counts(monkeypatch):
    ran, clock = [], itertools.accumulate([0, 5, 0, 9, 0, 3, 0, 8])
    monkeypatch.setattr(benchmark.time, "perf_counter", lambda: next(clock))
    measured = compare("a", lambda: ran.append("ours"), lambda: ran.append("theirs"), aim=0.5, rounds=2)
    assert ran == ["ours", "theirs"] * 3  # the first round warms up
    assert (measured.ours, measured.theirs, measured.ratio, measured.is_met) == (3, 8, 0.375, True)


@pytest.mark.parametrize(("ratio", "verdict"), [(0.4, "đạt"), (0.41, "CHƯA")])
def test_a_ratio_over_its_aim_is_said(monkeypatch, capsys, ratio, verdict):
    monkeypatch.setattr(benchmark, "measure", lambda sizes: [Measured("xuất", ratio, 1.0, 0.4)])
    print_measured(quick=True)
    head, line = capsys.readouterr().out.splitlines()
    assert head.split() == ["ta", "so", "với", "tỷ", "lệ", "mục", "tiêu"]
    assert line.split() == ["xuất", f"{ratio * 1000:.1f}", "1,000.0", f"{ratio:.2f}", "0.40", verdict]


def test_imports_and_exports_are_measured(tmp_path):
    measured = [
        *benchmark._imports(tmp_path, TINY),
        benchmark._export(TINY),
        *benchmark._upload(tmp_path, TINY),
    ]
    assert [one.aim for one in measured] == [1.0, 1.0, 0.4, 1.0, 1.1]
    assert all(one.ours > 0 and one.theirs > 0 for one in measured)


def test_the_workbooks_are_reports_of_as_many_units_and_periods():
    workbooks = form_workbooks(170)
    assert len({name for name, _ in workbooks}) == len(workbooks) == 170
    chosen = [workbooks[number] for number in (0, 1, 60, 169)]
    drafts = [reading.drafts[0] for _, reading in read_many(chosen)]
    assert {len(draft.figures) for draft in drafts} == {69}
    assert len({(draft.unit_code, draft.period) for draft in drafts}) == 4


def test_the_table_is_as_long_as_asked():
    frame = figure_table(300)
    assert (len(frame), len(frame.columns)) == (300, 8)


def test_memory_is_told_in_megabytes():
    assert 50 < peak_megabytes(1) < 1000


def test_every_page_is_timed(database_url):
    empty, pages = page_seconds(rounds=1)
    assert list(pages) == [title for _, title, _ in PAGES]
    assert all(seconds > 0 for times in ((empty,), *pages.values()) for seconds in times)


def test_the_command_knows_bench():
    from tests.dashboard_command import run_here

    done = run_here("bench", "--help")
    assert done.code == 0
    assert re.search(r"--quick", done.output)
