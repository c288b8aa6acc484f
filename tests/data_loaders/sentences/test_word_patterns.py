"""Phrases of the data files as patterns."""

import pytest

from data_loaders.sentences.folded_text import fold_in_place, lowered_digits, plain_letters, sentences
from data_loaders.sentences.word_patterns import WordingError, any_of, pattern


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("trước hạn", "trả trước  hạn 5"),
        ("trước hạn", "trước: hạn"),
        ("(quá|trễ) hạn", "số trễ hạn là"),
        ("đang [được] giải quyết", "đang giải quyết"),
        ("đang [được] giải quyết", "đang được giải quyết"),
        ("tồn … chuyển sang", "tồn quý ii chuyển sang"),
        ("# máy in", "# máy in"),
        ("số hoá", plain_letters("SỐ HOÁ và Số hóa")),
        ("mức độ 3, 4", lowered_digits("mức độ 3,4")),
        ("trước và đúng hạn", "trước vă đúng hạn"),
        ("TN&TKQ", "bộ phận tn&tkq"),
    ],
)
def test_a_phrase_is_found(phrase, text):
    assert pattern(phrase).search(text)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("rút", "rútra"),
        ("giao", "giáo dục"),
        ("sẽ", "chia sẻ"),
        ("tồn … chuyển sang", "tồn 5 hồ sơ; chuyển sang"),
        ("tồn … chuyển sang", "tồn quý ii, nay chuyển sang"),
        ("biên chế … #", "biên chế. #"),
    ],
)
def test_a_phrase_is_not_found(phrase, text):
    assert not pattern(phrase).search(text)


def test_the_longest_phrase_is_taken():
    assert any_of(["hồ sơ", "hồ sơ hành chính"]).search("5 hồ sơ hành chính")[0] == "hồ sơ hành chính"


@pytest.mark.parametrize("phrase", ["(quá hạn", "quá hạn)", "[được", "được]"])
def test_open_brackets_are_named(phrase):
    with pytest.raises(WordingError, match="ngoặc"):
        pattern(phrase)


@pytest.mark.parametrize(
    "text", ["Số hoá, Thuỷ lợi, quý III “một” – hai", "ĐÃ GIẢI QUYẾT ₁", "İ ß ﬁ đ Đ ð", ""]
)
def test_changed_text_is_as_long_as_it_was(text):
    assert len(plain_letters(text)) == len(fold_in_place(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tiếp nhận 5 hồ sơ. Đã giải quyết 4.", ["Tiếp nhận 5 hồ sơ.", "Đã giải quyết 4."]),
        ("UBND TP. Huế nhận 1.234 hồ sơ.", ["UBND TP. Huế nhận 1.234 hồ sơ."]),
        ("Dòng một\nDòng hai", ["Dòng một", "Dòng hai"]),
        ("có 5 hồ sơ. còn lại 3", ["có 5 hồ sơ. còn lại 3"]),
    ],
)
def test_sentences(text, expected):
    assert [text[first:last] for first, last in sentences(text)] == expected


def test_a_sentence_without_end_comes_in_pieces():
    text = "giao, " * 2000
    pieces = sentences(text)
    assert max(last - first for first, last in pieces) <= 2000
    assert "".join(text[first:last] for first, last in pieces) == text
