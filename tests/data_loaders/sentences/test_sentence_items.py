"""A sentence cut into its numbers with the words that speak of them."""

import pytest

from data_loaders.sentences.folded_text import fold_in_place
from data_loaders.sentences.readable_text import readable
from data_loaders.sentences.sentence_items import items_of


def items(text):
    plain = readable(text)
    return items_of(plain, fold_in_place(plain))


def beside(text):
    return [(one.before.strip(), one.amount.value, one.after.strip(" .")) for one in items(text)]


def test_words_in_front():
    assert beside("trước hạn 47 hồ sơ, đúng hạn 0 hồ sơ, quá hạn 01 hồ sơ") == [
        ("trước hạn", 47, ""),
        ("đúng hạn", 0, ""),
        ("quá hạn", 1, ""),
    ]


def test_words_behind():
    assert beside("258 hồ sơ trước hạn, 0 hồ sơ đúng hạn và 01 hồ sơ quá hạn") == [
        ("", 258, "trước hạn"),
        ("", 0, "đúng hạn"),
        ("và", 1, "quá hạn"),
    ]


def test_without_signs_the_list_decides():
    assert [one[0] for one in beside("trước hạn 258 hồ sơ đúng hạn 3 hồ sơ quá hạn 1 hồ sơ")] == [
        "trước hạn",
        "đúng hạn",
        "quá hạn",
    ]
    assert [one[2] for one in beside("258 hồ sơ trước hạn 3 hồ sơ đúng hạn 1 hồ sơ quá hạn")] == [
        "trước hạn",
        "đúng hạn",
        "quá hạn",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "đã giải quyết 45 hồ sơ (trước hạn: 45 hồ sơ (đạt 100%), trễ hạn: 0 hồ sơ), hồ sơ rút: 03 hồ sơ",
        "đã xong 321 hồ sơ (trước hạn 320 hồ sơ, đạt 99%; trễ hạn 1 hồ sơ), rút 06 hồ sơ",
    ],
)
def test_lists_and_shares(text):
    resolved, early, share, late, withdrawn = items(text)
    assert early.head is resolved
    assert share.base is early
    assert late.head is resolved
    assert withdrawn.head is None


def test_a_list_of_parts():
    received, early, late = items("tiếp nhận 327 hồ sơ, trong đó: trước hạn 321 hồ sơ; trễ hạn 6 hồ sơ")
    assert (early.head, late.head) == (received, received)


def test_what_begins_and_ends_a_list_speaks_of_all():
    assert [one[0] for one in beside("tuyển dụng 03 công chức, 41 viên chức")] == ["tuyển dụng"] * 2
    assert [one[2] for one in beside("đăng 15 tin, 05 bài về chuyển đổi số")] == ["về chuyển đổi số"] * 2


def test_what_is_told_in_turn():
    names = [
        one.before.split()[-2:] for one in items("tỷ lệ số hóa thành phần và kết quả lần lượt đạt 98% và 97%")
    ]
    assert [name[-1] for name in names] == ["phần", "quả"]


def test_a_pair_that_spells_out_a_share():
    share, pair = items("Tỷ lệ hồ sơ trực tuyến đạt 62,4% (17.880/28.654 hồ sơ).")
    assert pair.explains_share
    assert share.base is None


def test_a_row_of_many_numbers_is_a_table():
    assert items("; ".join(f"{number} hồ sơ" for number in range(150))) == []
