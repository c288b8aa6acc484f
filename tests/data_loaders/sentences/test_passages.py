"""Which paragraphs of a report are read, with what leads up to them, and where a figure stands."""

from data_loaders.drafts import Section
from data_loaders.sentences.passages import narrative_figures, passages_of

RESULTS = Section("I", "KẾT QUẢ THỰC HIỆN", 1, "")


def stated(*sections, level="commune"):
    return [one.value for one in narrative_figures(sections, level=level, period="2023-Q3")]


def test_sections_on_tasks_ahead_state_no_results():
    assert stated(Section("II", "Việc của quý sau", 1, "Tiếp nhận 300 hồ sơ.", future=True)) == []


def test_a_figure_stands_in_its_section():
    text = "Bộ phận Một cửa làm việc tốt; lưu ý Quyết định số 12/QĐ-UBND.  Tiếp nhận 103  hồ sơ. Hết."
    section = Section("2", "Cải cách thủ tục hành chính", 2, text)
    (one,) = narrative_figures([RESULTS, section], level="commune")
    assert one.place.section == "I. KẾT QUẢ THỰC HIỆN › 2. Cải cách thủ tục hành chính"
    assert one.quote == "Tiếp nhận 103  hồ sơ."
    assert one.quote in text
    assert (one.source, one.slot) == ("narrative", "narrative")


def test_a_heading_may_state_a_figure():
    (one,) = narrative_figures([RESULTS, Section("a", "Tiếp nhận 103 hồ sơ", 2, "")], level="commune")
    assert one.quote == "Tiếp nhận 103 hồ sơ"


def test_list_items_lead_what_is_below_them():
    text = "- Hồ sơ tiếp nhận:\n+ Trực tuyến: 80 hồ sơ.\n+ Trực tiếp: 23 hồ sơ.\nTổ chức 02 cuộc họp."
    direct = next(one for one in passages_of([Section("1", "Kết quả", 1, text)]) if "Trực tiếp" in one.text)
    assert direct.leading == ("- Hồ sơ tiếp nhận:", "1. Kết quả")
    meeting = next(one for one in passages_of([Section("1", "Kết quả", 1, text)]) if "cuộc họp" in one.text)
    assert meeting.leading == ("1. Kết quả",)


def test_list_items_lead_across_sections():
    sections = [
        RESULTS,
        Section("-", "Công chức", 2, "Có 09 người."),
        Section("+", "Chuyên môn", 3, "Đại học 9/9."),
        Section("2", "Tài chính công", 2, "Có 01 đơn vị."),
    ]
    learned, finance = (
        next(p for p in passages_of(sections) if sign in p.text) for sign in ("9/9", "01 đơn")
    )
    assert "- Công chức" in learned.leading
    assert not any("Công chức" in one for one in finance.leading)


def test_lines_without_numbers_are_not_read():
    assert passages_of([Section("1", "Kết quả", 1, "Làm tốt.\n\nXem Phụ lục.")]) == []


def test_no_sections_no_figures():
    assert narrative_figures([], level="commune") == []
