"""Unit and period by all a report says: a part that names one, namesakes told apart, else a question."""

import pytest

from data_loaders.importing import read_file
from data_loaders.reading.recognition import Answers

TITLE = ["BÁO CÁO", "Công tác cải cách hành chính quý III năm 2023"]
BODY = ["I. KẾT QUẢ", "UBND xã đã triển khai công tác cải cách hành chính."]


def read(*lines, name="bao-cao.txt", answers=None):
    return read_file(name, "\n".join(lines).encode(), answers)


def unit(*lines, **asked):
    found = read(*lines, **asked)
    return found.drafts[0].unit_code if found.drafts else None


def test_the_head_on_two_lines():
    assert unit("ỦY BAN NHÂN DÂN", "XÃ TIÊN ĐỘNG", *TITLE, *BODY) == "hai-duong.tu-ky.tien-dong"


def test_the_superior_above_the_office():
    assert (
        unit("UBND HUYỆN TỨ KỲ", "ỦY BAN NHÂN DÂN XÃ TIÊN ĐỘNG", *TITLE, *BODY) == "hai-duong.tu-ky.tien-dong"
    )


@pytest.mark.parametrize(
    ("addressee", "code"),
    [
        ("Kính gửi: Sở Nội vụ tỉnh Bình Định", "binh-dinh.an-lao"),
        ("Kính gửi: Sở Nội vụ thành phố Hải Phòng", "hai-phong.an-lao"),
    ],
)
def test_the_addressee_tells_namesakes_apart(addressee, code):
    text = "Ủy ban nhân dân huyện An Lão báo cáo kết quả như sau:"
    assert unit("ỦY BAN NHÂN DÂN", "HUYỆN AN LÃO", *TITLE, addressee, text, *BODY) == code


def test_namesakes_are_asked_about():
    found = read("ỦY BAN NHÂN DÂN", "HUYỆN AN LÃO", *TITLE, *BODY)
    (question,) = found.questions
    assert (question.about, question.candidates) == ("unit", ("binh-dinh.an-lao", "hai-phong.an-lao"))
    assert [one.code for one in found.problems] == ["unit_ambiguous"]
    assert found.drafts == []


def test_an_answer_settles_namesakes():
    lines = ("ỦY BAN NHÂN DÂN", "HUYỆN AN LÃO", *TITLE, *BODY)
    assert unit(*lines, answers=Answers(unit="hai-phong.an-lao")) == "hai-phong.an-lao"


def test_a_head_without_a_unit_and_the_name_in_the_end():
    lines = (
        *TITLE,
        "Kính gửi: Sở Nội vụ tỉnh Thừa Thiên Huế",
        "UBND huyện báo cáo tình hình như sau:",
        *BODY,
    )
    assert unit(*lines, "Trên đây là báo cáo của UBND huyện Quảng Điền./.") == "thua-thien-hue.quang-dien"


def test_the_name_only_in_the_body():
    body = [
        "I. KẾT QUẢ",
        "UBND huyện ban hành Kế hoạch trên địa bàn huyện Quảng Điền.",
        "Huyện Quảng Điền đã rà soát.",
    ]
    assert unit(*TITLE, "UBND huyện báo cáo như sau:", *body) == "thua-thien-hue.quang-dien"


def test_a_unit_of_another_level_is_not_taken():
    """A commune that is not on the list does not become its district."""
    found = read("ỦY BAN NHÂN DÂN XÃ KHÔNG TÊN", "HUYỆN TỨ KỲ, TỈNH HẢI DƯƠNG", *TITLE, *BODY)
    assert found.drafts == []
    (question,) = found.questions
    assert question.asked.startswith("ỦY BAN NHÂN DÂN XÃ KHÔNG TÊN")


def test_the_place_line_alone():
    text = "UBND xã báo cáo kết quả như sau:"
    assert (
        unit(*TITLE[:1], "Tiên Động, ngày 08 tháng 9 năm 2023", *TITLE[1:], text, *BODY)
        == "hai-duong.tu-ky.tien-dong"
    )


def test_the_file_name_alone():
    assert unit(*TITLE, *BODY, name="bao-cao-xa-tien-dong.txt") == "hai-duong.tu-ky.tien-dong"


def test_another_unit_in_the_end_is_told():
    found = read("UBND XÃ TIÊN ĐỘNG", *TITLE, *BODY, "Trên đây là báo cáo của UBND xã Hương Nguyên./.")
    (problem,) = [one for one in found.drafts[0].problems if one.code == "unit_conflict"]
    assert problem.details["where"] == "câu kết"
    assert problem.details["other"].startswith("Xã Hương Nguyên")


def test_a_slip_in_the_head_is_told():
    found = read("UBND XÃ TIỀN ĐỘNG", *TITLE, *BODY)
    assert found.drafts[0].unit_code == "hai-duong.tu-ky.tien-dong"
    assert "unit_misspelt" in [one.code for one in found.drafts[0].problems]


def test_the_person_says_another_unit():
    found = read("UBND XÃ TIÊN ĐỘNG", *TITLE, *BODY, answers=Answers(unit="quang-ngai.duc-pho.pho-minh"))
    assert found.drafts[0].unit_code == "hai-duong.tu-ky.tien-dong"
    assert "người nộp" in [one.details.get("where") for one in found.drafts[0].problems]


def test_the_period_of_the_title_not_of_the_plan():
    title = "Công tác cải cách hành chính Quý I và phương hướng, nhiệm vụ 09 tháng cuối năm 2023"
    assert read("UBND XÃ TIÊN ĐỘNG", "BÁO CÁO", title, *BODY).drafts[0].period == "2023-Q1"


def test_a_period_nobody_names_is_asked_for():
    found = read("UBND XÃ TIÊN ĐỘNG", "BÁO CÁO", "Công tác cải cách hành chính", *BODY)
    assert [(one.about, one.asked) for one in found.questions] == [("period", "")]


def test_a_period_outside_the_regime():
    found = read("UBND XÃ TIÊN ĐỘNG", "BÁO CÁO", "Công tác cải cách hành chính quý II năm 2023", *BODY)
    assert [one.code for one in found.problems] == ["period_not_in_regime"]


def test_the_file_name_says_another_period():
    found = read("UBND XÃ TIÊN ĐỘNG", *TITLE, *BODY, name="bao-cao-quy-1-2023.txt")
    assert found.drafts[0].period == "2023-Q3"
    assert "period_conflict" in [one.code for one in found.drafts[0].problems]


def test_a_unit_that_no_longer_exists():
    found = read(
        "UBND HUYỆN TỨ KỲ",
        "BÁO CÁO",
        "Công tác cải cách hành chính năm 2025",
        "UBND huyện báo cáo.",
        *BODY[:1],
    )
    assert "unit_did_not_exist" in [one.code for one in found.drafts[0].problems]


def test_a_text_on_something_else():
    found = read(
        "UBND XÃ TIÊN ĐỘNG",
        "BÁO CÁO",
        "Tình hình sản xuất quý III năm 2023",
        "I. KẾT QUẢ",
        "Đã gieo cấy xong.",
    )
    assert [one.code for one in found.problems] == ["document_off_topic"]
    assert (found.drafts, found.questions) == ([], [])


def test_an_empty_document():
    found = read(" ", "")
    assert [one.code for one in found.problems] == ["document_empty"]
