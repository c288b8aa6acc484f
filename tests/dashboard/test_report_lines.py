"""Figures as the forms print them."""

import pandas as pd
import pytest

from dashboard.reports.report_lines import (
    computed_rate,
    form_lines,
    forms_stated,
    note_of,
    other_lines,
    part_of,
    place_of,
)
from dashboard.words.wording import Speaker
from tests.dashboard.stored_reports import plan_draft, text_draft

SAY = Speaker()


@pytest.fixture
def stated():
    rows = [
        {
            "indicator": one.indicator,
            "breakdown": one.breakdown,
            "value": one.value,
            "source": one.source,
            "slot": one.slot,
            "sheet": one.place.sheet,
            "cell": one.place.cell,
            "section": one.place.section,
            "quote": one.quote,
            "approximate": one.approximate,
            "confirmed": one.confirmed,
            "mark": one.mark,
            "headline": one.source == "form",
        }
        for draft in (plan_draft(), text_draft())
        for one in draft.figures
    ]
    return pd.DataFrame(rows)


def test_places():
    assert place_of("Biểu mẫu 1", "D9", "", SAY) == "Biểu mẫu 1, ô D9"
    assert place_of("", "", "II. KẾT QUẢ › 1. Kế hoạch", SAY) == "mục “1. Kế hoạch”"
    assert place_of("", "", "", SAY) == ""


def test_parts_and_notes():
    assert part_of("level:commune", SAY) == "cấp xã"
    assert part_of("", SAY) == ""
    assert note_of("rate_mismatch", SAY) == "Tỷ lệ không khớp số liệu"
    assert (note_of("", SAY), note_of("no-such-code", SAY)) == ("", "Cần xem lại")


def test_rates_are_computed_from_their_counts():
    values = {("plan_tasks_done", ""): 20.0, ("plan_tasks_set", ""): 26.0}
    assert computed_rate(values, "plan_completion_pct", "") == pytest.approx(76.923, abs=0.001)
    assert computed_rate({**values, ("plan_tasks_set", ""): 0.0}, "plan_completion_pct", "") is None
    assert computed_rate({}, "plan_completion_pct", "") is None
    assert computed_rate(values, "plan_tasks_done", "") is None


def test_a_form_reads_like_the_printed_one(stated):
    lines = form_lines(stated, form=1, level="commune", say=SAY).set_index("row")
    assert lines.loc["2", ["stated", "computed", "place", "note"]].tolist() == [
        "100 %",
        "76,9 %",
        "Biểu mẫu 1, ô D10",
        "Tỷ lệ không khớp số liệu",
    ]
    assert lines.loc["2.2", "stated"] == "20 nhiệm vụ"
    assert lines.loc["1", "stated"] == "chưa báo cáo"
    assert lines.loc["3", "stated"] == ""


def test_rows_of_a_higher_level_do_not_apply(stated):
    said = form_lines(stated, form=3, level="commune", say=SAY)["stated"]
    assert "không áp dụng" in set(said)
    assert "không áp dụng" not in set(form_lines(stated, form=3, level="province", say=SAY)["stated"])


def test_the_narrative_keeps_its_sentences(stated):
    line = other_lines(stated, narrative=True, say=SAY).iloc[0]
    assert line[["stated", "place", "quote"]].tolist() == [
        "19 nhiệm vụ",
        "mục “1. Kế hoạch”",
        "đã hoàn thành 19/26 nhiệm vụ",
    ]
    assert other_lines(stated, narrative=False, say=SAY).empty


def test_which_forms_there_are(stated):
    assert forms_stated(stated) == (1,)
