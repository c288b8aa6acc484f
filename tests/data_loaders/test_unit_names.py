"""Units as offices write them: found however written, asked about when several, never a wrong one."""

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_loaders.catalogue.folding import fold
from data_loaders.catalogue.units import ancestors, unit_kinds, units
from data_loaders.names.unit_names import unit_of_cell, unit_of_texts
from data_loaders.sheets.table_headers import is_total

NAMES = [fold(one.name) for one in units().values()]
UNIQUE = [one for one in units().values() if NAMES.count(fold(one.name)) == 1]
TWICE = [one for one in units().values() if NAMES.count(fold(one.name)) > 1]
LETTERS = "abcdeghiklmnopqrstuvxy"


def unit(text, context=()):
    found = unit_of_cell(text, context=context)
    return found.unit.code if found.unit else None


def kind_words(one):
    kind = unit_kinds()[one.kind]
    return (kind.name_vi, *kind.short_forms)


@pytest.mark.parametrize("one", UNIQUE, ids=lambda one: one.code)
def test_a_name_is_found_however_it_is_written(one):
    for kind in kind_words(one):
        for text in (f"{kind} {one.name}", f"UBND {kind} {one.name}", f"{kind} {one.name}".upper()):
            assert unit(text) == one.code, text
    for text in (
        one.name,
        one.name.upper(),
        fold(one.name),
        f"  {one.name} ",
        f"1. {one.full_name}",
        one.code,
    ):
        assert unit(text) == one.code, text
    assert unit(unicodedata.normalize("NFD", one.full_name)) == one.code
    assert unit(", ".join(above.full_name for above in (one, *ancestors(one.code)))) == one.code


@pytest.mark.parametrize("one", TWICE, ids=lambda one: one.code)
def test_namesakes_are_asked_about_unless_a_parent_is_named(one):
    found = unit_of_cell(one.full_name)
    assert found.unit is None
    assert {two.code for two in found.candidates} == {two.code for two in TWICE if two.name == one.name}
    parent = units()[one.parent]
    assert unit(one.full_name, (parent.full_name,)) == one.code
    assert unit(f"{one.name} ({parent.name})") == one.code
    assert unit(f"{one.full_name}, {parent.full_name}") == one.code


@pytest.mark.parametrize("one", UNIQUE, ids=lambda one: one.code)
def test_one_slip_that_leaves_one_unit_is_taken_with_a_warning(one):
    rng = random.Random(one.code)
    for _ in range(12):
        at = rng.randrange(1, len(one.name))
        changed = rng.choice(
            (
                one.name[:at] + one.name[at + 1 :],
                one.name[:at] + rng.choice(LETTERS) + one.name[at:],
                one.name[:at] + rng.choice(LETTERS) + one.name[at + 1 :],
            )
        )
        found = unit_of_cell(f"{unit_kinds()[one.kind].name_vi} {changed}")
        if found.unit:
            assert found.unit == one, changed
            assert found.misspelt or fold(changed) == fold(one.name), changed


def test_a_wrong_accent_is_a_slip():
    assert unit_of_cell("Xã Tiền Động").misspelt
    assert not unit_of_cell("xã tien dong").misspelt


@pytest.mark.parametrize(
    "text", ["Xã Hoà Lâm", "Xã Hòa Lâm", "XÃ HOÀ LÂM", unicodedata.normalize("NFD", "Hoà Lâm")]
)
def test_the_place_of_a_tone_mark_does_not_matter(text):
    found = unit_of_cell(text)
    assert (found.unit.code, found.misspelt) == ("hoai-giang.ben-lam.hoa-lam", False)


def test_another_kind_of_unit_is_told():
    assert unit_of_cell("Phường Tiên Động").misspelt


PROSE = [
    *(
        "Xã",
        "xã hội",
        "Phường",
        "Huyện",
        "x",
        "tt",
        "tp",
        "TP-HT",
        "p. 5",
        "q 3",
        "Tổng",
        "Ghi chú",
        "Văn bản",
    ),
    *("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Xã Cộng Hòa", "Tổng Cọt"),
    *("Trạm y tế xã Tiên Động", "Phòng Nội vụ huyện Tứ Kỳ", "Trường THCS Tiên Động", "Thôn Khê Hạ", "12345"),
    *("xã Khê Thượng và xã Khê Hạ", "Thủ tướng", "tx", "h.", "UBND", "UBND xã", "UBND các xã, phường", ""),
    *("Hồ sơ", "Thị trấn", "Kết quả"),
]


@pytest.mark.parametrize("text", PROSE)
def test_what_is_no_units_name_names_none(text):
    assert unit(text) is None


@given(st.text(max_size=40))
def test_no_text_makes_it_fail_or_names_a_unit_by_chance(text):
    found = unit_of_cell(text)
    assert found.unit is None or fold(found.unit.name)[:3] in fold(text) or text.strip() in units()


@given(st.lists(st.text(alphabet=LETTERS, min_size=1, max_size=7), min_size=1, max_size=5))
def test_random_words_name_no_unit(words):
    found = unit_of_cell(" ".join(words))
    near = {name for name in NAMES if len(name) - 2 <= len(" ".join(words)) <= len(name) + 2}
    assert found.unit is None or near


@pytest.mark.parametrize(
    "name", ["Cộng Hòa", "Tổng Cọt", "Toàn Thắng", "Xã Cộng Hòa", "Cộng Hiền", "Tổng Lãnh"]
)
def test_names_that_begin_like_a_total_are_none(name):
    assert not is_total(name)


TOTALS = [
    *(
        "Tổng",
        "Tổng cộng",
        "TỔNG CỘNG:",
        "Cộng",
        "Tổng số",
        "Toàn huyện",
        "Toàn tỉnh",
        "Tổng cộng toàn huyện",
    ),
    *(
        "Tổng cộng 18 xã",
        "Cộng cấp xã",
        "Toàn huyện Tứ Kỳ",
        "Tổng số (18 xã, thị trấn)",
        "Trung bình",
        "Total",
    ),
]


@pytest.mark.parametrize("name", TOTALS)
def test_totals(name):
    assert is_total(name)


HEADS = {
    ("UBND HUYỆN TỨ KỲ", "UBND XÃ TIÊN ĐỘNG"): "hai-duong.tu-ky.tien-dong",
    ("ỦY BAN NHÂN DÂN", "XÃ TIÊN ĐỘNG"): "hai-duong.tu-ky.tien-dong",
    ("UBND HUYỆN TỨ KỲ", "XÃ TIÊN ĐỘNG", "Số: 12/BC-UBND"): "hai-duong.tu-ky.tien-dong",
    ("UBND HUYỆN TỨ KỲ UBND XÃ TIÊN ĐỘNG",): "hai-duong.tu-ky.tien-dong",
    ("Đơn vị báo cáo: UBND xã Tiên Động",): "hai-duong.tu-ky.tien-dong",
    ("Đơn vị: Tiên Động",): "hai-duong.tu-ky.tien-dong",
    ("(Kèm theo Báo cáo của UBND xã Tiên Động)",): "hai-duong.tu-ky.tien-dong",
    ("UBND THỊ XÃ BẾN LÂM", "PHÒNG NỘI VỤ"): "hoai-giang.ben-lam",
    ("UBND HUYỆN LÂM KHÊ", "Tổng hợp của các xã Khê Hạ, xã Khê Trung"): "hoai-giang.lam-khe",
    ("UBND TỈNH BÌNH ĐỊNH", "UBND HUYỆN AN LÃO"): "binh-dinh.an-lao",
    ("UBND HUYỆN AN LÃO", "thành phố Hải Phòng"): "hai-phong.an-lao",
    ("HĐND-UBND PHƯỜNG BẾN HẠ",): "hoai-giang.ben-lam.ben-ha",
    ("UBND HUYỆN TỨ KỲ", "UBND XÃ TIÊN ĐỘNGG"): "hai-duong.tu-ky.tien-dong",
}


@pytest.mark.parametrize("lines", HEADS)
def test_the_unit_of_a_heading(lines):
    assert unit_of_texts(lines).unit.code == HEADS[lines]


UNCLEAR = {
    ("UBND HUYỆN TỨ KỲ", "UBND XÃ LẠ HOẮC"): set(),
    ("UBND HUYỆN TỨ KỲ", "UBND XÃ ........"): set(),
    ("UBND HUYỆN TỨ KỲ", "XÃ LẠ HOẮC"): set(),
    ("UBND HUYỆN AN LÃO",): {"binh-dinh.an-lao", "hai-phong.an-lao"},
    ("UBND XÃ KHÊ HẠ", "(của UBND xã Khê Thượng)"): {
        "hoai-giang.lam-khe.khe-ha",
        "hoai-giang.lam-khe.khe-thuong",
    },
    ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",): set(),
}


@pytest.mark.parametrize("lines", UNCLEAR)
def test_a_heading_that_leaves_the_unit_open(lines):
    found = unit_of_texts(lines)
    assert found.unit is None
    assert {one.code for one in found.candidates} == UNCLEAR[lines]


def test_similar_names_are_suggested():
    assert "hai-duong.tu-ky.tien-dong" in {one.code for one in unit_of_cell("Xã Tiến Đông Hạ").similar}
