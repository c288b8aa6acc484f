"""One pass over the XML of an .xlsx sheet: how far its cells reach, which of them are not plain values."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import IO

from data_loaders.files.file_limits import UnreadableFile
from data_loaders.files.sheet_extents import Extent, safe_parser

_CHUNK = 1 << 16
_FAR_COLUMN = 1 << 20


@dataclass(slots=True)
class MarkedCell:
    """A cell that holds an error, a formula or a number in one of the styles asked for.

    `row` and `column` count from 0; `kind` is the cell's type as the file writes it ("n", "e", "str", …).
    """

    row: int
    column: int
    kind: str
    styled: bool
    formula: str | None = None
    result: str = ""


def marked_cells(part: IO[bytes], styles: set[str], extent: Extent) -> list[MarkedCell]:
    """The marked cells of one sheet. Raises `UnreadableFile` for cells beyond the limits, `ExpatError`."""
    scan = _Scan(styles, extent)
    parser = safe_parser()
    scan.parser = parser
    parser.StartElementHandler = scan.start
    while chunk := part.read(_CHUNK):
        parser.Parse(chunk)
    parser.Parse(b"", True)
    scan.close()
    return scan.found


class _Scan:
    """Where the pass stands: the cell that is open, and what its texts are gathered into."""

    def __init__(self, styles: set[str], extent: Extent) -> None:
        self.found: list[MarkedCell] = []
        self.parser = safe_parser()
        self._styles = styles
        self._extent = extent
        self._names: dict[str, str] = {}
        self._row = self._column = -1
        self._number = ""
        self._kind = ""
        self._gathers = False
        self._cell: MarkedCell | None = None
        self._formula: list[str] = []
        self._result: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins; whatever was gathered for the one before is complete."""
        if self._gathers:
            self.parser.CharacterDataHandler, self._gathers = None, False
        kind = self._names.get(name)
        if kind == "c":
            self._start_cell(attributes)
        elif kind == "row":
            self._start_row(attributes)
        elif kind is not None:
            self._start_content(kind)
        elif not self._names:
            prefix = name[: name.find(":") + 1]
            self._names = {prefix + one: one for one in ("c", "row", "v", "f", "is")}

    def close(self) -> None:
        """The last cell is complete."""
        cell = self._cell
        if cell is None:
            return
        cell.result = "".join(self._result).strip()
        if cell.formula is not None:
            cell.formula = "".join(self._formula).strip()
        if cell.formula is not None or cell.kind == "e" or cell.result:
            self.found.append(cell)
        self._cell = None

    def _start_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r", "")
        self._number = number if number.isdecimal() else ""
        self._row = int(number) - 1 if self._number else self._row + 1
        self._column = -1

    def _start_cell(self, attributes: dict[str, str]) -> None:
        if self._cell is not None:
            self.close()
        reference = attributes.get("r", "")
        column = _COLUMNS.get(reference.removesuffix(self._number))  # as nearly every cell is written
        if column is None:
            self._place(reference)
        else:
            self._column = column
        self._kind = attributes.get("t", "n")
        styled = attributes.get("s") in self._styles
        if styled or self._kind == "e":
            self._open(styled=styled)

    def _open(self, *, styled: bool) -> MarkedCell:
        self._cell = MarkedCell(self._row, self._column, self._kind, styled)
        self._formula, self._result = [], []
        return self._cell

    def _start_content(self, kind: str) -> None:
        self._extent.reach(self._row, self._column)
        if kind == "f":
            self._open(styled=self._cell is not None and self._cell.styled).formula = ""
            self.parser.CharacterDataHandler, self._gathers = self._formula.append, True
        elif self._cell is not None:
            self.parser.CharacterDataHandler, self._gathers = self._result.append, True

    def _place(self, reference: str) -> None:
        """Where the cell stands: as it says, else right of the one before."""
        letters = reference.rstrip("0123456789")
        number = reference[len(letters) :]
        if not letters or not number:
            self._column += 1
            return
        self._column = _column(letters)
        self._row = int(number[:12]) - 1


@lru_cache(maxsize=4096)
def _column(letters: str) -> int:
    """Letters as a column counted from 0; more letters than a sheet has columns for lie far away."""
    if not letters.isascii() or not letters.isalpha():
        raise UnreadableFile("file_unreadable", reason=f"địa chỉ ô không đúng: {letters[:20]}")
    if len(letters) > 3:
        return _FAR_COLUMN
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - 64
    return column - 1


_COLUMNS = {_letters: _column(_letters) for _letters in map(chr, range(65, 91))}
