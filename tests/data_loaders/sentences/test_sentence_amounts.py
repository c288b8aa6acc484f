"""Numbers of a sentence as offices write them."""

import pytest

from data_loaders.sentences.folded_text import fold_in_place
from data_loaders.sentences.readable_text import readable
from data_loaders.sentences.sentence_amounts import amounts_of


def read(text):
    plain = readable(text)
    return amounts_of(plain, fold_in_place(plain))


def shown(one):
    return (one.kind, one.value, one.whole)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9.737 hồ sơ", ("count", 9737, None)),
        ("4063 thủ tục", ("count", 4063, None)),
        ("04 nhiệm vụ", ("count", 4, None)),
        ("5,65 ngàn hồ sơ", ("count", 5650, None)),
        ("99,6%", ("percent", 99.6, None)),
        ("87, 34 %", ("percent", 87.34, None)),
        ("chín mươi, 12 phần trăm", ("percent", 12, None)),
        ("1.850.687đ", ("money", 1850687, None)),
        ("864.151.000 đồng", ("money", 864151000, None)),
        ("203,592 tỷ", ("money", 203592000000, None)),
        ("86 tỷ 450 triệu đồng", ("money", 86450000000, None)),
        ("1 234 567 đồng", ("money", 1234567, None)),
        ("10 đồng chí", ("count", 10, None)),
        ("10 đ/c", ("count", 10, None)),
        ("258/259 hồ sơ", ("count", 258, 259)),
        ("6/10 đồng chí", ("count", 6, 10)),
        ("52 người trên tổng số 60 biên chế", ("count", 52, 60)),
        ("25 người/26 biên chế", ("count", 25, 26)),
        ("864.151.000 đồng/473.000.000 đồng", ("money", 864151000, 473000000)),
        ("12,6/11,2 tỷ đồng", ("money", 12.6e9, 11.2e9)),
        ("185.342 triệu đồng/402.615 triệu đồng", ("money", 185.342e9, 402.615e9)),
        ("Rà soát văn bản: không.", ("count", 0, None)),
        ("không có hồ sơ trễ hạn", ("zero", 0, None)),
    ],
)
def test_a_number_is_read(text, expected):
    (one,) = read(text)
    assert shown(one) == expected
    assert one.readable


def test_a_slash_between_two_things_parts_them():
    assert [shown(one) for one in read("14 buổi/1.026 lượt người")] == [
        ("count", 14, None),
        ("count", 1026, None),
    ]


@pytest.mark.parametrize(
    ("text", "approximate"),
    [
        ("hơn 13.000 lượt", True),
        ("gần 24%", True),
        ("trên 1.542 tỷ", True),
        ("ước đạt 12 tỷ đồng", True),
        ("trên 06 lĩnh vực", False),
        ("13.000 lượt", False),
    ],
)
def test_what_is_approximate_is_marked(text, approximate):
    (one,) = read(text)
    assert one.approximate is approximate


@pytest.mark.parametrize(
    "text",
    [
        "Quyết định số 07/QĐ-UBND ngày 12 tháng 01 năm 2023",
        "Kế hoạch số: 12-KH-UBND, ngày 28/02/2023",
        "08/KH - UBND ngày 22/02/2023",
        "48/2018/QĐ-UBND ngày 31 tháng 8 năm 2018",
        "Nghị định 43/2011/NĐ-CP ngày 13/6/2011; Nghị định 68",
        "các Kế hoạch số 24, 26 và 27/KH-UBND",
        "CV 477/UBND ngày 10/4/2023",
        "từ ngày 15/12/2022 đến 14/3",
        "giai đoạn 2021 - 2025, định hướng năm 20230",
        "quý III/2023, 6 tháng đầu năm 2023, 9 tháng",
        "TCVN ISO 9001:2015, dịch vụ công mức độ 3, 4 và mức độ 4",
        "họp trực tuyến 3 cấp, chính quyền địa phương 02 cấp, Bộ phận 1 cửa",
        "xếp thứ 21/102, đạt 83,47 điểm",
        "tăng 12% so với năm 2022, giảm 0,8%, vượt 6,4%",
        "mỗi tổ từ 5 đến 7 người, dưới 50%",
        "trong 10 ngày làm việc, trực 24/7",
    ],
)
def test_what_is_no_figure_is_hidden(text):
    assert read(text) == []


@pytest.mark.parametrize("text", ["1.8835.779.000đ", "12 3 4", "45 hồ sơ/ngày"])
def test_what_cannot_be_a_figure_keeps_its_place(text):
    assert not [one for one in read(text) if one.readable and one.value > 1000]
    assert read(text)


def test_a_zero_is_said_once_and_not_beside_a_number():
    assert [one.kind for one in read("không có nhiệm vụ quá hạn chưa thực hiện")] == ["zero"]
    assert [one.kind for one in read("hồ sơ quá hạn nhưng chưa có kết quả 689 hồ sơ")] == ["count"]
