"""Figures as objects: order, labels, colours by meaning, Vietnamese numbers."""

import math
from functools import partial

import pandas as pd
import pytest

from dashboard.analysis.findings import pair
from dashboard.analysis.measures import Total
from dashboard.charts.bars import bars_figure
from dashboard.charts.canvas import canvas, height_of, spaced
from dashboard.charts.companions import Companion
from dashboard.charts.composition import composition_figure
from dashboard.charts.course import course_figure
from dashboard.charts.dumbbell import dumbbell_figure
from dashboard.charts.palette import COMPOSITION, DARK, LIGHT, STAFF
from dashboard.charts.ranking import ranking_figure, scale
from dashboard.charts.spread import spread_figure
from dashboard.charts.year_progress import year_progress_figure
from dashboard.words.wording import Speaker
from tests.dashboard.stated_figures import DA_DUNG, DEO_SUONG, HOA_LAM, MINH_SON

VI = Speaker("vi")
PAIR = partial(pair, "dossiers_on_time_pct", speaker=VI)
COLUMNS = ["unit_code", "numerator", "denominator", "rate", "state", "below"]


@pytest.fixture
def rows():
    return pd.DataFrame(
        [
            (DEO_SUONG, 880, 1000, 88.0, "reported", True),
            (HOA_LAM, 990, 1000, 99.0, "reported", False),
            (DA_DUNG, 3, 3, 100.0, "few", False),
        ],
        columns=COLUMNS,
    )


def named(figure, name):
    return next(trace for trace in figure.data if trace.name == name)


def test_ranking_puts_each_kind_of_dot_under_its_own_name(rows):
    figure = ranking_figure(rows, speaker=VI, dark=False, pair=PAIR, target=95.0)
    assert named(figure, "dưới mục tiêu").x == (88.0,)
    assert named(figure, "dưới mục tiêu").marker.color == LIGHT.bad
    assert named(figure, "dưới mục tiêu").marker.symbol == "diamond"
    assert named(figure, "đạt mục tiêu").x == (99.0,)
    assert named(figure, "ít hồ sơ").marker.line.color == LIGHT.grey
    assert named(figure, "đạt mục tiêu").customdata == ([HOA_LAM],)


def test_ranking_writes_the_figures_beside_each_row(rows):
    ranked = rows.assign(rank=[1, 2, math.nan])
    figure = ranking_figure(ranked, speaker=VI, dark=False, pair=PAIR, target=95.0)
    assert figure.layout.yaxis.ticktext == ("1. Đèo Sương", "2. Hòa Lâm", "Đá Dựng")
    assert figure.layout.yaxis2.ticktext == (
        "▼ 88,0 %  880/1.000",
        "99,0 %  990/1.000",
        "100,0 %  3/3 · ít hồ sơ",
    )
    assert figure.layout.yaxis.range == (2.6, -0.6)
    assert [one.text for one in figure.layout.annotations] == ["mục tiêu 95 %"]
    assert figure.layout.shapes[0].x0 == 95.0


def test_a_line_stands_where_ranks_are_left_out(rows):
    figure = ranking_figure(rows.assign(rank=[1, 40, math.nan]), speaker=VI, dark=False, pair=PAIR)
    assert [(one.y0, one.y1) for one in figure.layout.shapes] == [(0.5, 0.5)]


def test_a_figure_to_be_looked_at_again_has_a_sign(rows):
    figure = ranking_figure(rows.assign(flagged=[False, True, False]), speaker=VI, dark=False, pair=PAIR)
    assert figure.layout.yaxis2.ticktext[1] == "99,0 %  990/1.000 (!)"


def test_ranking_without_a_target_judges_nobody(rows):
    figure = ranking_figure(rows.assign(below=False), speaker=VI, dark=True, pair=PAIR)
    assert not figure.layout.shapes
    assert named(figure, "tỷ lệ").marker.color == DARK.accent


def test_ranking_shows_the_sum_of_the_communes_with_its_coverage(rows):
    sums = Companion("tổng các xã", "line-ns", "#000", {DEO_SUONG: Total(45, 50, 90.0, 14, 16)})
    figure = ranking_figure(rows, speaker=VI, dark=False, pair=PAIR, target=95.0, companions=[sums])
    assert figure.layout.yaxis2.ticktext[0] == "▼ 88,0 %  880/1.000<br>tổng các xã 90,0 % (14/16)"
    assert named(figure, "tổng các xã").x == (90.0, None, None)
    assert named(figure, "tổng các xã").hovertext[0] == "<b>tổng các xã</b><br>90,0 %, 45/50 (14/16 xã)"


def test_a_row_without_a_rate_says_why():
    silent = pd.DataFrame([(MINH_SON, None, None, float("nan"), "unstated", False)], columns=COLUMNS)
    figure = ranking_figure(silent, speaker=VI, dark=False, pair=PAIR)
    assert figure.layout.yaxis2.ticktext == ("báo cáo không nêu",)


@pytest.mark.parametrize(
    ("values", "target", "ends"),
    [([88.0, 99.0], 95.0, (85, 100)), ([12.0, 20.0], 45.0, (10, 50)), ([100.0, 104.0], None, (95, 104))],
)
def test_the_scale_starts_near_the_lowest_value(values, target, ends):
    low, high = scale(values, target)
    pad = (ends[1] - ends[0]) * 0.04
    assert (low, high) == pytest.approx((ends[0] - pad, ends[1] + pad))


def test_composition_writes_counts_only_where_they_fit():
    rows = pd.DataFrame(
        [(MINH_SON, 900.0, 5.0), (DEO_SUONG, 300.0, float("nan"))], columns=["unit_code", "early", "late"]
    )
    segments = {"early": "trước hạn", "late": "trễ hạn"}
    figure = composition_figure(rows, segments=segments, colours=COMPOSITION, speaker=VI, dark=False)
    assert [trace.name for trace in figure.data if trace.name] == ["trước hạn", "trễ hạn"]
    assert named(figure, "trước hạn").text == ("900", "300")
    assert named(figure, "trễ hạn").text == ("", "")
    assert named(figure, "trễ hạn").marker.color == "#B3261E"
    assert figure.layout.yaxis2.ticktext == ("905", "300")
    assert "trễ hạn: chưa báo cáo" in named(figure, "trước hạn").hovertext[1]
    assert figure.layout.barmode == "stack"


def test_composition_leaves_out_what_nobody_states():
    rows = pd.DataFrame([(MINH_SON, 9.0, float("nan"))], columns=["unit_code", "cadres", "civil_servants"])
    segments = {"cadres": "cán bộ", "civil_servants": "công chức"}
    figure = composition_figure(rows, segments=segments, colours=STAFF, speaker=VI, dark=False)
    assert [trace.name for trace in figure.data if trace.name] == ["cán bộ"]


def test_dumbbell_joins_two_marks_and_writes_the_gap(rows):
    figure = dumbbell_figure(
        rows.head(1),
        whole="được giao",
        part="có mặt",
        gap=lambda part, whole: f"thiếu {whole - part}",
        text=VI.number,
        speaker=VI,
        dark=False,
    )
    assert named(figure, "được giao").x == (1000.0,)
    assert named(figure, "có mặt").x == (880.0,)
    assert figure.layout.yaxis2.ticktext == ("thiếu 120",)
    assert named(figure, "có mặt").hovertext[0] == "<b>Đèo Sương</b><br>được giao: 1.000<br>có mặt: 880"


def course():
    records = [
        (period, unit, rate, "reported")
        for period, rates in {"2023-Q1": (90, 95, 97, 99), "2023-Q3": (88, 96, 98, 100)}.items()
        for unit, rate in zip((MINH_SON, DEO_SUONG, DA_DUNG, HOA_LAM), rates, strict=True)
    ]
    return pd.DataFrame(records, columns=["period", "unit_code", "rate", "state"])


def test_course_has_a_band_a_median_and_names_at_the_end():
    figure = course_figure(
        course(),
        totals={"2023-Q1": 95.0, "2023-Q3": 96.0},
        speaker=VI,
        dark=False,
        named=(MINH_SON,),
        target=95.0,
        whole="Chung",
    )
    assert named(figure, "trung vị").y == (96.0, 97.0)
    assert named(figure, "nửa số đơn vị ở giữa").fill == "tonexty"
    assert named(figure, "Chung").y == (95.0, 96.0)
    assert {one.text for one in figure.layout.annotations} == {
        "Minh Sơn (Tràng Sơn) 88,0 %",
        "<b>Chung 96,0 %</b>",
    }
    assert figure.layout.xaxis.ticktext == ("Quý I<br>2023", "Quý III<br>2023")
    assert named(figure, "mục tiêu 95 %").y == (95.0, 95.0)


def test_a_missing_period_breaks_the_line():
    figure = course_figure(course(), totals={"2023-Q1": None, "2023-Q3": 96.0}, speaker=VI, dark=False)
    assert named(figure, "Tất cả").y == (None, 96.0)
    assert not named(figure, "Tất cả").connectgaps


def test_spread_counts_units_and_names_the_worst():
    rows = pd.DataFrame(
        [(f"u{place}", 80.0 + place / 10, "reported") for place in range(200)],
        columns=["unit_code", "rate", "state"],
    )
    figure = spread_figure(rows, speaker=VI, dark=False, named=("u0", "u1"), target=95.0)
    bars = figure.data[0]
    assert sum(bars.y) == 200
    assert len(bars.x) <= 30
    assert set(bars.marker.color) == {LIGHT.bad, LIGHT.accent}
    assert [trace.customdata[0][0] for trace in figure.data[1:]] == ["u0", "u1"]


def test_units_at_the_very_top_share_the_last_bar():
    rows = pd.DataFrame(
        [("a", 97.5, "reported"), ("b", 99.6, "reported"), ("c", 100.0, "reported")],
        columns=["unit_code", "rate", "state"],
    )
    bars = spread_figure(rows, speaker=VI, dark=False).data[0]
    assert bars.y == (1, 2)
    assert bars.hovertext[-1] == "từ 99,5 % đến 100,0 %: 2 đơn vị"


def test_bars_are_labelled_directly():
    rows = pd.DataFrame([(MINH_SON, 2.5e9), (DEO_SUONG, 4e8)], columns=["unit_code", "value"])
    figure = bars_figure(rows, text=VI.money, speaker=VI, dark=False)
    assert figure.layout.yaxis2.ticktext == ("2,5 tỷ đồng", "400 triệu đồng")
    assert figure.data[0].customdata == ([MINH_SON], [DEO_SUONG])


def test_year_progress_stands_against_the_time_gone():
    figure = year_progress_figure(
        {2022: {50: 40.0}, 2023: {25: 20.0, 50: 45.0}},
        labels={25: "Quý I", 50: "6 tháng"},
        speaker=VI,
        dark=False,
    )
    assert named(figure, "theo thời gian trong năm").y == (0, 100)
    assert named(figure, "năm 2023").x == (25, 50)
    assert named(figure, "năm 2023").text == ("20,0 %", "45,0 %")
    assert figure.layout.xaxis.ticktext == ("Quý I", "6 tháng")


def test_numbers_are_written_as_the_reader_does():
    assert canvas(speaker=VI, dark=False, height=100).layout.separators == ",."
    assert canvas(speaker=Speaker("en"), dark=False, height=100).layout.separators == ".,"


def test_the_height_follows_the_rows():
    assert height_of(48) > height_of(10) > height_of(0)


def test_labels_are_moved_apart_in_their_order():
    moved = spaced([90.0, 90.1, 97.0], 2.0)
    assert moved[1] - moved[0] >= 2.0 - 1e-9
    assert moved[0] < moved[1] < moved[2]
    assert spaced([], 1.0) == []
