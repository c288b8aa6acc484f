"""Text from reports shown as it is: nothing in it may act as Markdown or HTML."""

from __future__ import annotations

import re

_SIGNS = frozenset("\\`*_{}[]()#+-.!|<>$~:&")
_JOINER = "\u2060"
"""An invisible sign. Streamlit turns some words into icons, arrows and links even where signs are escaped."""
_TURNED = re.compile(
    r"(?P<icon>:)(?=material/|streamlit)|(?P<link>(?<=http)s?:(?=//)|(?<!\w)www(?=\.)|@)"
    r"|(?<!\S)(?P<arrow>[<>~-])(?=->?(?!\S)|[>=](?!\S))",
    re.IGNORECASE,
)


def escaped(text: str) -> str:
    """`text` with the signs that Markdown would take for its own made harmless."""
    plain = _TURNED.sub(lambda found: found[0] + _JOINER, text)
    return "".join(f"\\{sign}" if sign in _SIGNS else sign for sign in plain)


def unbroken(text: str) -> str:
    """`text` whose percent signs stay on the line of their number."""
    return text.replace(" %", "\N{NO-BREAK SPACE}%")


def paragraphs(text: str) -> str:
    """`text` escaped, each of its lines a paragraph of its own."""
    return "\n\n".join(escaped(line.strip()) for line in text.splitlines() if line.strip())
