"""Looking at a file before it is parsed: size, kind, parts, how far its cells reach."""

from __future__ import annotations

from pathlib import PurePath

from data_loaders.files.file_limits import ZIPPED, check_lines, check_opening, check_size
from data_loaders.files.sheet_extents import check_extents
from data_loaders.files.zip_packages import check_package


def check_file(name: str, content: bytes) -> None:
    """Raises `UnreadableFile` when the file must not be opened. Runs in the process that reads it."""
    suffix = PurePath(name).suffix.lower()
    check_size(content)
    check_opening(suffix, content)
    if suffix in ZIPPED:
        check_package(suffix, content)
    check_extents(suffix, content)
    if suffix == ".csv":
        check_lines(content)
