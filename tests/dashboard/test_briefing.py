"""Pages as slides and Word files: findings are titles, charts are native, numbers have their coverage."""

import io
import zipfile
from datetime import date

import docx
import openpyxl
import pptx
import pytest

from dashboard.analysis import casework, headcount, spending, workplan
from dashboard.analysis.selection import Selection
from dashboard.analysis.summary import summarise
from dashboard.analysis.themes import theme_of
from dashboard.downloads.briefing_document import briefing_document
from dashboard.downloads.briefing_slides import briefing_slides
from dashboard.downloads.page_briefings import overview_briefing, theme_briefing
from dashboard.words.wording import Speaker
from tests.dashboard.stated_figures import DEO_SUONG, HOA_LAM, MINH_SON, ON_TIME, RESOLVED, TRANG_SON, store

TODAY = date(2023, 10, 1)
THEMES = {"dossiers": casework, "plan": workplan, "staffing": headcount, "budget": spending}
PAGES = ("overview", *THEMES)
SELECTIONS = {
    "communes": Selection("2023-Q3", "hoai-giang", "commune"),
    "one commune": Selection("2023-Q3", "hoai-giang", "commune", (MINH_SON,)),
    "districts": Selection("2023-Q3", "hoai-giang", "district"),
    "nothing": Selection("2024", "hoai-giang", "commune"),
}
COMMUNE = {
    (RESOLVED, "level:commune"): 1000,
    (ON_TIME, "level:commune"): 880,
    "dossiers_resolved_early": 500,
    "dossiers_resolved_overdue": 120,
    "dossiers_received": 1100,
    "dossiers_online_received": 300,
    "plan_tasks_set": 40,
    "plan_tasks_done": 20,
    "superior_tasks_assigned": 9,
    "superior_tasks_done_on_time": 7,
    "superior_tasks_overdue": 2,
    "staff_assigned": 20,
    "staff_present": 18,
    "nonprofessional_assigned": 25,
    "nonprofessional_present": 24,
    "investment_plan": 2_000_000_000,
    "investment_disbursed": 100_000_000,
}
DISTRICT = {
    (RESOLVED, "level:district"): 400,
    (ON_TIME, "level:district"): 396,
    "plan_tasks_set": 10,
    "plan_tasks_done": 9,
}


@pytest.fixture
def connection(database_url, engine):
    better = {**COMMUNE, (ON_TIME, "level:commune"): 990}
    store(database_url, {MINH_SON: better, DEO_SUONG: better}, period="2023-Q1")
    store(database_url, {MINH_SON: COMMUNE, DEO_SUONG: better, HOA_LAM: COMMUNE, TRANG_SON: DISTRICT})
    with engine.connect() as opened:
        yield opened


def briefing_of(connection, page, selection, language="vi"):
    say = Speaker(language)
    if page == "overview":
        return overview_briefing(summarise(connection, selection=selection, today=TODAY), say)
    theme = theme_of(connection, selection=selection, rates=THEMES[page].RATES, counts=THEMES[page].COUNTS)
    return theme_briefing(theme, page, say)


def slides_of(briefing, language="vi"):
    return pptx.Presentation(io.BytesIO(briefing_slides(briefing, speaker=Speaker(language), today=TODAY)))


def paper_of(briefing, language="vi"):
    return briefing_document(briefing, speaker=Speaker(language), today=TODAY)


def plain(text):
    return text.replace("\u00a0", " ")


def texts_of(slide):
    return plain("\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame))


def charts_of(slides):
    return [shape.chart for slide in slides.slides for shape in slide.shapes if shape.has_chart]


@pytest.mark.parametrize("selection", SELECTIONS)
def test_every_page_can_be_taken_along(connection, selection):
    for page in PAGES:
        check_files(briefing_of(connection, page, SELECTIONS[selection]), "vi")


def test_every_page_speaks_english(connection):
    for page in PAGES:
        check_files(briefing_of(connection, page, SELECTIONS["communes"], "en"), "en")


def check_files(briefing, language):
    slides = slides_of(briefing, language)
    assert plain(briefing.sentence) in texts_of(slides.slides[0])
    assert docx.Document(io.BytesIO(paper_of(briefing, language))).paragraphs


@pytest.mark.parametrize("page", PAGES)
def test_titles_are_findings_and_captions_say_coverage(connection, page):
    briefing = briefing_of(connection, page, SELECTIONS["communes"])
    slides = slides_of(briefing)
    charted = [slide for slide in slides.slides if any(shape.has_chart for shape in slide.shapes)]
    drawn = [finding for finding in briefing.findings if finding.plot]
    assert drawn
    assert [plain(slide.shapes.title.text_frame.text) for slide in charted] == [
        plain(one.title) for one in drawn
    ]
    for slide, finding in zip(charted, drawn, strict=True):
        said = texts_of(slide)
        assert plain(finding.caption) in said
        assert "có số liệu" in said
        assert "Số liệu minh họa" in finding.caption
        assert "SỐ LIỆU MINH HỌA" in said
        assert "Nguồn: Báo cáo cải cách hành chính của các đơn vị. Lập ngày 01/10/2023." in said


def test_charts_hold_their_numbers_in_a_workbook(connection):
    slides = slides_of(briefing_of(connection, "overview", SELECTIONS["communes"]))
    chart = charts_of(slides)[0]
    book = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    rows = [list(row) for row in book.active.iter_rows(values_only=True)]
    assert rows[0][1:] == ["Hồ sơ đúng hạn", "Mục tiêu 95 %"] or rows[0][1:] == [
        "Hồ sơ đúng hạn",
        "Mục tiêu 95\u00a0%",
    ]
    assert {row[0]: row[1] for row in rows[1:]} == {
        "Minh Sơn (Tràng Sơn)": 88,
        "Hòa Lâm": 88,
        "Đèo Sương": 99,
    }
    assert list(chart.plots[0].categories) == [row[0] for row in rows[1:]]


def test_key_figures_have_target_counts_and_coverage(connection):
    figure = briefing_of(connection, "overview", SELECTIONS["communes"]).figures[0]
    assert (figure.label, plain(figure.value)) == ("Hồ sơ đúng hạn", "91,7 %")
    assert [plain(line) for line in figure.lines] == [
        "−7,3 điểm so với quý I",
        "mục tiêu 95 %",
        "2.750/3.000",
        "3/48 xã có số liệu",
    ]


def test_who_needs_attention_is_named_with_reason(connection):
    briefing = briefing_of(connection, "dossiers", SELECTIONS["communes"])
    said = {unit: plain(reason) for unit, reason in briefing.attention}
    assert "88,0 % hồ sơ đúng hạn (880/1.000), dưới mục tiêu 95 %" in said["Xã Minh Sơn (Tràng Sơn)"]
    vacant = dict(briefing_of(connection, "staffing", SELECTIONS["communes"]).attention)
    assert vacant["Xã Hòa Lâm (Bến Lâm)"] == "thiếu 2 biên chế, có mặt 18 trên 20 được giao"


def test_the_word_file_looks_official(connection):
    paper = docx.Document(io.BytesIO(paper_of(briefing_of(connection, "overview", SELECTIONS["communes"]))))
    section = paper.sections[0]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)
    assert (round(section.left_margin.cm), round(section.right_margin.cm)) == (3, 2)
    normal = paper.styles["Normal"].font
    assert (normal.name, normal.size.pt) == ("Times New Roman", 14)
    assert {run.font.name for one in paper.paragraphs for run in one.runs if run.text} == {"Times New Roman"}
    headings = [one.text for one in paper.paragraphs if one.style.name == "Heading 1"]
    assert headings == ["1. Số liệu chính", "2. Cần chú ý", "3. Phân tích", "Phụ lục: số liệu theo đơn vị"]


def test_charts_of_the_word_file_are_native(connection):
    briefing = briefing_of(connection, "overview", SELECTIONS["communes"])
    drawn = sum(one.plot is not None for one in briefing.findings)
    with zipfile.ZipFile(io.BytesIO(paper_of(briefing))) as archive:
        names = set(archive.namelist())
        assert {f"word/charts/chart{n}.xml" for n in range(1, drawn + 1)} <= names
        for number in range(1, drawn + 1):
            book = openpyxl.load_workbook(io.BytesIO(archive.read(f"word/embeddings/chart{number}.xlsx")))
            assert book.active.max_row > 1
            relations = archive.read(f"word/charts/_rels/chart{number}.xml.rels").decode()
            assert f"chart{number}.xlsx" in relations
        types = archive.read("[Content_Types].xml").decode()
        assert types.count("drawingml.chart+xml") == drawn


def test_tables_of_the_word_file_hold_every_unit(connection):
    paper = docx.Document(io.BytesIO(paper_of(briefing_of(connection, "overview", SELECTIONS["communes"]))))
    table = paper.tables[1]
    assert [cell.text for cell in table.rows[0].cells][:3] == ["Đơn vị", "Thuộc", "Tỷ lệ"]
    assert len(table.rows) == 1 + 48
    assert plain(table.rows[1].cells[2].text) == "88,0 %"
    assert table.rows[48].cells[5].text == "chưa báo cáo"
