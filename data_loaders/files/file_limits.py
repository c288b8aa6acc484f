"""What a file may be before it is opened: size, parts, unpacked size. Data: `file_limits.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePath

from data_loaders.catalogue.problem_kinds import problem_kinds
from data_loaders.numbers import shown

_MEGABYTE = 1 << 20
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
ZIPPED = (".xlsx", ".xlsm", ".xlsb", ".ods", ".docx", ".docm")
_PLAIN = (".csv", ".md", ".txt")
_DOCUMENTS = (".docx", ".docm", ".pdf", ".txt", ".md")
_SEPARATORS = (b",", b";", b"\t")
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
    cells: int
    columns: int
    pages: int
    page_objects: int
    part_megabytes: int
    paragraphs: int
    problems_of_a_kind: int
    seconds: int
    memory_megabytes: int


class UnreadableFile(Exception):
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
    """The problem kind that says `code` of this file: what to do is another thing for a document."""
    suffix = PurePath(name).suffix.lower()
    if suffix in _OLD_WORD:
        return "document_old_word"
    other = code.replace("file_", "document_", 1)
    return other if suffix in _DOCUMENTS and other in problem_kinds() else code


def at_most(what: str, value: float, limit: float) -> None:
    """Raises `UnreadableFile` when `value` is over `limit`."""
    if value > limit:
        raise UnreadableFile("file_too_large", what=what, value=shown(round(value, 1)), limit=shown(limit))


def check_size(content: bytes) -> None:
    """The look that costs nothing: whether there are bytes, and not too many."""
    if not content:
        raise UnreadableFile("file_empty")
    at_most("dung lượng (MB)", len(content) / _MEGABYTE, file_limits().file_megabytes)


def check_opening(suffix: str, content: bytes) -> None:
    """Whether a file begins as its ending says. Raises `UnreadableFile`."""
    if suffix in (*ZIPPED, ".xls") and content.startswith(_OLD_OFFICE) and _ENCRYPTED_PART in content:
        raise UnreadableFile("file_protected")
    fits = {
        **dict.fromkeys(ZIPPED, content.startswith(_ZIP)),
        ".xls": content.startswith(_OLD_OFFICE),
        ".pdf": b"%PDF" in content[:1024],
        **dict.fromkeys(_PLAIN, not content.startswith((_ZIP, _OLD_OFFICE, b"%PDF"))),
    }
    if not fits.get(suffix, True):
        raise UnreadableFile("file_wrong_ending", value=suffix)


def check_lines(content: bytes) -> None:
    """Whether a text table has no more lines, columns and cells than allowed. Raises `UnreadableFile`."""
    limits = file_limits()
    at_most("số dòng", content.count(b"\n"), limits.rows)
    for mark in filter(content.count, _SEPARATORS):
        at_most("số ô", content.count(mark), limits.cells)
        at_most("số cột", max(line.count(mark) for line in content.split(b"\n")) + 1, limits.columns)
