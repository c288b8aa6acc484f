"""What a figure can be broken down by: level, one-stop field, group of staff. Data: `groups.csv`."""

from __future__ import annotations

from functools import cache

from data_loaders.catalogue.data_files import rows
from data_loaders.catalogue.fields import field_named, fields
from data_loaders.catalogue.folding import fold_words
from data_loaders.catalogue.forms import LEVELS

_LEVEL_NAMES = {
    "commune": ("cấp xã", "commune level"),
    "district": ("cấp huyện", "district level"),
    "province": ("cấp tỉnh", "province level"),
}


@cache
def groups() -> dict[str, dict[str, str]]:
    """Groups of staff by id."""
    return {row["group"]: row for row in rows("groups.csv")}


def breakdown_named(text: str) -> str | None:
    """The breakdown a table calls `text` ("field:TP-HT", "Chứng thực", "level:commune"), or None."""
    kind, _, name = text.partition(":")
    if kind == "level":
        return text if name in LEVELS else None
    if kind == "group":
        return text if name in groups() else None
    if kind == "field" and name.strip():
        field = field_named(name)
        return field.breakdown if field else text
    field = field_named(text)
    group = next((one for one, row in groups().items() if fold_words(row["name_vi"]) == fold_words(text)), "")
    return field.breakdown if field else (f"group:{group}" if group else None)


def breakdown_name(breakdown: str, language: str = "vi") -> str:
    """How a person reads a breakdown: "field:TP-HT" -> "Tư pháp - Hộ tịch"; "" for the whole."""
    kind, _, name = breakdown.partition(":")
    if kind == "level":
        return _LEVEL_NAMES[name][language == "en"]
    if kind == "group":
        return groups()[name][f"name_{language}"]
    field = fields().get(name)
    return name if field is None else (field.name_en if language == "en" else field.name_vi)
