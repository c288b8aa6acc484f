"""Workbooks made part by part, so that any part can be wrong: .xlsx, .xlsb, .xls, .ods."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping

import xlwt

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
ODF = "urn:oasis:names:tc:opendocument:xmlns"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'

Parts = Mapping[str, str | bytes]


def zipped(parts: Parts) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def unzipped(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed(content: bytes, changes: Mapping[str, bytes | Callable[[bytes], bytes] | None]) -> bytes:
    """The archive with parts replaced, rewritten by a function, or (None) left out."""
    parts = unzipped(content)
    for name, change in changes.items():
        new = change(parts[name]) if callable(change) else change
        parts.pop(name, None)
        if new is not None:
            parts[name] = new
    return zipped(parts)


# ---------------------------------------------------------------- .xlsx


def sheet_xml(rows: str, *, head: str = HEAD, tail: str = "") -> str:
    return f'{head}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{tail}</worksheet>'


def row(number: int, *cells: str) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def cell(reference: str, value: object = 1, attributes: str = "") -> str:
    return f'<c r="{reference}" {attributes}><v>{value}</v></c>'


def inline(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def xlsx(*sheets: str | bytes, target: str = "worksheets/sheet{}.xml", **parts: str) -> bytes:
    """A workbook of sheets S1, S2, …; `shared` and `styles` add those parts."""
    numbers = range(1, len(sheets) + 1)
    listed = "".join(f'<sheet name="S{one}" sheetId="{one}" r:id="r{one}"/>' for one in numbers)
    inside = "".join(relation(f"r{one}", "worksheet", target.format(one)) for one in numbers)
    inside += relation("rs", "sharedStrings", "sharedStrings.xml") + relation("rt", "styles", "styles.xml")
    book = f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{listed}</sheets></workbook>'
    made = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": relations(relation("r1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": book,
        "xl/_rels/workbook.xml.rels": relations(inside),
        **{f"xl/worksheets/sheet{one}.xml": sheet for one, sheet in enumerate(sheets, start=1)},
    }
    names = {"shared": "xl/sharedStrings.xml", "styles": "xl/styles.xml"}
    return zipped(made | {names[name]: text for name, text in parts.items()})


def relation(name: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{name}" Type="{RELATIONS}/{kind}" Target="{target}"/>'


def relations(inside: str) -> str:
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{inside}</Relationships>'


def with_lying_part(content: bytes, name: str, packed: bytes, stated_size: int) -> bytes:
    """The archive with one more deflated part whose header states a size that is not true."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        start, count = archive.start_dir, len(archive.namelist()) + 1
    end = content.rfind(b"PK\x05\x06")
    body, directory, label = content[:start], content[start:end], name.encode()
    sizes = (zlib.crc32(b""), len(packed), stated_size, len(label), 0)
    local = struct.pack("<4sHHHHHIIIHH", b"PK\3\4", 20, 0, 8, 0, 0, *sizes) + label + packed
    entry = (
        struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\1\2", 20, 20, 0, 8, 0, 0, *sizes, 0, 0, 0, 0, start) + label
    )
    directory += entry
    tail = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, count, count, len(directory), start + len(local), 0)
    return body + local + directory + tail


# ---------------------------------------------------------------- .xlsb


def xlsb(*values: tuple[int, int]) -> bytes:
    """A binary workbook with the number 1 at each (row, column)."""
    sheet = _record(129) + _record(148, bytes(16)) + _record(145)
    for line, column in values:
        sheet += _record(0, struct.pack("<I13x", line)) + _record(5, struct.pack("<IId", column, 0, 1.0))
    bundle = struct.pack("<II", 0, 1) + _wide("r1") + _wide("S1")
    workbook = _record(131) + _record(143) + _record(156, bundle) + _record(144) + _record(132)
    return zipped(
        {
            "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types"/>',
            "_rels/.rels": relations(relation("r1", "officeDocument", "xl/workbook.bin")),
            "xl/_rels/workbook.bin.rels": relations(relation("r1", "worksheet", "worksheets/sheet1.bin")),
            "xl/workbook.bin": workbook,
            "xl/worksheets/sheet1.bin": sheet + _record(146) + _record(130),
        }
    )


def _record(kind: int, data: bytes = b"") -> bytes:
    name = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return name + bytes([len(data)]) + data


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


# ---------------------------------------------------------------- .xls


def xls(*rows: tuple[object, ...], at: tuple[int, int] = (0, 0)) -> bytes:
    """An old workbook with the rows given, and a 1 in the cell `at`."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("S1", cell_overwrite_ok=True)
    sheet.write(*at, 1)
    for number, values in enumerate(rows):
        for column, value in enumerate(values):
            sheet.write(number, column, value)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def patched(content: bytes, found: bytes, new: bytes, *, after: int = 0, skip: int = 0) -> bytes:
    """The bytes with `new` written over what stands `skip` bytes behind the first `found`."""
    place = content.index(found, after) + skip
    return content[:place] + new + content[place + len(new) :]


# ---------------------------------------------------------------- .ods


def ods(table: str, *, head: str = HEAD, **parts: bytes) -> bytes:
    spaces = " ".join(f'xmlns:{name}="{ODF}:{name}:1.0"' for name in ("office", "table", "text"))
    body = f'<office:body><office:spreadsheet><table:table table:name="T">{table}</table:table>'
    content = f"{head}<office:document-content {spaces}>{body}</office:spreadsheet></office:body>"
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": f"{content}</office:document-content>",
            "META-INF/manifest.xml": parts.get("manifest", b"<manifest/>"),
        }
    )


def ods_row(*cells: str, repeated: object = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{repeated}">{"".join(cells)}</table:table-row>'


def ods_cell(value: object = "", *, repeated: object = 1) -> str:
    times = f'table:number-columns-repeated="{repeated}"'
    if value == "":
        return f"<table:table-cell {times}/>"
    stated = f'office:value-type="float" office:value="{value}"'
    return f"<table:table-cell {times} {stated}><text:p>{value}</text:p></table:table-cell>"
