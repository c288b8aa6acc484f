"""Reading the catalogue's own CSV and TOML files, and the error for a wrong one."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


class CatalogueError(ValueError):
    """A data file of the catalogue contradicts itself; the message names file and row."""


def rows(name: str) -> list[dict[str, str]]:
    """The rows of CSV file `name` as header -> text, in file order."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def document(name: str) -> dict[str, Any]:
    """TOML file `name`, parsed."""
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


def unique(name: str, values: Iterable[object]) -> None:
    """Raise `CatalogueError` when a value of file `name` stands twice."""
    seen: set[object] = set()
    for value in values:
        if value in seen:
            raise CatalogueError(f"{name}: {value!r} stands twice")
        seen.add(value)


def require(condition: bool, name: str, what: str) -> None:
    """Raise `CatalogueError` "name: what" unless `condition` holds."""
    if not condition:
        raise CatalogueError(f"{name}: {what}")


def parts(text: str, separator: str = "|") -> tuple[str, ...]:
    """The non-empty pieces of `text` between separators, trimmed."""
    return tuple(piece.strip() for piece in text.split(separator) if piece.strip())
