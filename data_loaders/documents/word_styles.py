"""What paragraph styles of Word say: level of heading, bold, automatic list."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from data_loaders.documents.word_numbering import whole
from data_loaders.documents.word_package import Element, attribute, child, children, is_on

_HEADING = re.compile(r"^(?:heading|tiêu đề|đề mục)\s*([1-6])$", re.IGNORECASE)
_BODY_LEVEL = 9


@dataclass(frozen=True, slots=True)
class WordStyle:
    """A style with what it inherits: heading level (0: none), bold (None: unsaid), list and level in it."""

    id: str
    heading: int = 0
    bold: bool | None = None
    list: str = ""
    level: int | None = None


PLAIN = WordStyle("")


def read_styles(root: Element | None) -> dict[str, WordStyle]:
    """The styles by id, "" being the default paragraph style."""
    elements = {attribute(one, "styleId"): one for one in children(root, "style")}
    styles: dict[str, WordStyle] = {}
    for name in elements:
        _resolve(name, elements, styles, ())
    default = next((name for name, one in elements.items() if _is_default(one)), None)
    styles[""] = styles[default] if default is not None else PLAIN
    return styles


def heading_level(properties: Element | None) -> int | None:
    """The heading level paragraph properties state, None when they state none."""
    stated = attribute(child(properties, "outlineLvl"), "val")
    if not stated:
        return None
    return 0 if whole(stated) >= _BODY_LEVEL else whole(stated) + 1


def _resolve(
    name: str, elements: Mapping[str, Element], styles: dict[str, WordStyle], seen: tuple[str, ...]
) -> WordStyle:
    """The style `name` on top of the one it is based on; a circle of styles ends at its beginning."""
    if name in styles:
        return styles[name]
    if name not in elements or name in seen:
        return PLAIN
    parent = attribute(child(elements[name], "basedOn"), "val")
    below = _resolve(parent, elements, styles, (*seen, name)) if parent and len(seen) < 20 else PLAIN
    styles[name] = _style(name, elements[name], below)
    return styles[name]


def _style(name: str, element: Element, below: WordStyle) -> WordStyle:
    properties, bold = child(element, "pPr"), child(element, "rPr", "b")
    named = _HEADING.match(attribute(child(element, "name"), "val"))
    stated = heading_level(properties)
    heading = int(named[1]) if named else stated if stated is not None else below.heading
    number, level = child(properties, "numPr", "numId"), child(properties, "numPr", "ilvl")
    return WordStyle(
        id=name,
        heading=heading,
        bold=is_on(bold) if bold is not None else below.bold,
        list=attribute(number, "val") if number is not None else below.list,
        level=whole(attribute(level, "val")) if level is not None else below.level,
    )


def _is_default(element: Element) -> bool:
    return attribute(element, "type") == "paragraph" and attribute(element, "default") in ("1", "true", "on")
