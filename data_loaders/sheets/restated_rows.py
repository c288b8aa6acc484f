"""Rows of a long table that restate figures of other files, as the project's own exports do.

Such a row names its source (form, table, narrative) and where it stands there; both are kept.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Any

from data_loaders.catalogue.forms import form_rows
from data_loaders.drafts import NOWHERE, SOURCES, Place
from data_loaders.files.spreadsheets import Sheet
from data_loaders.sheets.wide_reader import table_slot

_CELL = re.compile(r"(?P<sheet>.*)!(?P<cell>[A-Z]{1,3}\d{1,7})", re.DOTALL)
_YES = ("true", "1", "có", "yes", "đúng", "x")
_NO = ("false", "0", "không", "no", "sai", "chưa")


def restated(
    sheet: Sheet, row: int, roles: Mapping[str, int], indicator: str, breakdown: str
) -> dict[str, Any]:
    """What a row says of its figure: source, slot; place, quote, confirmed, approximate where named."""

    def said(role: str) -> str:
        return exact_text(sheet, row, roles[role]) if role in roles else ""

    if said("source") not in SOURCES:
        return {"source": "table", "slot": table_slot(indicator, breakdown)}
    source = said("source")
    stated: dict[str, Any] = {"source": source, "slot": slot_of(source, indicator, breakdown)}
    place = _place(said("section") or said("place"), source)
    if place or source == "narrative":
        stated["place"] = place or NOWHERE
    if "place" in stated and "quote" in roles:
        stated["quote"] = said("quote")
    if said("confirmed").strip().lower() in _NO:
        stated["confirmed"] = False
    if said("approximate").strip().lower() in _YES:
        stated["approximate"] = True
    return stated


def exact_text(sheet: Sheet, row: int, column: int) -> str:
    """A cell's text with its line breaks and spaces as they are (NFC)."""
    value = sheet.value(row, column)
    return unicodedata.normalize("NFC", value) if isinstance(value, str) else sheet.text(row, column)


def slot_of(source: str, indicator: str, breakdown: str) -> str:
    """The part of a report that a restated figure belongs to."""
    if source == "narrative":
        return source
    form = _form_slots().get((indicator, breakdown), "") if source == "form" else ""
    return form or table_slot(indicator, breakdown)


def _place(text: str, source: str) -> Place | None:
    if not text:
        return None
    cell = _CELL.fullmatch(text) if source != "narrative" else None
    return Place(sheet=cell["sheet"], cell=cell["cell"]) if cell else Place(section=text)


@cache
def _form_slots() -> dict[tuple[str, str], str]:
    return {(row.indicator, row.breakdown): row.slot for row in form_rows() if row.indicator}
