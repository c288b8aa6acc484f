"""The fields of work of a commune's one-stop office. Data: `fields.csv`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from data_loaders.catalogue.data_files import parts, require, rows, unique
from data_loaders.catalogue.folding import fold_words

_FILE = "fields.csv"


@dataclass(frozen=True, slots=True)
class Field:
    """One field, `id` as printed on the table ("TP-HT")."""

    id: str
    name_vi: str
    name_en: str
    aliases: tuple[str, ...]

    @property
    def breakdown(self) -> str:
        """The breakdown of figures of this field."""
        return f"field:{self.id}"


@cache
def fields() -> dict[str, Field]:
    """The fields by id."""
    loaded = [
        Field(row["field"], row["name_vi"], row["name_en"], parts(row["aliases"])) for row in rows(_FILE)
    ]
    unique(_FILE, (one.id for one in loaded))
    return {one.id: one for one in loaded}


def field_named(text: str) -> Field | None:
    """The field a table calls `text`, or None."""
    return _by_name().get(fold_words(text))


@cache
def _by_name() -> dict[str, Field]:
    index: dict[str, Field] = {}
    for one in fields().values():
        for name in (one.id, one.name_vi, *one.aliases):
            other = index.setdefault(fold_words(name), one)
            require(other is one, _FILE, f"{name!r} names both {other.id} and {one.id}")
    return index
