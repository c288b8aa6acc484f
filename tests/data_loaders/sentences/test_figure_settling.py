"""From statements to figures: parts, repetitions, contradictions and agreeing percents."""

import pytest

from data_loaders.drafts import Section
from data_loaders.sentences.passages import narrative_figures


def read(text, title="Kết quả giải quyết hồ sơ"):
    return narrative_figures([Section("1", title, 1, text)], level="commune", period="2023-Q3")


def of(figures, indicator):
    return [(one.value, one.confirmed) for one in figures if one.indicator == indicator]


def test_a_part_of_a_stated_sum_is_no_second_value():
    figures = read("Kiểm tra CCHC 06 đơn vị, gồm 04 xã và 02 phòng.", title="Kiểm tra")
    assert {one.value for one in figures if one.confirmed} == {6}


def test_fields_of_a_total_are_no_second_value():
    figures = read("Tiếp nhận 103 hồ sơ, trong đó: đất đai 37 hồ sơ, hộ tịch 66 hồ sơ.")
    assert of(figures, "dossiers_received") == [(103, True)]


def test_the_same_value_twice_is_one_figure_at_its_first_place():
    figures = read("Tiếp nhận 103 hồ sơ.\nNhư vậy, trong quý tiếp nhận 103 hồ sơ.")
    assert of(figures, "dossiers_received") == [(103, True)]
    assert figures[0].quote == "Tiếp nhận 103 hồ sơ."


def test_a_contradiction_stays_visible_and_is_left_to_a_person():
    figures = read("Tiếp nhận 103 hồ sơ.\nBộ phận Một cửa tiếp nhận 130 hồ sơ.")
    assert of(figures, "dossiers_received") == [(103, False), (130, False)]


def test_a_rounded_or_approximate_repetition_contradicts_nothing():
    figures = read(
        "Giải quyết đúng hạn đạt 99,87%.\nTỷ lệ đúng hạn đạt 99,9%.\nTiếp nhận 1.310 hồ sơ.\n"
        "Như vậy tiếp nhận hơn 1.300 hồ sơ."
    )
    assert (1310, True) in of(figures, "dossiers_received")
    assert (1300, False) in of(figures, "dossiers_received")
    assert all(sure for _, sure in of(figures, "dossiers_on_time_pct"))


def test_a_part_greater_than_its_whole_is_left_to_a_person_with_the_whole():
    figures = read("Tiếp nhận 103 hồ sơ.\nHồ sơ tiếp nhận trực tuyến 1.030 hồ sơ.")
    assert of(figures, "dossiers_received") == [(103, False)]
    assert of(figures, "dossiers_online_received") == [(1030, False)]


def test_what_only_a_section_on_shortcomings_says_is_left_to_a_person():
    results, shortcomings = "Tiếp nhận 103 hồ sơ, trễ hạn 02 hồ sơ.", "Còn 02 hồ sơ trễ hạn; rút 01 hồ sơ."
    sections = [Section("1", "Kết quả", 1, results), Section("2", "Tồn tại, hạn chế", 1, shortcomings)]
    figures = narrative_figures(sections, level="commune", period="2023-Q3")
    assert of(figures, "dossiers_resolved_overdue") == [(2, True)]
    assert of(figures, "dossiers_withdrawn") == [(1, False)]


def test_a_total_that_tells_its_backlog_is_not_what_was_received():
    figures = read("Tiếp nhận 463 hồ sơ (trực tuyến 400 hồ sơ, kỳ trước chuyển sang 12 hồ sơ).")
    assert (463, True) not in of(figures, "dossiers_received")


def test_persons_sent_beside_those_counted_leave_the_count_to_a_person():
    figures = read(
        "Cử 02 đồng chí học lớp trung cấp, 09 lượt công chức dự tập huấn.", title="Đào tạo, bồi dưỡng"
    )
    assert (9, True) not in of(figures, "training_turns")


def test_a_percent_that_agrees_assures_its_pair():
    figures = read("Hồ sơ trực tuyến 258/259 hồ sơ, bằng 99,6%.")
    assert all(one.confirmed for one in figures)
    assert len(figures) == 3


def test_a_percent_that_disagrees_is_kept_as_stated():
    figures = read("Hồ sơ trực tuyến 158/259 hồ sơ, bằng 99,6%.")
    assert [value for value, _ in of(figures, "dossiers_online_pct")] == [99.6]
    assert [value for value, _ in of(figures, "dossiers_online_received")] == [158]


@pytest.mark.parametrize(
    "text",
    [
        "Tổng số hồ sơ tiếp nhận 463 hồ sơ, trong đó tiếp nhận mới 451 hồ sơ, kỳ trước chuyển sang 12 hồ sơ.",
        "Số hồ sơ kỳ trước chuyển sang 12 hồ sơ. Tổng số hồ sơ tiếp nhận 463 hồ sơ. "
        "Số hồ sơ tiếp nhận mới trong kỳ là 451 hồ sơ.",
    ],
)
def test_a_total_with_the_backlog_is_not_what_was_received(text):
    figures = read(text)
    assert (451, True) in of(figures, "dossiers_received")
    assert (463, True) not in of(figures, "dossiers_received")
    assert of(figures, "dossiers_carried_over") == [(12, True)]


def test_the_whole_of_a_pair_yields_to_what_is_named():
    figures = read("Tiếp nhận 300 hồ sơ.\nHồ sơ trực tuyến 258/259 hồ sơ.")
    assert (300, True) in of(figures, "dossiers_received")
    assert (259, True) not in of(figures, "dossiers_received")


def test_numbers_of_two_issuers_are_parts_of_a_sum_nobody_states():
    text = "HĐND xã ban hành 01 nghị quyết, UBND xã ban hành 02 quyết định quy phạm pháp luật."
    assert not any(sure for _, sure in of(read(text, title="Cải cách thể chế"), "legal_docs_issued_commune"))


def test_parts_that_do_not_add_up_to_their_total_are_left_to_a_person():
    text = "Đã giải quyết {} hồ sơ, trong đó trước hạn 90 hồ sơ, đúng hạn 8 hồ sơ, quá hạn 2 hồ sơ."
    assert all(one.confirmed for one in read(text.format(100)))
    assert not any(one.confirmed for one in read(text.format(103)))


def test_villages_that_have_persons_are_no_persons():
    text = "Toàn xã có 11 thôn với người hoạt động không chuyên trách ở thôn 33 người."
    assert of(read(text, title="Tổ chức bộ máy"), "nonprofessional_village") == [(33, True)]


def test_a_number_of_something_longer_named_is_left_to_a_person():
    text = "Nguồn vốn chương trình hỗ trợ phát triển vùng đặc biệt khó khăn được giao 4.120 triệu đồng."
    assert not any(one.confirmed for one in read(text, title="Đầu tư công"))


def test_a_districts_figure_is_not_sure_to_be_its_communes_by_an_earlier_sentence():
    text = "Cán bộ, công chức cấp xã: 118 người. Đã tinh giản 02 biên chế sự nghiệp."
    found = narrative_figures([Section("1", "Tổ chức bộ máy", 1, text)], level="district", period="2021-Q3")
    assert not any(one.confirmed for one in found if one.indicator == "staff_reduced")
