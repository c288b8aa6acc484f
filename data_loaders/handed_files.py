"""Files on a disk that may be reports: which ones, and their bytes, however many or locked they are."""

from __future__ import annotations

import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from data_loaders.documents.document_reader import DOCUMENT_FORMATS
from data_loaders.files.file_limits import UnreadableFile, at_most, file_limits
from data_loaders.files.spreadsheets import FORMATS

_ENDINGS = (*FORMATS, *DOCUMENT_FORMATS)
_TEMPORARY = ("~$", ".", "~")
_MEGABYTE = 1 << 20


def handed_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files named, and of the folders named those that can be read, in order of their names."""
    for path in paths:
        yield from files_below(path) if path.is_dir() else [path]


def files_below(folder: Path) -> list[Path]:
    """The files of a folder and its subfolders that can be read, but for what programs leave behind."""
    try:
        return sorted(path for path in folder.rglob("*") if _is_wanted(path) and path.is_file())
    except OSError:  # a shared drive that is gone holds nothing for now
        return []


def content_of(path: Path) -> bytes:
    """The bytes of a file. Raises `UnreadableFile` when it is locked, gone, too large, a pipe or a device."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise UnreadableFile("file_locked", reason="không phải tệp thường")
        at_most("dung lượng (MB)", path.stat().st_size / _MEGABYTE, file_limits().file_megabytes)
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFile("file_locked", reason=error.strerror or type(error).__name__) from error


def _is_wanted(path: Path) -> bool:
    return path.suffix.lower() in _ENDINGS and not path.name.startswith(_TEMPORARY)
