"""What a file may be before it is opened: size, parts, unpacked size. Data: `file_limits.toml`."""

from __future__ import annotations

import io
import tomllib
import zipfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePath

from data_loaders.catalogue.problem_kinds import problem_kinds
from data_loaders.numbers import shown

_MEGABYTE = 1 << 20
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_ZIPPED = (".xlsx", ".xlsm", ".xlsb", ".ods", ".docx", ".docm")
_DOCUMENTS = (".docx", ".docm", ".pdf", ".txt", ".md")
_OLD_WORD = (".doc", ".dot")
_ENCRYPTED_PART = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True, slots=True)
class FileLimits:
    """The limits of `file_limits.toml`; sizes in megabytes, time in seconds."""

    file_megabytes: int
    inflated_megabytes: int
    ratio: int
    entries: int
    sheets: int
    rows: int
    columns: int
    pages: int
    page_objects: int
    part_megabytes: int
    seconds: int
    memory_megabytes: int


class UnreadableFile(Exception):  # noqa: N818
    """A file that cannot be opened; `code` names the problem kind, `details` fill its sentence."""

    def __init__(self, code: str, **details: str) -> None:
        """Take the problem's code and what fills its sentence."""
        super().__init__(code)
        self.code = code
        self.details = details


@cache
def file_limits() -> FileLimits:
    """The limits in force."""
    path = Path(__file__).with_name("file_limits.toml")
    return FileLimits(**tomllib.loads(path.read_text(encoding="utf-8"))["limits"])


def said_of(name: str, code: str) -> str:
    """The problem kind that says `code` of this file: of a document what to do is another thing than of a workbook."""
    suffix = PurePath(name).suffix.lower()
    if suffix in _OLD_WORD:
        return "document_old_word"
    other = code.replace("file_", "document_", 1)
    return other if suffix in _DOCUMENTS and other in problem_kinds() else code


def check_file(name: str, content: bytes) -> None:
    """Look at a file without parsing it. Raises `UnreadableFile` when it must not be opened."""
    limits = file_limits()
    suffix = PurePath(name).suffix.lower()
    if not content:
        raise UnreadableFile("file_empty")
    _at_most("dung lượng (MB)", len(content) / _MEGABYTE, limits.file_megabytes)
    if suffix in _ZIPPED and content.startswith(_OLD_OFFICE):
        protected = _ENCRYPTED_PART in content
        raise UnreadableFile("file_protected") if protected else UnreadableFile("file_wrong_ending", value=suffix)
    if suffix in _ZIPPED and not content.startswith(_ZIP):
        raise UnreadableFile("file_wrong_ending", value=suffix)
    if suffix == ".xls" and not content.startswith(_OLD_OFFICE):
        raise UnreadableFile("file_wrong_ending", value=suffix)
    if suffix == ".pdf" and b"%PDF" not in content[:1024]:
        raise UnreadableFile("file_wrong_ending", value=suffix)
    if suffix in (".csv", ".md", ".txt") and content.startswith((_ZIP, _OLD_OFFICE, b"%PDF")):
        raise UnreadableFile("file_wrong_ending", value=suffix)
    if suffix in _ZIPPED:
        _check_zip(content)


def _check_zip(content: bytes) -> None:
    """Refuse an archive with too many parts, or parts that unpack to too much."""
    limits = file_limits()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise UnreadableFile("file_unreadable", reason="tệp hỏng hoặc tải thiếu") from error
    _at_most("số phần trong tệp", len(parts), limits.entries)
    _at_most("dung lượng giải nén (MB)", sum(part.file_size for part in parts) / _MEGABYTE, limits.inflated_megabytes)
    for part in parts:
        if part.flag_bits & 1:
            raise UnreadableFile("file_protected")
        if part.file_size > _MEGABYTE:
            _at_most("tỷ lệ nén", part.file_size / max(part.compress_size, 1), limits.ratio)


def _at_most(what: str, value: float, limit: float) -> None:
    if value > limit:
        raise UnreadableFile("file_too_large", what=what, value=shown(round(value, 1)), limit=shown(limit))
