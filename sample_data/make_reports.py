"""Write the five sample reports as Word files of official look: `python -m sample_data.make_reports`.

The text is that of `sample_data/reports/*/bao-cao.md`, their source; the forms and the one-stop table
beside it become the appendix. Same sources, same bytes.
"""

from __future__ import annotations

from pathlib import Path

from docx.document import Document

from data_loaders.documents.document_head import is_place_line, texts
from data_loaders.documents.document_model import Paragraph
from data_loaders.documents.document_parts import DocumentParts, is_name, parts_of
from data_loaders.documents.document_reader import read_blocks
from data_loaders.documents.outline_words import starts_with
from data_loaders.files.spreadsheets import Sheet, read_sheets
from sample_data.report_pages import (
    TINY,
    add_centred,
    add_columns,
    add_heading,
    add_page,
    add_table,
    add_text,
    new_document,
    saved,
    write_lines,
)

FOLDER = Path(__file__).parent / "reports"
SOURCE, WRITTEN = "bao-cao.md", "bao-cao.docx"
_COUNTRY = (
    ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", True, False),
    ("Độc lập - Tự do - Hạnh phúc", True, False),
)
_OFFICE = "ỦY BAN NHÂN DÂN"
_WIDE = 8
_ROOM_TO_SIGN = 3


def main() -> None:
    """Write `bao-cao.docx` beside every `bao-cao.md`."""
    for source in sorted(FOLDER.glob(f"*/{SOURCE}")):
        source.with_name(WRITTEN).write_bytes(report_bytes(source))


def report_bytes(source: Path) -> bytes:
    """The Word file of one report."""
    parts = parts_of(read_blocks(source.name, source.read_bytes()).blocks)
    document = new_document()
    _add_head(document, texts(parts.head))
    for block in (*parts.body, *parts.closing):
        if isinstance(block, Paragraph) and block.heading:
            add_heading(document, block.text, block.heading)
        elif isinstance(block, Paragraph):
            add_text(document, block.text)
    _add_end(document, parts)
    for workbook in sorted(source.parent.glob("*.xlsx")):
        for sheet in read_sheets(workbook.name, workbook.read_bytes()):
            _add_appendix(document, sheet)
    return saved(document)


def _add_head(document: Document, lines: list[str]) -> None:
    """Office, number and country in two columns, then title, addressee and first paragraph."""
    number = next(i for i, line in enumerate(lines) if line.startswith("Số:"))
    title = next(i for i, line in enumerate(lines) if line == "BÁO CÁO")
    left, right = add_columns(document, (6.7, 10.0))
    kind, office_of = lines[0][: len(_OFFICE)], lines[0][len(_OFFICE) :].strip()
    office = [
        (kind, True, False),
        (office_of, True, False),
        *((line, False, False) for line in lines[1:number]),
    ]
    write_lines(left, [*office, (lines[number].replace(": /", ":          /"), False, False)])
    write_lines(right, [*_COUNTRY, *((line, False, True) for line in lines[number + 1 : title])])
    document.add_paragraph()
    for line in lines[title:]:
        if starts_with(line, "head", "addressee"):
            add_centred(document, line, bold=False)
        elif len(line) < 120 and not is_place_line(line) and not line.endswith(":"):
            add_centred(document, line)
        else:
            add_text(document, line)


def _add_end(document: Document, parts: DocumentParts) -> None:
    """Recipients on the left, title and name of the signatory on the right."""
    document.add_paragraph()
    left, right = add_columns(document, (8.0, 8.5))
    recipients = texts(parts.recipients)
    write_lines(
        left,
        [(line, place == 0, place == 0) for place, line in enumerate(recipients)],
        centred=False,
        size=TINY,
    )
    signed = texts(parts.signature)
    titles = [(line, True, False) for line in signed if not is_name(line)]
    names = [(line, True, False) for line in signed if is_name(line)]
    write_lines(right, [*titles, *[("", False, False)] * (_ROOM_TO_SIGN if names else 0), *names])


def _add_appendix(document: Document, sheet: Sheet) -> None:
    """A sheet of the report's workbook on a page of its own: the lines above, then the table."""
    top = next(row for row in range(sheet.height) if sum(map(bool, sheet.texts(row))) > 1)
    lines = [text for row in range(top) for text in sheet.texts(row) if text]
    add_page(document, lines, wide=sheet.width > _WIDE)
    rows = [[sheet.text(row, column) for column in range(sheet.width)] for row in range(top, sheet.height)]
    merged = [
        (first - top, left, last - top, right) for first, left, last, right in sheet.merged if first >= top
    ]
    add_table(document, rows, merged, max((area[2] for area in merged), default=0) + 1)


if __name__ == "__main__":
    main()
