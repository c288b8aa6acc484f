"""The sample reports in Word say what their sources say, and are made anew byte for byte."""

from pathlib import Path

import pytest

from data_loaders.importing import read_file
from sample_data.make_reports import FOLDER, SOURCE, WRITTEN, report_bytes

REPORTS = sorted(path.parent.name for path in FOLDER.glob(f"*/{SOURCE}"))


def draft(path: Path):
    (found,) = read_file(f"{path.parent.name}-{path.name}", path.read_bytes()).drafts
    return found


def test_there_are_five():
    assert len(REPORTS) == 5


@pytest.mark.parametrize("name", REPORTS)
def test_the_word_file_says_what_its_source_says(name):
    source, word = draft(FOLDER / name / SOURCE), draft(FOLDER / name / WRITTEN)
    assert (word.unit_code, word.period) == (source.unit_code, source.period)
    assert word.sections == source.sections
    assert {key: text for key, text in word.head.items() if not key.startswith("data_")} == source.head


@pytest.mark.parametrize("name", REPORTS)
def test_the_word_file_is_up_to_date(name):
    assert report_bytes(FOLDER / name / SOURCE) == (FOLDER / name / WRITTEN).read_bytes(), (
        "run python -m sample_data.make_reports"
    )


@pytest.mark.parametrize(
    ("name", "workbook"), [("tien-dong-2023-q3", "bieu-mau.xlsx"), ("huong-nguyen-2023-q1", "mot-cua.xlsx")]
)
def test_the_appendix_is_the_workbook(name, workbook):
    word, stated = draft(FOLDER / name / WRITTEN), draft(FOLDER / name / workbook)
    assert figures(word) == figures(stated)
    assert figures(word)


@pytest.mark.parametrize("name", REPORTS)
def test_what_is_read_for_sure_from_the_word_file_is_what_the_list_says(name):
    word, listed = draft(FOLDER / name / WRITTEN), draft(FOLDER / name / "so-lieu.csv")
    told = [one for one in word.figures if one.slot == "narrative"]
    sure = {told_as(one) for one in told if one.confirmed}
    known = {told_as(one) for one in listed.figures}
    assert sure <= known
    assert len(known - {told_as(one) for one in told}) <= 1


def told_as(one):
    return one.indicator, one.breakdown, one.value


def figures(one):
    in_tables = (fig for fig in one.figures if fig.slot != "narrative")
    return sorted((fig.slot, fig.indicator, fig.breakdown, fig.value, fig.quote) for fig in in_tables)
