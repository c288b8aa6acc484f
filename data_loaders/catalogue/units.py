"""The administrative units and their kinds. Data: `units.csv`, `unit_kinds.csv`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from data_loaders.catalogue.data_files import parts, require, rows, unique
from data_loaders.catalogue.folding import fold, fold_words

_FILE = "units.csv"


@dataclass(frozen=True, slots=True)
class UnitKind:
    """A kind of unit: xã, phường, huyện …; `level` is commune, district or province."""

    id: str
    name_vi: str
    name_en: str
    level: str
    short_forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """One administrative unit. `parent` is a code, "" for a province; dates are ISO or "" (no limit)."""

    code: str
    name: str
    kind: str
    level: str
    parent: str
    valid_from: str
    valid_to: str
    aliases: tuple[str, ...]
    illustrative: bool

    @property
    def full_name(self) -> str:
        """Name with its kind, as officials write it: "Xã Tiên Động"."""
        word = unit_kinds()[self.kind].name_vi
        return f"{word[0].upper()}{word[1:]} {self.name}"

    @property
    def sort_key(self) -> str:
        """What lists are sorted by: the name without accents."""
        return fold(self.name)


@cache
def unit_kinds() -> dict[str, UnitKind]:
    """The kinds by id."""
    return {
        row["kind"]: UnitKind(
            row["kind"], row["name_vi"], row["name_en"], row["level"], parts(row["short_forms"])
        )
        for row in rows("unit_kinds.csv")
    }


@cache
def units() -> dict[str, Unit]:
    """All units by code. Raises `CatalogueError` on an unknown parent or kind."""
    loaded = [_unit(row) for row in rows(_FILE)]
    unique(_FILE, (one.code for one in loaded))
    known = {one.code: one for one in loaded}
    for one in loaded:
        require(not one.parent or one.parent in known, _FILE, f"{one.code}: parent {one.parent!r}")
        require(one.kind in unit_kinds(), _FILE, f"{one.code}: kind {one.kind!r}")
        require(unit_kinds()[one.kind].level == one.level, _FILE, f"{one.code}: level {one.level!r}")
    return known


def ancestors(code: str) -> Iterator[Unit]:
    """The units above `code`, nearest first."""
    parent = units()[code].parent
    while parent:
        yield units()[parent]
        parent = units()[parent].parent


@cache
def children(code: str) -> tuple[Unit, ...]:
    """The units directly below `code`, by name."""
    return tuple(
        sorted((one for one in units().values() if one.parent == code), key=lambda one: one.sort_key)
    )


@cache
def descendants(code: str, level: str) -> tuple[Unit, ...]:
    """The units of `level` anywhere below `code`, by name."""
    below = (one for one in units().values() if one.level == level and _is_below(one, code))
    return tuple(sorted(below, key=lambda one: one.sort_key))


@cache
def units_by_name() -> dict[str, tuple[Unit, ...]]:
    """Units by folded name or alias (without the kind), namesakes together."""
    index: dict[str, list[Unit]] = {}
    for one in units().values():
        for name in {one.name, *one.aliases}:
            index.setdefault(fold_words(name), []).append(one)
    return {name: tuple(found) for name, found in index.items()}


def exists_at(unit: Unit, day: str) -> bool:
    """Whether `unit` existed on ISO date `day`."""
    return (not unit.valid_from or unit.valid_from <= day) and (not unit.valid_to or day <= unit.valid_to)


def _is_below(unit: Unit, code: str) -> bool:
    return any(above.code == code for above in ancestors(unit.code))


def _unit(row: dict[str, str]) -> Unit:
    texts = {
        name: row[name] for name in ("code", "name", "kind", "level", "parent", "valid_from", "valid_to")
    }
    return Unit(**texts, aliases=parts(row["aliases"]), illustrative=row["illustrative"] == "yes")
