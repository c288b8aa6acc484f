"""Whatever is written, reading it raises nothing, is quick, and quotes what is there."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_loaders.drafts import Section
from data_loaders.sentences.passages import narrative_figures

PIECES = (
    "tiếp nhận", "giải quyết", "hồ sơ", "trước hạn", "đúng hạn", "quá hạn", "trong đó", "tỷ lệ", "đạt",
    "bằng", "không có", "chưa", "cùng kỳ", "cấp xã", "năm 2022", "biên chế", "cán bộ", "công chức",
    "đồng", "triệu", "tỷ", "hơn", "và", "lần lượt là", "5", "12/15", "99,6%", "1.234", "0", "½", "١٢",
    "1.2.3,4", "12/QĐ-UBND", "ngày 3/4", "(", ")", ",", ";", ":", ".", "-", "+", "\n", "\t", "\u0301",
    "\u200b", "\x00", "…", "/", "%", "  ",
)  # fmt: skip

LONG = {
    "digits": "1" * 20000,
    "digits and commas": "1," * 10000,
    "digits and spaces": "1 " * 10000,
    "spaces": "1" + " " * 20000 + "a",
    "commas": "," * 20000 + "5 hồ sơ",
    "slashes": "1/" * 10000,
    "hyphens": "1-" * 8000,
    "brackets": "(" * 5000 + "1" + ")" * 5000,
    "open brackets": "(5 hồ sơ (6 hồ sơ " * 500,
    "words": "hồ sơ trước hạn " * 2000,
    "items": "trước hạn 5 hồ sơ, đúng hạn 6 hồ sơ; " * 500,
    "zeros": "không có " * 3000,
    "percents": "5% " * 3000,
    "money": "5 tỷ " * 2000,
    "ands": "và " * 5000 + "1 hồ sơ và " * 300,
    "dates": "ngày 12 " * 3000,
}


@given(st.lists(st.sampled_from(PIECES), max_size=40), st.sampled_from(["commune", "district", "province"]))
def test_any_words_are_read_without_fail(words, level):
    text = " ".join(words)
    for one in narrative_figures([Section("1", "Kết quả", 1, text)], level=level, period="2023-Q3"):
        assert one.quote in text or one.quote == "Kết quả"
        assert one.value >= 0


@given(st.text(max_size=200), st.text(max_size=40), st.text(max_size=8))
def test_any_signs_are_read_without_fail(text, title, period):
    assert narrative_figures([Section("1", title, 1, text)], level="commune", period=period) is not None


@pytest.mark.parametrize("name", LONG)
def test_no_text_takes_long(name):
    section = Section("1", "Kết quả", 1, LONG[name])
    narrative_figures([Section("1", "Kết quả", 1, "Tiếp nhận 5 hồ sơ.")], level="commune")
    start = time.process_time()
    narrative_figures([section], level="commune")
    assert time.process_time() - start < 3


def test_a_long_report_is_read_in_seconds():
    page = (
        "Số hồ sơ tiếp nhận 264 hồ sơ, giải quyết 264 hồ sơ, trong đó trước hạn 261 hồ sơ, quá hạn 01 hồ sơ. "
        "Thực hiện Quyết định số 07/QĐ-UBND ngày 12/01/2023, xã đã ban hành Kế hoạch số 15/KH-UBND. "
        "Tổ chức tuyên truyền được 05 buổi với 300 lượt người tham gia; 100% cán bộ, công chức ký cam kết.\n"
        "Công tác tuyên truyền được duy trì, góp phần nâng cao nhận thức của người dân.\n"
        "Người đứng đầu thường xuyên đôn đốc, kiểm tra việc chấp hành kỷ luật, kỷ cương hành chính.\n"
    ) * 5
    sections = [Section(str(number), "Kết quả", 1, page) for number in range(60)]
    start = time.process_time()
    assert narrative_figures(sections, level="commune", period="2023-Q3")
    assert time.process_time() - start < 5
