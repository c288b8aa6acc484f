"""A JSON file of rows as a grid: an array of objects, as `export --format json` writes it."""

from __future__ import annotations

import json
from typing import Any

from data_loaders.files.file_limits import UnreadableFile, file_limits


def grid_of_json(content: bytes) -> list[list[Any]]:
    """The objects of `content` as rows under a header of names; raises `UnreadableFile` for other JSON."""
    try:
        rows = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise UnreadableFile("file_unreadable", reason="không phải JSON") from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise UnreadableFile("file_unreadable", reason="không phải danh sách các dòng")
    header = list(dict.fromkeys(key for row in rows for key in row))
    _check_size(len(rows), len(header))
    return [header, *([_cell(row.get(key)) for key in header] for row in rows)]


def _check_size(rows: int, columns: int) -> None:
    limits = file_limits()
    if rows > limits.rows or columns > limits.columns:
        most = f"{limits.rows} dòng, {limits.columns} cột"
        raise UnreadableFile("file_too_large", what="số dòng", value=str(rows), limit=most)


def _cell(value: object) -> object:
    """A cell of a row; what is no single value is shown as text."""
    if value is None or isinstance(value, str | bool | int | float):
        return value
    return json.dumps(value, ensure_ascii=False)
