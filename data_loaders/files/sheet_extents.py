"""How far the cells of a workbook reach, before a reader makes room for them.

One value in cell XFD1048576 of a small file makes a reader allocate 549 GB; so does a cell repeated
16.384 × 1.048.576 times. The formats that keep cells in records or repeats are looked through here,
.xlsx in the pass that notes what its cells are (`sheet_xml`).
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterator
from xml.parsers import expat

from xlrd.compdoc import CompDoc, CompDocError

from data_loaders.files.file_limits import UnreadableFile, file_limits
from data_loaders.numbers import shown

_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_CHUNK = 1 << 16

_XLS_STREAMS = ("Workbook", "Book")
_XLS_SUBSTREAM, _XLS_PASSWORD = 0x0809, 0x002F
_XLS_VALUES = {0x0006, 0x0203, 0x0204, 0x0205, 0x027E, 0x00BD, 0x00D6, 0x00FD}
_XLS_SEVERAL = 0x00BD

_BROKEN_CONTAINER = (CompDocError, AssertionError, IndexError, RecursionError, ValueError, struct.error)

_XLSB_ROW, _XLSB_VALUES = 0, {*range(2, 12), 62}


class Extent:
    """The cells seen so far. Raises `UnreadableFile` when they reach beyond the limits."""

    def __init__(self) -> None:
        self._limits = file_limits()
        self._before = 0
        self._bottom = self._right = 0

    def next_sheet(self) -> None:
        """Begin another sheet; the room for the ones before stays taken."""
        self._before += self._bottom * self._right
        self._bottom = self._right = 0

    def reach(self, row: int, column: int) -> None:
        """A value stands in this cell (counted from 0)."""
        if row < self._bottom and column < self._right:
            return
        self._bottom, self._right = max(self._bottom, row + 1), max(self._right, column + 1)
        if self._bottom > self._limits.rows or self._right > self._limits.columns:
            raise UnreadableFile(
                "file_too_large",
                what="ô xa nhất",
                value=_rows_and_columns(row + 1, column + 1),
                limit=_rows_and_columns(self._limits.rows, self._limits.columns),
            )
        room = self._before + self._bottom * self._right
        if room > self._limits.cells:
            most = shown(self._limits.cells)
            raise UnreadableFile("file_too_large", what="số ô", value=shown(room), limit=most)


def _rows_and_columns(rows: int, columns: int) -> str:
    return f"dòng {shown(rows)}, cột {shown(columns)}"


def check_extents(suffix: str, content: bytes) -> None:
    """Look through an .xls, .xlsb or .ods file. Raises `UnreadableFile` for cells beyond the limits."""
    check = {".xls": _check_xls, ".xlsb": _check_xlsb, ".ods": _check_ods}.get(suffix)
    if check:
        check(content, Extent())


def _check_xls(content: bytes, extent: Extent) -> None:
    for kind, data in _xls_records(content):
        if kind == _XLS_PASSWORD:
            raise UnreadableFile("file_protected")
        if kind == _XLS_SUBSTREAM:
            extent.next_sheet()
        elif kind in _XLS_VALUES and len(data) >= 6:
            row, column = struct.unpack_from("<HH", data)
            last = struct.unpack_from("<H", data, len(data) - 2)[0] if kind == _XLS_SEVERAL else column
            extent.reach(row, max(column, last))


def _xls_records(content: bytes) -> Iterator[tuple[int, bytes]]:
    """The records of the workbook's stream, none where it cannot be followed.

    Raises `UnreadableFile` for a container that holds something else (slides, a drawing, a text) and for one
    whose directory is broken: a reader that goes round in it takes all the memory there is.
    """
    try:
        container = CompDoc(content, logfile=io.StringIO(), ignore_workbook_corruption=True)
    except _BROKEN_CONTAINER as error:
        raise UnreadableFile("file_unreadable", reason="cấu trúc tệp hỏng") from error
    stream = _xls_stream(container)
    at = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size


def _xls_stream(container: CompDoc) -> bytes:
    try:
        streams = (container.get_named_stream(name) for name in _XLS_STREAMS)
        stream = next((found for found in streams if found is not None), None)
    except _BROKEN_CONTAINER:
        return b""
    if stream is None:
        raise UnreadableFile("file_wrong_ending", value=".xls")
    return stream


def _check_xlsb(content: bytes, extent: Extent) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".bin"):
                extent.next_sheet()
                _check_xlsb_sheet(archive.read(name), extent)


def _check_xlsb_sheet(part: bytes, extent: Extent) -> None:
    row = 0
    for kind, at, size in xlsb_records(part):
        if kind == _XLSB_ROW and size >= 4:
            (row,) = struct.unpack_from("<I", part, at)
        elif kind in _XLSB_VALUES and size >= 4:
            extent.reach(row, struct.unpack_from("<I", part, at)[0])


def xlsb_records(part: bytes) -> Iterator[tuple[int, int, int]]:
    """Kind, place and size of each record; numbers of seven bits a byte, as the format writes them."""
    at, end = 0, len(part)
    while at < end:
        kind = part[at]
        at += 1
        if kind & 0x80 and at < end:
            kind = kind & 0x7F | part[at] << 7
            at += 1
        size = shift = 0
        while at < end and shift < 28:
            byte = part[at]
            size |= (byte & 0x7F) << shift
            at, shift = at + 1, shift + 7
            if not byte & 0x80:
                break
        if at + size <= end:
            yield kind, at, size
        at += size


def _check_ods(content: bytes, extent: Extent) -> None:
    scan = _OdsScan(extent)
    parser = safe_parser(namespace_separator=" ")
    parser.StartElementHandler = scan.start
    with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open("content.xml") as part:
        while chunk := part.read(_CHUNK):
            parser.Parse(chunk)


class _OdsScan:
    """Where the reading of an .ods sheet stands: rows and cells count as often as they are repeated."""

    def __init__(self, extent: Extent) -> None:
        self._extent = extent
        self._row = self._column = self._rows = self._columns = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins; a cell has a value when it says its type, a formula or a text."""
        if name in (f"{_TABLE} table-cell", f"{_TABLE} covered-table-cell"):
            self._column += self._columns
            self._columns = _repeated(attributes, "columns")
            if f"{_OFFICE} value-type" in attributes or f"{_TABLE} formula" in attributes:
                self._reach()
        elif name == f"{_TEXT} p" and self._columns:
            self._reach()
        elif name == f"{_TABLE} table-row":
            self._row += self._rows
            self._rows = _repeated(attributes, "rows")
            self._column = self._columns = 0
        elif name == f"{_TABLE} table":
            self._extent.next_sheet()
            self._row = self._column = self._rows = self._columns = 0

    def _reach(self) -> None:
        self._extent.reach(self._row + self._rows - 1, self._column + self._columns - 1)


def _repeated(attributes: dict[str, str], way: str) -> int:
    text = attributes.get(f"{_TABLE} number-{way}-repeated", "1")
    if not text.isdecimal() or len(text) > 12 or not int(text):
        raise UnreadableFile("file_unreadable", reason=f"ô lặp lại {text[:20]} lần")
    return int(text)


def safe_parser(**options: str) -> expat.XMLParserType:
    """An XML parser that refuses a document type: no workbook needs one, every entity bomb does."""
    parser = expat.ParserCreate(**options)
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    return parser


def _refuse_doctype(*_: object) -> None:
    raise UnreadableFile("file_unreadable", reason="tệp chứa khai báo DTD")
