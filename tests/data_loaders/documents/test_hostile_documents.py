"""Documents made to harm: refused within the limits, nothing run, nothing fetched, nothing raised."""

import socket
import zlib

import pytest

from data_loaders.files.file_limits import file_limits
from data_loaders.importing import problem_row, read_file
from data_loaders.reading.reading_process import read_apart, stop_children
from tests.data_loaders.documents.handmade_pdf import PdfSheet, assembled, pdf_file
from tests.data_loaders.documents.handmade_word import MAIN, RELATIONS, p, word_file, zipped

FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>"


def one_page(content, *, kids=b"3 0 R", count=1, font=FONT, more=()):
    """A PDF of one page drawn by `content`, or many references to it."""
    packed = zlib.compress(content)
    stream = b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed)
    resources = b"<</Font<</F 4 0 R>>/XObject<</X 6 0 R>>>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources%s/Contents 5 0 R>>" % resources
    pages = b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count)
    return assembled([b"<</Type/Catalog/Pages 2 0 R>>", pages, page, font, stream, *more])


def form(content, number):
    head = (
        b"<</Type/XObject/Subtype/Form/BBox[0 0 600 900]/Resources<</XObject<</X %d 0 R>>>>/Length %d>>"
        % (number, len(content))
    )
    return b"%sstream\n%s\nendstream" % (head, content)


def unprinted(content):
    """A PDF of one page whose small letters stand for control characters."""
    codes = b"begincmap 1 beginbfrange <61> <7A> <0001> endbfrange endcmap"
    font = FONT[:-2] + b"/ToUnicode 6 0 R>>"
    return one_page(content, font=font, more=[b"<</Length %d>>stream\n%s\nendstream" % (len(codes), codes)])


def with_doctype(declared, used):
    document = (
        f'<!DOCTYPE d [{declared}]><w:document xmlns:w="{MAIN}"><w:body>{p(used)}</w:body></w:document>'
    )
    relation = f'<Relationship Id="r" Type="{RELATIONS}/officeDocument" Target="word/document.xml"/>'
    return zipped(
        {
            "_rels/.rels": f'<Relationships xmlns="x">{relation}</Relationships>',
            "word/document.xml": document,
        }
    )


def nested(depth):
    inside = p("x")
    for _ in range(depth):
        inside = f"<w:tbl><w:tr><w:tc>{inside}</w:tc></w:tr></w:tbl>"
    return word_file(inside)


ENTITIES = '<!ENTITY a "lol">' + "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
REFUSED = {
    "a zip bomb.docx": (lambda: word_file(p("A" * 60_000_000)), "document_too_large"),
    "entities.docx": (lambda: with_doctype(ENTITIES, "&i;"), "document_unreadable"),
    "a file of the machine.docx": (
        lambda: with_doctype('<!ENTITY x SYSTEM "file:///etc/hostname">', "&x;"),
        "document_unreadable",
    ),
    "too deep.docx": (lambda: nested(3000), "document_unreadable"),
    "paragraphs.docx": (lambda: word_file(p("- x") * (file_limits().paragraphs + 1)), "document_too_large"),
    "a workbook.docx": (lambda: zipped({"xl/workbook.xml": "<x/>"}), "document_wrong_ending"),
    "locked.docx": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "document_protected",
    ),
    "a text.pdf": (lambda: b"Bao cao", "document_wrong_ending"),
    "cut off.pdf": (lambda: pdf_file(PdfSheet().text(85, 100, "Báo cáo"))[:400], "document_unreadable"),
    "a million pages.pdf": (
        lambda: one_page(b"", kids=b"3 0 R " * 1_000_000, count=1_000_000),
        "document_too_large",
    ),
    "a million lines.pdf": (lambda: one_page(b"0 0 m 9 9 l S " * 1_000_000), "document_too_large"),
    "empty.txt": (lambda: b"", "document_empty"),
    "a wide table.txt": (lambda: b"\t" * 60_000, "document_too_large"),
}


@pytest.fixture(scope="module", autouse=True)
def _children():
    yield
    stop_children()


@pytest.mark.parametrize("name", REFUSED)
def test_refused_with_a_sentence(name):
    make, code = REFUSED[name]
    found = read_apart(name, make())
    assert (found.refused, [one.code for one in found.problems]) == (True, [code])
    assert problem_row(found.problems[0])["message"].endswith(".")


HARMLESS = {
    "tables in tables.docx": lambda: nested(60),
    "a cell as wide as the sea.docx": lambda: word_file(
        '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr></w:tc></w:tr></w:tbl>' + p("x")
    ),
    "letters that are none.pdf": lambda: unprinted(
        b"BT /F 12 Tf 72 800 Td (AB) Tj 0 -20 Td (ab) Tj 0 -20 Td (CD) Tj ET"
    ),
    "a form in itself.pdf": lambda: one_page(b"/X Do", more=[form(b"/X Do", 6)]),
    "a count that lies.pdf": lambda: one_page(b"BT /F 9 Tf (x) Tj ET", count=2_000_000_000),
}


@pytest.mark.parametrize("name", HARMLESS)
def test_read_without_harm(name):
    found = read_apart(name, HARMLESS[name]())
    assert not found.refused
    assert found.drafts == []


def word_with(relationships="", more=None):
    """A sound report that names parts outside itself or holds more parts."""
    relation = f'<Relationship Id="r" Type="{RELATIONS}/officeDocument" Target="word/document.xml"/>'
    body = p("UBND XÃ TIÊN ĐỘNG") + p("BÁO CÁO") + p("Cải cách hành chính quý III năm 2023") + p("I. KẾT QUẢ")
    return zipped(
        {
            "_rels/.rels": f'<Relationships xmlns="x">{relation}</Relationships>',
            "word/_rels/document.xml.rels": f'<Relationships xmlns="x">{relationships}</Relationships>',
            "word/document.xml": f'<w:document xmlns:w="{MAIN}"><w:body>{body}</w:body></w:document>',
            **(more or {}),
        }
    )


NET, FAR = "http://127.0.0.1:9", 'TargetMode="External"'


def test_nothing_is_fetched(monkeypatch):
    """Links, pictures and styles outside the file stay where they are."""

    def no_network(*_):
        raise AssertionError("a document asked for the network")

    monkeypatch.setattr(socket.socket, "connect", no_network)
    outside = (
        f'<Relationship Id="r1" Type="{RELATIONS}/hyperlink" Target="{NET}/" {FAR}/>'
        f'<Relationship Id="r2" Type="{RELATIONS}/styles" Target="{NET}/styles.xml" {FAR}/>'
        f'<Relationship Id="r3" Type="{RELATIONS}/numbering" Target="../../../etc/passwd"/>'
        f'<Relationship Id="r4" Type="{RELATIONS}/attachedTemplate" Target="file:///D:/mau.dotx" {FAR}/>'
    )
    assert read_file("x.docx", word_with(outside)).drafts[0].unit_code == "hai-duong.tu-ky.tien-dong"


@pytest.mark.parametrize("kind", ["attachedTemplate", "oleObject", "subDocument"])
def test_what_word_would_load_from_the_network_is_refused(kind):
    outside = f'<Relationship Id="r1" Type="{RELATIONS}/{kind}" Target="{NET}/x.dotm" {FAR}/>'
    (problem,) = read_file("x.docx", word_with(outside)).problems
    assert problem.code == "document_active"
    assert "tự tải mẫu hoặc nội dung từ mạng" in problem_row(problem)["message"]


@pytest.mark.parametrize("name", ["x.docm", "x.docx"])
def test_a_document_with_macros_is_refused(name):
    (problem,) = read_file(name, word_with(more={"word/vbaProject.bin": "macro"})).problems
    assert problem.code == "document_active"
    assert "Lưu thành .docx" in problem_row(problem)["message"]
