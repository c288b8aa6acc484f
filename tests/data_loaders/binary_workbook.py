"""Workbooks as .xlsb, the binary format no library writes: only what holds sheets, cells and formats."""

import io
import struct
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date

from tests.data_loaders.sheet_plans import At, Cell, SheetPlan

_TYPES = """<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>"""
_RELATIONS = """<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>"""
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ERRORS = {"#REF!": 0x17, "#DIV/0!": 0x07, "#N/A": 0x2A, "#VALUE!": 0x0F}
_PERCENT_STYLE = 1


def as_xlsb(plans: Sequence[SheetPlan]) -> bytes:
    """The workbook as .xlsb bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _relations([("rId1", "officeDocument", "xl/workbook.bin")]))
        parts = [(f"rId{n}", "worksheet", f"worksheets/sheet{n}.bin") for n in range(1, len(plans) + 1)]
        styles = ("rIdS", "styles", "styles.bin")
        archive.writestr("xl/_rels/workbook.bin.rels", _relations([*parts, styles]))
        archive.writestr("xl/workbook.bin", b"".join(_workbook(plans)))
        archive.writestr("xl/styles.bin", b"".join(_styles()))
        for number, plan in enumerate(plans, start=1):
            archive.writestr(f"xl/worksheets/sheet{number}.bin", b"".join(_sheet(plan)))
    return target.getvalue()


def _relations(parts: Sequence[tuple[str, str, str]]) -> str:
    one = '<Relationship Id="{}" Type="{}/{}" Target="{}"/>'
    return _RELATIONS.format("".join(one.format(name, _OFFICE, kind, path) for name, kind, path in parts))


def _record(kind: int, data: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 0x80 else bytes([(kind & 0x7F) | 0x80, kind >> 7])
    length, size = b"", len(data)
    while True:
        length += bytes([(size & 0x7F) | (0x80 if size > 0x7F else 0)])
        size >>= 7
        if not size:
            return head + length + data


def _text(text: str) -> bytes:
    written = text.encode("utf-16-le")
    return struct.pack("<I", len(written) // 2) + written


def _workbook(plans: Sequence[SheetPlan]) -> Iterator[bytes]:
    yield _record(131)
    yield _record(143)
    for number, plan in enumerate(plans, start=1):
        state = struct.pack("<II", int(plan.hidden), number)
        yield _record(156, state + _text(f"rId{number}") + _text(plan.name))
    yield _record(144)
    yield _record(132)


def _styles() -> Iterator[bytes]:
    """Two cell formats: general, and percent by a format of its own."""
    yield _record(278)
    yield _record(615, struct.pack("<I", 1))
    yield _record(44, struct.pack("<H", 164) + _text("0.00%"))
    yield _record(616)
    yield _record(617, struct.pack("<I", 2))
    for number_format in (0, 164):
        yield _record(47, struct.pack("<HHHHH", 0, number_format, 0, 0, 0) + bytes(6))
    yield _record(618)
    yield _record(279)


def _sheet(plan: SheetPlan) -> Iterator[bytes]:
    yield _record(129)
    yield _record(148, struct.pack("<IIII", 0, max(plan.height - 1, 0), 0, max(plan.width - 1, 0)))
    yield _record(145)
    for row in range(plan.height):
        cells = sorted((at, cell) for at, cell in plan.cells.items() if at[0] == row)
        yield _record(0, struct.pack("<IIHBBBI", row, 0, 300, 0, 0, 0, 0))
        for at, cell in cells:
            yield _cell(at, cell)
    yield _record(146)
    yield _record(177, struct.pack("<I", len(plan.merged)))
    for top, left, bottom, right in plan.merged:
        yield _record(176, struct.pack("<IIII", top, bottom, left, right))
    yield _record(178)
    yield _record(130)


def _cell(at: At, cell: Cell) -> bytes:
    head = struct.pack("<II", at[1], _PERCENT_STYLE if cell.percent else 0)
    if cell.error:
        return _record(3, head + bytes([_ERRORS[cell.error]]))
    value = cell.value
    if isinstance(value, date):
        value = f"{value.day:02d}/{value.month:02d}/{value.year}"
    if value is None:
        return _record(1, head)
    if isinstance(value, str):
        return _record(6, head + _text(value))
    return _record(5, head + struct.pack("<d", value))
