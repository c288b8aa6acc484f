"""Text of old Vietnamese fonts is told, not read wrongly."""

import pytest

from data_loaders.documents.legacy_letters import is_legacy
from data_loaders.importing import read_file
from tests.data_loaders.documents.handmade_word import p, word_file

TCVN3 = "B¸o c¸o c«ng t¸c c¶i c¸ch hµnh chÝnh quý III n¨m 2023 cña UBND x·"
VNI = "Baùo caùo coâng taùc caûi caùch haønh chính quyù III naêm 2023 cuûa UBND xaõ"
HEAD = ["ỦY BAN NHÂN DÂN", "XÃ TIÊN ĐỘNG", "BÁO CÁO", "Công tác cải cách hành chính quý III năm 2023"]
RESULT = "Bộ phận Một cửa của xã tiếp nhận 103 hồ sơ, giải quyết 101 hồ sơ trong quý III năm 2023."


@pytest.mark.parametrize("text", [TCVN3, VNI])
def test_a_document_in_an_old_font_is_refused_with_what_to_do(text):
    found = read_file("x.docx", word_file(p(text) * 20))
    assert found.refused
    assert [one.code for one in found.problems] == ["document_old_font"]


@pytest.mark.parametrize("text", [TCVN3, VNI])
def test_a_passage_in_an_old_font_is_named_and_the_rest_is_read(text):
    body = "".join(map(p, [*HEAD, "I. KẾT QUẢ", *[RESULT] * 5, text]))
    (draft,) = read_file("x.docx", word_file(body)).drafts
    (told,) = (one for one in draft.problems if one.code == "text_in_old_font")
    assert text.startswith(told.value)
    assert {one.indicator for one in draft.figures} == {"dossiers_received", "dossiers_resolved"}


@pytest.mark.parametrize(
    "text",
    [
        RESULT,
        "",
        "ỨNG DỤNG VNPT®-iGate, diện tích 20 m², nhiệt độ 30°C, © 2023",
        "Café, Zürich, São Tomé và Đà Nẵng",
        "…" * 50,
    ],
)
def test_what_is_no_old_font(text):
    assert not is_legacy(text)
