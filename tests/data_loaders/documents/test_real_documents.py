"""The five real reports read the same from text, Word and PDF; their tables as from the workbooks."""

from functools import cache

import pytest

from data_loaders.documents.outline import section_path
from data_loaders.importing import read_file

TEXTS = {
    "huong-nguyen": "000_d6e3100ef29e00eb.txt",
    "tien-dong": "001_bf6a6dcb66bb9229.txt",
    "pho-minh": "002_0fb73f2433a57ec7.txt",
    "an-lao": "003_95fee57631fefdd3.txt",
    "quang-dien": "004_adf5603451a8076f.txt",
}
UNITS = {
    "huong-nguyen": ("thua-thien-hue.a-luoi.huong-nguyen", "2023-Q1"),
    "tien-dong": ("hai-duong.tu-ky.tien-dong", "2023-Q3"),
    "pho-minh": ("quang-ngai.duc-pho.pho-minh", "2023-Q3"),
    "an-lao": ("binh-dinh.an-lao", "2023-H1"),
    "quang-dien": ("thua-thien-hue.quang-dien", "2022-H1"),
}
FORMATS = ("text", "docx", "pdf")


@cache
def reading(folder, name, kind):
    """One report in one format; its name says nothing of unit and period."""
    if kind == "text":
        content = (folder / kind / TEXTS[name]).read_bytes()
    else:
        content = next((folder / kind).glob(f"*{name}.{kind}")).read_bytes()
    return read_file(f"bao-cao.{'txt' if kind == 'text' else kind}", content)


def draft(folder, name, kind="text"):
    (only,) = reading(folder, name, kind).drafts
    return only


def outline(one):
    return [(section.number, section.title, section.depth) for section in one.sections]


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("name", TEXTS)
def test_unit_and_period_are_known_from_the_content(real_reports, name, kind):
    found = reading(real_reports, name, kind)
    assert (found.problems, found.questions, found.kind) == ([], [], "document")
    one = draft(real_reports, name, kind)
    assert (one.unit_code, one.period) == UNITS[name]


@pytest.mark.parametrize("kind", ["docx", "pdf"])
@pytest.mark.parametrize("name", TEXTS)
def test_every_format_says_the_same(real_reports, name, kind):
    text, other = draft(real_reports, name), draft(real_reports, name, kind)
    assert other.head == text.head
    assert outline(other) == outline(text)
    assert other.sections == text.sections
    assert other.tables == text.tables
    assert other.figures == text.figures
    assert other.problems == text.problems
    assert other.slots == text.slots


HEADS = {
    "huong-nguyen": {
        "number": "29/BC-UBND",
        "signed_on": "2023-03-08",
        "title": "Công tác cải cách hành chính Quý I và phương hướng, nhiệm vụ 09 tháng cuối năm 2023",
        "signatory_title": "CHỦ TỊCH",
        "signatory": "Hồ Văn Hồng",
        "data_from": "2022-12-15",
        "data_to": "2023-03-01",
    },
    "tien-dong": {
        "signed_on": "2023-09-08",
        "title": "Công tác cải cách hành chính Quý III năm 2023",
        "signatory_title": "PHÓ CHỦ TỊCH",
        "signatory": "Nguyễn Văn Thương",
    },
    "pho-minh": {
        "number": "204/BC-UBND",
        "signed_on": "2023-09-08",
        "title": "Kết quả thực hiện công tác cải cách hành chính quý III năm 2023",
        "signatory_title": "CHỦ TỊCH",
        "signatory": "Lê Duy Bảo",
    },
    "an-lao": {
        "title": "Công tác cải cách hành chính 6 tháng đầu năm 2023 trên địa bàn huyện An Lão",
        "addressee": "Sở Nội vụ tỉnh Bình Định",
        "signatory_title": "PHÓ CHỦ TỊCH",
        "signatory": "Đình Văn Phú",
        "data_to": "2023-06-12",
    },
    "quang-dien": {
        "title": "Tình hình thực hiện công tác cải cách hành chính 6 tháng đầu năm 2022",
        "addressee": "Sở Nội vụ tỉnh Thừa Thiên Huế",
    },
}


@pytest.mark.parametrize("name", TEXTS)
def test_the_head(real_reports, name):
    assert draft(real_reports, name).head == HEADS[name]


BLANK = {
    "tien-dong": "số văn bản",
    "an-lao": "số văn bản và ngày ký",
    "quang-dien": "số văn bản và ngày ký",
}


@pytest.mark.parametrize("name", TEXTS)
def test_what_the_head_leaves_blank_is_told(real_reports, name):
    told = [
        one.details["what"] for one in draft(real_reports, name).problems if one.code == "document_head_blank"
    ]
    assert told == ([BLANK[name]] if name in BLANK else [])


def test_the_misspelt_appendix_is_told(real_reports):
    told = [one for one in draft(real_reports, "tien-dong").problems if one.code == "unit_misspelt"]
    assert [(one.value, one.place.section) for one in told] == [("XÃ TIỀN ĐỘNG", "Phụ lục")]


@pytest.mark.parametrize("name", TEXTS)
def test_no_other_problem_of_the_document_is_made_up(real_reports, name):
    about_documents = {one.code for one in draft(real_reports, name).problems if not one.indicator}
    assert about_documents <= {"document_head_blank", "unit_misspelt", "total_mismatch"}


@pytest.mark.parametrize("kind", FORMATS)
def test_the_seven_forms_are_those_of_the_workbook(real_reports, kind):
    workbook = next((real_reports / "xlsx").glob("bieu-mau-*.xlsx"))
    (stated,) = read_file(workbook.name, workbook.read_bytes()).drafts
    assert forms(draft(real_reports, "tien-dong", kind)) == forms(stated)
    assert len(forms(stated)) == 69


def forms(one):
    """What the report's tables state, its sentences left out."""
    tables = [fig for fig in one.figures if fig.source != "narrative"]
    return sorted((fig.slot, fig.indicator, fig.breakdown, fig.value, fig.mark) for fig in tables)


@pytest.mark.parametrize("kind", FORMATS)
def test_the_one_stop_table_is_that_of_the_workbook(real_reports, kind):
    workbook = next((real_reports / "xlsx").glob("mot-cua-*.xlsx"))
    (stated,) = read_file(workbook.name, workbook.read_bytes()).drafts
    read = draft(real_reports, "huong-nguyen", kind)
    assert forms(read) == forms(stated)
    assert len(forms(read)) == 30
    assert [len(table.rows) for table in read.tables] == [7]


def test_a_figure_of_a_form_names_its_table_and_cell(real_reports):
    found = {fig.indicator: fig for fig in draft(real_reports, "tien-dong", "pdf").figures}
    figure = found["plan_tasks_set"]
    assert (figure.place.sheet, figure.place.cell, figure.quote) == ("Biểu mẫu 1", "D5", "26")
    assert found["investment_plan"].quote == "1.000"
    assert found["procedures_level4_eligible"].quote == "04"


def test_the_outline_of_a_ward(real_reports):
    one = draft(real_reports, "pho-minh")
    paths = [section_path(one.sections, index) for index in range(len(one.sections))]
    assert (
        "III. Kết quả thực hiện công tác cải cách hành chính › 2. Cải cách thủ tục hành chính › " in paths[20]
    )
    assert [path for path in paths if " › " not in path] == [
        "I. Tình hình tổ chức, triển khai thực hiện cải cách hành chính",
        "II. Công tác chỉ đạo, điều hành cải cách hành chính",
        "III. Kết quả thực hiện công tác cải cách hành chính",
        "IV. Nhận xét, đánh giá",
        "V. Nhiệm vụ, giải pháp trong thời gian đến",
    ]
    assert [section.number for section in one.sections if section.future] == ["V"]


SEVEN = ["steering", "institutions", "procedures", "apparatus", "civil_service", "public_finance", "digital"]


@pytest.mark.parametrize("name", TEXTS)
def test_the_seven_fields_are_found_in_order(real_reports, name):
    themes = [
        section.theme for section in draft(real_reports, name).sections if section.theme and section.depth < 3
    ]
    assert list(dict.fromkeys(themes)) == SEVEN


@pytest.mark.parametrize("name", TEXTS)
def test_what_comes_after_the_results_is_about_the_future(real_reports, name):
    future = [section.title.lower() for section in draft(real_reports, name).sections if section.future]
    assert future
    assert all(title.startswith(("phương hướng", "kiến nghị", "nhiệm vụ, giải pháp")) for title in future)


@pytest.mark.parametrize("kind", FORMATS)
def test_footnotes_stand_with_the_section_that_refers_to_them(real_reports, kind):
    one = draft(real_reports, "an-lao", kind)
    (section,) = [section for section in one.sections if "4243 lượt" in section.text]
    assert section.title == "Kết quả thực hiện tuyên truyền, phổ biến giáo dục pháp luật"
    assert "huyện An Lão⁴;" in section.text
    assert section.text.endswith("\n⁴ Toàn huyện: 45 cuộc với 4243 lượt người tham dự")
    plan = next(
        section for section in one.sections if section.title.startswith("Triển khai thực hiện Kế hoạch")
    )
    assert "năm 2023¹, Kế hoạch" in plan.text


def test_paragraphs_broken_by_a_page_are_whole(real_reports):
    joined = {
        "huong-nguyen": "Quyết định số 48/2018/QĐ-UBND ngày 31",
        "tien-dong": "theo cơ chế một cửa, một cửa liên thông",
        "pho-minh": "tại UBND phường Phổ Minh; Kế hoạch số 05",
        "an-lao": "văn bản quy phạm pháp luật của HĐND và UBND các cấp",
        "quang-dien": "Nghị định số 141/2016/NĐ-CP",
    }
    for name, words in joined.items():
        assert any(words in section.text for section in draft(real_reports, name).sections), name
