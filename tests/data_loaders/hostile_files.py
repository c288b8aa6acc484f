"""Files that must not be read: broken, disguised, enormous or foreign, each with the codes that say so."""

import io
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import xlsxwriter

from tests.data_loaders.made_workbooks import (
    HEAD,
    MAIN,
    PACKAGE,
    cell,
    changed,
    inline,
    ods,
    ods_cell,
    ods_row,
    patched,
    relation,
    relations,
    row,
    sheet_xml,
    with_lying_part,
    xls,
    xlsb,
    xlsx,
    zipped,
)

ROOT = Path(__file__).resolve().parents[2]
GOOD_NAME = "tien-dong-2023-q3-bieu-mau.xlsx"
GOOD = (ROOT / "sample_data" / "reports" / "tien-dong-2023-q3" / "bieu-mau.xlsx").read_bytes()
GOOD_FIGURES = 69

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
MILLION = 1_000_000

UNREADABLE, TOO_LARGE, WRONG_ENDING = "file_unreadable", "file_too_large", "file_wrong_ending"
PROTECTED, ENCODING, BREAKS = "file_protected", "file_encoding", "file_breaks_reader"
NOTHING = "nothing_recognised"


@dataclass(frozen=True)
class Hostile:
    """A file by name, how to make it, and the code that must be among its problems."""

    name: str
    make: Callable[[], bytes]
    code: str


def entity_bomb(depth: int = 10) -> str:
    """A document type whose last entity stands for 10^depth characters."""
    grown = "".join(f'<!ENTITY l{one} "{f"&l{one - 1};" * 10}">' for one in range(1, depth + 1))
    return f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "l">{grown}]>'


OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l10 SYSTEM "file:///etc/passwd">]>'
SHARED = '{}<sst xmlns="' + MAIN + '"><si><t>&l10;</t></si></sst>'
NAMED_BY_ENTITY = sheet_xml(row(1, cell("A1", 0, 't="s"')))


def encrypted() -> bytes:
    """What Excel writes with a password: an old container with the part EncryptedPackage."""
    name = "EncryptedPackage".encode("utf-16-le")
    return OLD_OFFICE + bytes(504) + name + bytes(4096)


def password_xls() -> bytes:
    """The record behind the first one says that all others are encrypted."""
    return patched(xls(), b"\x09\x08\x10\x00\x00\x06", b"\x2f\x00", skip=20)


def slides() -> bytes:
    """An old container that can be followed and holds no workbook."""
    return xls().replace("Workbook".encode("utf-16-le"), "Pictures".encode("utf-16-le"))


def letter() -> bytes:
    return changed(ods(""), {"mimetype": b"application/vnd.oasis.opendocument.text"})


def lying_bomb(part: str, text: bytes) -> bytes:
    """A part that states ten bytes and unpacks to 400 MB."""
    packer = zlib.compressobj(1, zlib.DEFLATED, -15)
    piece = text * ((4 << 20) // len(text))
    packed = b"".join(packer.compress(piece) for _ in range(100)) + packer.flush()
    whole = changed(xlsx(sheet_xml(row(1, cell("A1")))), {part: None} if "sheet" in part else {})
    return with_lying_part(whole, part, packed, 10)


def many_columns() -> bytes:
    return xlsx(sheet_xml(row(1, *(f"<c><v>{one}</v></c>" for one in range(LAST_COLUMN)))))


def circular_xls() -> bytes:
    """Each sector of the container says that it is followed by itself."""
    content = xls(*((one, "x" * 50) for one in range(300)))
    (first,) = struct.unpack_from("<I", content, 76)
    start = 512 * (first + 1)
    return content[:start] + struct.pack("<20I", *range(20)) + content[start + 80 :]


def round_xls() -> bytes:
    """The container's list of parts is followed by itself: without a look a reader takes all memory."""
    content = xls(("x", 1))
    (parts,), (chains,) = (struct.unpack_from("<I", content, at) for at in (48, 76))
    return patched(content, content[:1], struct.pack("<I", parts), skip=512 * (chains + 1) + 4 * parts)


def charts_only() -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        chart = book.add_chart({"type": "bar"})
        chart.add_series({"values": "={1,2,3}"})
        book.add_chartsheet("Biểu đồ").set_chart(chart)
    return file.getvalue()


def empty_book() -> bytes:
    file = io.BytesIO()
    openpyxl.Workbook().save(file)
    return file.getvalue()


def far(reference: str) -> bytes:
    return xlsx(sheet_xml(row(1, cell("A1")) + row(LAST_ROW, cell(reference))))


FAR_ODS = ods_row(ods_cell(5, repeated=LAST_COLUMN), repeated=LAST_ROW)
FAR_BEHIND_BLANKS = ods_row(ods_cell("", repeated=LAST_COLUMN), repeated=LAST_ROW - 1) + ods_row(
    ods_cell("", repeated=LAST_COLUMN - 1), ods_cell(7)
)
TWO_COPIES = zipped({"xl/worksheets/sheet1.xml": ""})

DISGUISED = (
    Hostile("empty.xlsx", bytes, "file_empty"),
    Hostile("text.xlsx", lambda: b"STT;Noi dung;So lieu\r\n1;Van ban;12\r\n", WRONG_ENDING),
    Hostile("picture.xlsx", lambda: b"\x89PNG\r\n\x1a\n" + bytes(2000), WRONG_ENDING),
    Hostile("paper.xlsx", lambda: b"%PDF-1.7\n" + bytes(2000), WRONG_ENDING),
    Hostile("page.xls", lambda: b"<html><table><tr><td>STT</td></tr></table></html>", WRONG_ENDING),
    Hostile(
        "2003.xls", lambda: b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>', WRONG_ENDING
    ),
    Hostile("new-as-old.xls", lambda: GOOD, WRONG_ENDING),
    Hostile("old-as-new.xlsx", xls, WRONG_ENDING),
    Hostile("workbook.csv", lambda: GOOD, WRONG_ENDING),
    Hostile("workbook.ods", lambda: GOOD, WRONG_ENDING),
    Hostile("workbook.xlsb", lambda: GOOD, WRONG_ENDING),
    Hostile("open.xlsx", lambda: ods(ods_row(ods_cell(1))), WRONG_ENDING),
    Hostile("slides.xls", slides, WRONG_ENDING),
    Hostile("letter.ods", letter, WRONG_ENDING),
    Hostile("letter.xlsx", lambda: zipped({"word/document.xml": "<w/>"}), WRONG_ENDING),
    Hostile("photos.xlsx", lambda: zipped({"a.jpg": b"\xff\xd8"}), WRONG_ENDING),
    Hostile("nothing-in-it.xlsx", lambda: zipped({}), WRONG_ENDING),
    Hostile("biff2.xls", lambda: bytes.fromhex("0900040002001000 0a000000"), WRONG_ENDING),
    Hostile("biff4.xls", lambda: bytes.fromhex("0904060000041000 0000 0a000000"), WRONG_ENDING),
    Hostile("program.exe", lambda: b"MZ" + bytes(200), "file_kind_unknown"),
    Hostile("no-ending", lambda: GOOD, "file_kind_unknown"),
)

PROTECTED_FILES = (
    Hostile("password.xlsx", encrypted, PROTECTED),
    Hostile("password.xls", password_xls, PROTECTED),
    Hostile("new-password.xls", encrypted, PROTECTED),
    Hostile("password.ods", lambda: ods("", manifest=b"<x><encryption-data/></x>"), PROTECTED),
)

BROKEN = (
    *(
        Hostile(f"first-{one}-percent.xlsx", lambda one=one: GOOD[: len(GOOD) * one // 100], UNREADABLE)
        for one in (1, 50, 99)
    ),
    Hostile("half.xls", lambda: xls(*((one, "x" * 50) for one in range(500)))[:9000], UNREADABLE),
    Hostile("half.ods", lambda: ods(FAR_ODS)[:300], UNREADABLE),
    Hostile("half.xlsb", lambda: xlsb((0, 0))[:500], UNREADABLE),
    Hostile("only-a-header.xls", lambda: OLD_OFFICE, UNREADABLE),
    Hostile("noise.xls", lambda: OLD_OFFICE + b"\xff" * 5000, UNREADABLE),
    Hostile("circular.xls", circular_xls, UNREADABLE),
    Hostile("round.xls", round_xls, UNREADABLE),
    Hostile("no-workbook.xlsx", lambda: changed(GOOD, {"xl/workbook.xml": None}), UNREADABLE),
    Hostile("no-relations.xlsx", lambda: changed(GOOD, {"xl/_rels/workbook.xml.rels": None}), UNREADABLE),
    Hostile("empty-part.xlsx", lambda: changed(GOOD, {"xl/worksheets/sheet1.xml": b""}), UNREADABLE),
    Hostile("no-string.xlsx", lambda: xlsx(NAMED_BY_ENTITY), UNREADABLE),
    Hostile("outside.xlsx", lambda: xlsx(NAMED_BY_ENTITY, target="../../../../etc/passwd"), UNREADABLE),
    Hostile("web.xlsx", lambda: xlsx(NAMED_BY_ENTITY, target="http://192.0.2.1/{}.xml"), UNREADABLE),
    Hostile(
        "not-utf-8.xlsx",
        lambda: xlsx(sheet_xml(inline("A1", "?")).encode().replace(b"?</t>", b"\xff</t>")),
        UNREADABLE,
    ),
    Hostile(
        "twice.xlsx", lambda: with_lying_part(TWO_COPIES, "xl/worksheets/sheet1.xml", b"", 0), UNREADABLE
    ),
    Hostile("cell-of-row-0.xlsx", lambda: xlsx(sheet_xml(row(1, cell("A0")))), UNREADABLE),
    Hostile("cell-nowhere.xlsx", lambda: xlsx(sheet_xml(row(1, cell("$A$1")))), UNREADABLE),
    Hostile("minus-5-times.ods", lambda: ods(ods_row(ods_cell(1), repeated=-5)), UNREADABLE),
    Hostile("abc-times.ods", lambda: ods(ods_row(ods_cell(1, repeated="abc"))), UNREADABLE),
)

BOMBS = (
    Hostile("zip-bomb.xlsx", lambda: with_lying_part(zipped({}), "xl/a.xml", b"", 320 << 20), TOO_LARGE),
    Hostile("dense.xlsx", lambda: xlsx(sheet_xml(" " * (40 << 20))), TOO_LARGE),
    Hostile("lying.xlsx", lambda: lying_bomb("xl/worksheets/sheet1.xml", b"<row/>"), UNREADABLE),
    Hostile("lying-strings.xlsx", lambda: lying_bomb("xl/sharedStrings.xml", b"<si/>"), UNREADABLE),
    Hostile("6000-parts.xlsx", lambda: zipped({f"xl/{one}.xml": b"" for one in range(6000)}), TOO_LARGE),
    Hostile(
        "laughs-sheet.xlsx",
        lambda: xlsx(sheet_xml(row(1, inline("A1", "&l10;")), head=entity_bomb())),
        UNREADABLE,
    ),
    Hostile(
        "laughs-strings.xlsx", lambda: xlsx(NAMED_BY_ENTITY, shared=SHARED.format(entity_bomb())), UNREADABLE
    ),
    Hostile(
        "laughs-styles.xlsx", lambda: xlsx(NAMED_BY_ENTITY, styles=SHARED.format(entity_bomb())), UNREADABLE
    ),
    Hostile(
        "laughs.ods",
        lambda: ods(ods_row("<table:table-cell>&l10;</table:table-cell>"), head=entity_bomb()),
        UNREADABLE,
    ),
    Hostile("outside-entity.xlsx", lambda: xlsx(NAMED_BY_ENTITY, shared=SHARED.format(OUTSIDE)), UNREADABLE),
    Hostile(
        "outside-entity.ods",
        lambda: ods(ods_row("<table:table-cell>&l10;</table:table-cell>"), head=OUTSIDE),
        UNREADABLE,
    ),
    Hostile("deep.ods", lambda: ods("<table:table>" * 20_000 + "</table:table>" * 20_000), UNREADABLE),
    Hostile("deep.json", lambda: b"[" * 100_000, UNREADABLE),
)

ENORMOUS = (
    Hostile("far.xlsx", lambda: far("XFD1048576"), TOO_LARGE),
    Hostile("far-small-letters.xlsx", lambda: far("xfd1048576"), TOO_LARGE),
    Hostile(
        "far-by-order.xlsx",
        lambda: xlsx(sheet_xml(row(LAST_ROW, "<c/>" * 16_383, "<c><v>1</v></c>"))),
        TOO_LARGE,
    ),
    Hostile(
        "far-utf-16.xlsx",
        lambda: xlsx(sheet_xml(row(LAST_ROW, cell("XFD1")), head=HEAD.replace("8", "16")).encode("utf-16")),
        TOO_LARGE,
    ),
    Hostile(
        "far-corner.xlsx",
        lambda: xlsx(sheet_xml(row(1, cell("A1")) + row(199_999, cell("BXX199999")))),
        TOO_LARGE,
    ),
    Hostile("far.xlsb", lambda: xlsb((0, 0), (LAST_ROW - 1, LAST_COLUMN - 1)), TOO_LARGE),
    Hostile("far-corner.xlsb", lambda: xlsb((0, 0), (199_999, 1999)), TOO_LARGE),
    Hostile("far.xls", lambda: xls(at=(65_535, 255)), TOO_LARGE),
    Hostile("far.ods", lambda: ods(FAR_ODS), TOO_LARGE),
    Hostile("far-behind-blanks.ods", lambda: ods(FAR_BEHIND_BLANKS), TOO_LARGE),
    Hostile(
        "a-million-rows.xlsx", lambda: xlsx(sheet_xml("<row><c><v>1</v></c></row>" * MILLION)), TOO_LARGE
    ),
    Hostile("200001-rows.xlsx", lambda: xlsx(sheet_xml(row(200_001, cell("A200001")))), TOO_LARGE),
    Hostile("a-million-rows.csv", lambda: b"1,2,3\n" * MILLION, TOO_LARGE),
    Hostile("16384-columns.xlsx", many_columns, TOO_LARGE),
    Hostile("10000-sheets.xlsx", lambda: xlsx(*["<worksheet/>"] * 10_000), TOO_LARGE),
    Hostile("600-sheets.xlsx", lambda: xlsx(*[sheet_xml("")] * 600), TOO_LARGE),
    Hostile("one-line.csv", lambda: b"1;" * (5 * MILLION), TOO_LARGE),
    Hostile("only-line-ends.csv", lambda: b"\n" * (20 * MILLION), TOO_LARGE),
    Hostile("60-megabytes.csv", lambda: b"x" * (60 << 20), TOO_LARGE),
    Hostile("one-cell.csv", lambda: b"x" * (5 * MILLION), UNREADABLE),
    Hostile("open-quote.csv", lambda: b'"' + b"x" * (5 * MILLION), UNREADABLE),
)

ODD_TEXTS = (
    Hostile("nul.csv", lambda: b"Don vi,So\x00\n1,2\n", UNREADABLE),
    Hostile("utf-16-without-mark.csv", lambda: "Đơn vị,Số\n".encode("utf-16-le"), ENCODING),
    Hostile("utf-16-cut.csv", lambda: "Đơn vị".encode("utf-16")[:-1], ENCODING),
    Hostile("half-pairs.csv", lambda: b"\xff\xfe\x00\xd8\x00\xd8a\x00", ENCODING),
    Hostile("windows-1258.csv", lambda: b"\xd0on v\xf2i;S\xf4\n1;2\n", ENCODING),
    Hostile("shift-jis.csv", lambda: "単位,値\n".encode("shift-jis"), ENCODING),
    Hostile("only-a-mark.csv", lambda: b"\xef\xbb\xbf", NOTHING),
    Hostile("blanks.csv", lambda: b" \r\n \r\n", NOTHING),
)

NOT_A_REPORT = (
    Hostile("new.xlsx", empty_book, NOTHING),
    Hostile("charts.xlsx", charts_only, NOTHING),
    Hostile("no-sheets.xlsx", xlsx, NOTHING),
    Hostile("blank.ods", lambda: ods(""), NOTHING),
    Hostile(
        "blank-to-the-end.ods",
        lambda: ods(ods_row(ods_cell("", repeated=LAST_COLUMN), repeated=LAST_ROW)),
        NOTHING,
    ),
    Hostile(
        "all-merged.xlsx",
        lambda: xlsx(
            sheet_xml(row(1, cell("A1")), tail='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')
        ),
        NOTHING,
    ),
    Hostile("number-of-words.xlsx", lambda: xlsx(sheet_xml(row(1, cell("A1", "abc")))), NOTHING),
    Hostile("number.xlsb", lambda: xlsb((0, 0), (3, 2)), NOTHING),
    Hostile("number.xls", lambda: xls((1, 2, 3)), NOTHING),
)

WORD_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
RELS_KIND = "application/vnd.openxmlformats-package.relationships+xml"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word(body: str, *, head: str = HEAD) -> bytes:
    text = f'{head}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    types = (
        f'<Override PartName="/word/document.xml" ContentType="{WORD_KIND}"/>'
        f'<Default Extension="rels" ContentType="{RELS_KIND}"/>'
    )
    return zipped(
        {
            "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types">{types}</Types>',
            "_rels/.rels": relations(relation("r1", "officeDocument", "word/document.xml")),
            "word/document.xml": text,
        }
    )


ECONOMY = """ỦY BAN NHÂN DÂN XÃ TIÊN ĐỘNG
BÁO CÁO
Tình hình kinh tế - xã hội quý III năm 2023
I. NÔNG NGHIỆP
Giải ngân vốn đầu tư công được 12 tỷ đồng, đạt 60 % kế hoạch.
"""
OFF_TOPIC = "document_off_topic"

DOCUMENTS = (
    Hostile("laughs.docx", lambda: word("<w:p>&l10;</w:p>", head=entity_bomb()), "document_unreadable"),
    Hostile("deep.docx", lambda: word("<w:p>" * 50_000 + "</w:p>" * 50_000), "document_unreadable"),
    Hostile("long.docx", lambda: word("<w:p><w:r><w:t>x</w:t></w:r></w:p>" * 300_000), "document_too_large"),
    Hostile("workbook.docx", lambda: GOOD, "document_wrong_ending"),
    Hostile("workbook.pdf", lambda: GOOD, "document_wrong_ending"),
    Hostile("noise.pdf", lambda: b"%PDF-1.7\n" + b"\xff\x00" * 5000, "document_unreadable"),
    Hostile("old.doc", lambda: OLD_OFFICE + bytes(5000), "document_old_word"),
    Hostile("readme.md", lambda: b"# Usage\n\nRun it.\n", OFF_TOPIC),
    Hostile("economy.txt", ECONOMY.encode, OFF_TOPIC),
)

HOSTILE = {
    one.name: one
    for group in (DISGUISED, PROTECTED_FILES, BROKEN, BOMBS, ENORMOUS, ODD_TEXTS, NOT_A_REPORT, DOCUMENTS)
    for one in group
}
