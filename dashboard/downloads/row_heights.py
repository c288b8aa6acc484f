"""How high a row must be for its wrapped texts; not every program that opens a workbook measures them."""

from __future__ import annotations

_LINE, _PADDING, _TIGHTER = 15.5, 5, 1.08


def row_height(*texts: tuple[str, float]) -> float:
    """The height in points that texts of 12 points need, each with the width of its column in characters."""
    lines = max(1, *(-(-len(text) // max(1, int(width * _TIGHTER))) for text, width in texts))
    return _PADDING + _LINE * lines
