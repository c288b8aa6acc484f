"""A document as a whole: one draft, its slots, what is refused and said."""

import pytest

from data_loaders.documents.document_reader import DOCUMENT_FORMATS
from data_loaders.documents.outline_words import phrases, theme_phrases
from data_loaders.importing import import_file, problem_row, read_file
from data_loaders.reading.reading_process import stop_children
from tests.data_loaders.documents.handmade_pdf import PdfSheet, pdf_file
from tests.data_loaders.documents.handmade_word import p, table, word_file

LINES = [
    "ỦY BAN NHÂN DÂN",
    "XÃ TIÊN ĐỘNG",
    "Số: 5/BC-UBND",
    "Tiên Động, ngày 08 tháng 9 năm 2023",
    "BÁO CÁO",
    "Công tác cải cách hành chính quý III năm 2023",
    "I. KẾT QUẢ THỰC HIỆN",
    "1. Cải cách thể chế",
    "UBND xã đã ban hành 01 văn bản.",
    "II. KIẾN NGHỊ",
    "Không có.",
    "Nơi nhận:",
    "- Lưu: VT.",
    "CHỦ TỊCH",
    "Nguyễn Văn A",
]


def contents():
    sheet = PdfSheet()
    for number, line in enumerate(LINES):
        sheet.text(85, 60 + 30 * number, line)
    return {
        "txt": "\r\n".join(LINES).encode("utf-8-sig"),
        "md": "\n\n".join(LINES).encode(),
        "docx": word_file("".join(map(p, LINES))),
        "docm": word_file("".join(map(p, LINES))),
        "pdf": pdf_file(sheet),
    }


@pytest.mark.parametrize("ending", ["txt", "md", "docx", "docm", "pdf"])
def test_one_report_in_every_format(ending):
    found = read_file(f"x.{ending}", contents()[ending])
    (draft,) = found.drafts
    assert (found.kind, draft.kind, draft.slots) == ("document", "document", {"outline", "narrative"})
    assert (draft.unit_code, draft.period) == ("hai-duong.tu-ky.tien-dong", "2023-Q3")
    assert [(one.number, one.title, one.depth, one.text) for one in draft.sections] == [
        ("I", "KẾT QUẢ THỰC HIỆN", 1, ""),
        ("1", "Cải cách thể chế", 2, "UBND xã đã ban hành 01 văn bản."),
        ("II", "KIẾN NGHỊ", 1, "Không có."),
    ]
    assert draft.head == {
        "number": "5/BC-UBND",
        "signed_on": "2023-09-08",
        "title": "Công tác cải cách hành chính quý III năm 2023",
        "signatory_title": "CHỦ TỊCH",
        "signatory": "Nguyễn Văn A",
    }
    assert draft.problems == []


def test_every_format_has_a_test():
    assert {f".{ending}" for ending in contents()} == set(DOCUMENT_FORMATS)


def test_a_report_without_an_outline_is_one_section():
    text = "UBND xã đã triển khai công tác cải cách hành chính trên địa bàn. " * 5
    found = read_file("x.txt", "\n".join([*LINES[:6], text, *LINES[11:]]).encode())
    (section,) = found.drafts[0].sections
    assert (section.title, section.text) == (LINES[5], text.strip())


def test_a_report_of_tables_only():
    body = "".join(map(p, LINES[:6])) + table(["TT", "Thôn", "Số"], ["1", "Đông", "7"])
    found = read_file("x.docx", word_file(body))
    assert len(found.drafts[0].tables) == 1


def test_an_import_keeps_it(engine):
    content = contents()["docx"]
    try:
        said = import_file(engine, "bao-cao.docx", content)
        again = import_file(engine, "bao-cao.docx", content)
    finally:
        stop_children()
    assert (said["status"], said["kind"], again["status"]) == ("saved", "document", "unchanged")


@pytest.mark.parametrize("name", ["bao-cao.doc", "BAO-CAO.DOC", "mau.dot"])
def test_old_word_files_are_told_what_to_do(name):
    found = read_file(name, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    (problem,) = found.problems
    assert (found.refused, problem.code) == (True, "document_old_word")
    assert "Lưu thành .docx" in problem_row(problem)["message"]


@pytest.mark.parametrize(
    ("name", "code"),
    [("x.docx", "document_unreadable"), ("x.pdf", "document_unreadable"), ("x.odt", "file_kind_unknown")],
)
def test_what_cannot_be_read(name, code):
    (problem,) = read_file(name, b"PK\x03\x04 broken %PDF-1.4").problems
    assert problem.code == code


def test_the_words_are_read_and_hold_no_phrase_twice():
    names, hints = theme_phrases("names"), theme_phrases("hints")
    assert len({phrase for phrase, _ in (*names, *hints)}) == len(names) + len(hints)
    assert "noi nhan" in phrases("closing", "recipients")
