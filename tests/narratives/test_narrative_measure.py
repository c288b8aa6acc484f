"""What is read of narratives is right, and little of it is missed: in made-up reports, in the sample data's
words, and in the five real reports as Word, PDF and text."""

import csv
import re

import pytest

from data_loaders.catalogue.breakdowns import breakdown_named
from data_loaders.catalogue.indicators import indicators
from data_loaders.numbers import read_number
from tests.narratives.measure import FORMATS, HERE, REAL, ROOT, held_out, main, real, reworded, score, total

PRECISION, RECALL = 0.98, 0.90
MADE_UP = list(held_out())
LISTS = sorted([*HERE.glob("held_out/*.csv"), *HERE.glob("expected/*-20*.csv")])


def test_the_made_up_reports_are_read_well():
    whole = total(score(case) for case in MADE_UP)
    assert whole.expected > 900
    assert whole.precision >= PRECISION, whole.mistakes
    assert whole.confirmed_recall >= RECALL, whole.missed


@pytest.mark.parametrize("case", MADE_UP, ids=lambda case: case.name)
def test_none_of_them_is_read_badly(case):
    one = score(case)
    assert one.precision >= 0.9, one.mistakes
    assert one.recall >= 0.85, one.missed


def test_the_sample_data_in_the_projects_own_words():
    whole = total(score(case) for case in reworded())
    assert whole.precision >= PRECISION, whole.mistakes
    assert whole.confirmed_recall >= RECALL, whole.missed


@pytest.mark.parametrize("kind", FORMATS)
def test_the_real_reports(real_reports, kind):
    cases = [case for case in real(real_reports) if case.origin == kind]
    assert len(cases) == 5
    whole = total(score(case) for case in cases)
    assert whole.precision >= PRECISION, whole.mistakes
    assert whole.confirmed_recall >= 0.95, whole.missed


@pytest.mark.parametrize("file", LISTS, ids=lambda file: file.stem)
def test_the_lists_are_sound(file):
    text = file.with_suffix(".txt")
    written = re.sub(r"\s+", " ", text.read_text(encoding="utf-8")) if text.exists() else ""
    for row in csv.DictReader(file.read_text("utf-8").splitlines()):
        assert row["indicator"] in indicators()
        assert not row.get("or") or row["or"] in indicators()
        assert not row["breakdown"] or breakdown_named(row["breakdown"]) == row["breakdown"]
        assert float(row["value"]) >= 0
        assert not written or written.count(row["quote"]) == 1, row["quote"]


@pytest.mark.parametrize("name", REAL)
def test_the_sample_datas_own_list_agrees(name):
    folder, words = ROOT / "sample_data" / "reports" / name, "không có|không nhận được|không tiếp nhận"
    rows = list(csv.DictReader((folder / "so-lieu.csv").read_text("utf-8").splitlines()))
    numbers = ((row, read_number(re.sub(words, "0", row["value"]))) for row in rows)
    listed = {(row["indicator"], row["breakdown"], one.value) for row, one in numbers if not one.error}
    expected = csv.DictReader((HERE / "expected" / f"{name}.csv").read_text("utf-8").splitlines())
    assert listed == {(row["indicator"], row["breakdown"], float(row["value"])) for row in expected}
    text = " ".join((folder / "bao-cao.md").read_text("utf-8").split())
    assert [row["quote"] for row in rows if " ".join(row["quote"].split()) not in text] == []


def test_the_command_prints_a_line_for_each_report(capsys, monkeypatch):
    monkeypatch.delenv("REAL_REPORTS", raising=False)
    main([])
    printed = capsys.readouterr().out
    assert all(case.name in printed for case in MADE_UP)
    assert re.search(r"made up +\d+ reports +\d+ +\d+ +\d+\.\d% +\d+\.\d% +\d+\.\d%", printed)
    assert "missed  " in printed
