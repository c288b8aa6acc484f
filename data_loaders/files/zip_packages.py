"""What a zipped file (.xlsx, .ods, .docx, …) holds, looked at before any part of it is parsed."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from data_loaders.files.file_limits import UnreadableFile, at_most, file_limits

_MEGABYTE = 1 << 20
_DENSEST = 1032
"""Deflate never packs a byte into less than this share: a part this small cannot unpack to more."""

_LOCAL_HEADER = 30
_MANIFEST = "META-INF/manifest.xml"
_KIND = "mimetype"


def check_package(suffix: str, content: bytes) -> None:
    """Raises `UnreadableFile` for a broken or protected archive, one of another kind, or a zip bomb."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            _check_sizes(parts)
            _check_kind(suffix, archive)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, zlib.error, struct.error) as error:
        raise UnreadableFile("file_unreadable", reason="tệp hỏng hoặc tải thiếu") from error
    for part in parts:
        if part.compress_size * _DENSEST > file_limits().inflated_megabytes * _MEGABYTE:
            _check_stated_size(part, content)


def _check_sizes(parts: list[zipfile.ZipInfo]) -> None:
    limits = file_limits()
    at_most("số phần trong tệp", len(parts), limits.entries)
    unpacked = sum(part.file_size for part in parts) / _MEGABYTE
    at_most("dung lượng giải nén (MB)", unpacked, limits.inflated_megabytes)
    for part in parts:
        if part.flag_bits & 1:
            raise UnreadableFile("file_protected")
        if part.file_size > _MEGABYTE:
            at_most("tỷ lệ nén", part.file_size / max(part.compress_size, 1), limits.ratio)


def _check_kind(suffix: str, archive: zipfile.ZipFile) -> None:
    """The ending must be one of the archive's kind; a part that stands twice would be read in two ways."""
    names = archive.namelist()
    if len(set(names)) < len(names):
        raise UnreadableFile("file_unreadable", reason="một phần của tệp có hai bản")
    if suffix not in _endings(set(names)):
        raise UnreadableFile("file_wrong_ending", value=suffix)
    if suffix == ".ods":
        _check_open_document(archive)


def _check_open_document(archive: zipfile.ZipFile) -> None:
    """Texts and slides have the same parts as spreadsheets: what a file is stands in a part of its own."""
    names = archive.namelist()
    if _KIND in names and b"spreadsheet" not in archive.read(_KIND):
        raise UnreadableFile("file_wrong_ending", value=".ods")
    if _MANIFEST in names and b"encryption-data" in archive.read(_MANIFEST):
        raise UnreadableFile("file_protected")


def _endings(names: set[str]) -> tuple[str, ...]:
    """The endings that fit an archive of these parts."""
    if "xl/workbook.bin" in names:
        return (".xlsb",)
    if any(name.startswith("xl/") for name in names):
        return (".xlsx", ".xlsm")
    if any(name.startswith("word/") for name in names):
        return (".docx", ".docm")
    return (".ods",) if "content.xml" in names else ()


def _check_stated_size(part: zipfile.ZipInfo, content: bytes) -> None:
    """Unpack a big part and throw it away: what it states about its size must be true."""
    start = part.header_offset
    name, extra = struct.unpack_from("<HH", content, start + _LOCAL_HEADER - 4)
    packed = memoryview(content)[start + _LOCAL_HEADER + name + extra :][: part.compress_size]
    if part.compress_type == zipfile.ZIP_DEFLATED and not _unpacks_to(packed, part.file_size):
        raise UnreadableFile("file_unreadable", reason="dung lượng ghi trong tệp không đúng")


def _unpacks_to(packed: memoryview, size: int) -> bool:
    unpacker, left, rest = zlib.decompressobj(-zlib.MAX_WBITS), size, bytes(packed)
    while left >= 0 and not unpacker.eof:
        piece = unpacker.decompress(rest, _MEGABYTE)
        rest = unpacker.unconsumed_tail
        if not piece and not rest:
            break
        left -= len(piece)
    return left == 0
