"""Text from reports shown as it is: nothing in it may act as Markdown or HTML."""

from __future__ import annotations

_SIGNS = frozenset("\\`*_{}[]()#+-.!|<>$~:")


def escaped(text: str) -> str:
    """`text` with the signs that Markdown would take for its own made harmless."""
    return "".join(f"\\{sign}" if sign in _SIGNS else sign for sign in text)


def paragraphs(text: str) -> str:
    """`text` escaped, each of its lines a paragraph of its own."""
    return "\n\n".join(escaped(line.strip()) for line in text.splitlines() if line.strip())
