"""The words by which tables are recognised. Data: `header_words.toml`, `one_stop_columns.toml`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from data_loaders.catalogue.data_files import document, require
from data_loaders.catalogue.folding import fold_words
from data_loaders.catalogue.indicators import indicators

_ONE_STOP = "one_stop_columns.toml"


@cache
def words(table: str, role: str) -> tuple[str, ...]:
    """The folded phrases that name column `role` in tables of kind `table` (form, wide, long)."""
    return tuple(fold_words(phrase) for phrase in _header_words()[table][role])


@cache
def roles(table: str) -> tuple[str, ...]:
    """The column roles known for tables of kind `table`."""
    return tuple(_header_words()[table])


@cache
def _header_words() -> dict[str, dict[str, list[str]]]:
    return document("header_words.toml")


@lru_cache(maxsize=16_384)
def role_of(table: str, header: str, among: tuple[str, ...] = ()) -> str:
    """The role the header text names exactly in tables of kind `table`, or ""."""
    folded = fold_words(header)
    return next((role for role in among or roles(table) if folded in words(table, role)), "")


@dataclass(frozen=True, slots=True)
class OneStopColumn:
    """A column of a table of dossiers: phrases its header must and must not contain.

    `beside` and `without` name indicators that must or must not have a column of their own in the table.
    """

    indicator: str
    required: tuple[tuple[str, ...], ...]
    excluded: tuple[str, ...]
    beside: str = ""
    without: str = ""

    def matches(self, header: str) -> bool:
        """Whether the composite header (`composite`) names this column."""
        wanted = all(any(_holds(header, phrase) for phrase in choice) for choice in self.required)
        return wanted and not any(_holds(header, phrase) for phrase in self.excluded)


def composite(texts: Sequence[str]) -> str:
    """A header's texts, top down, as one folded text whose cells begin with "/", the first with "//"."""
    marked = [text.replace("%", " tỷ lệ ") for text in texts]
    return f"// {' / '.join(fold_words(text) for text in marked)} "


def _holds(header: str, phrase: str) -> bool:
    if phrase.startswith("^ "):
        return f"/ {phrase[2:]} " in header
    return f" {phrase} " in header


def one_stop_indicators(headers: Mapping[int, Sequence[str]]) -> dict[int, tuple[str, ...]]:
    """For each column the indicators of dossiers its header names: none, one, or several it could be."""
    texts = {column: composite(header) for column, header in headers.items() if header}
    fitting = {
        column: [one for one in one_stop_columns() if one.matches(text)] for column, text in texts.items()
    }
    sure = {one.indicator for found in fitting.values() for one in found if not (one.beside or one.without)}
    return {
        column: tuple(dict.fromkeys(one.indicator for one in found if _allowed(one, sure)))
        for column, found in fitting.items()
    }


def speaks_of_dossiers(texts: Iterable[str]) -> bool:
    """Whether the heading or header of a table names dossiers of procedures, and not petitions."""
    said = f" {' '.join(map(fold_words, texts))} "
    groups = document(_ONE_STOP)["subject"]
    return any(f" {phrase} " in said for phrase in groups["dossiers"]) and not any(
        f" {phrase} " in said for phrase in groups["others"]
    )


def _allowed(one: OneStopColumn, sure: set[str]) -> bool:
    return (not one.beside or one.beside in sure) and (not one.without or one.without not in sure)


@cache
def one_stop_columns() -> tuple[OneStopColumn, ...]:
    """The columns of tables of dossiers. Raises `CatalogueError` for an unknown indicator or words."""
    loaded = document(_ONE_STOP)
    groups = loaded["words"]
    for row in loaded["column"]:
        named = {row["indicator"], row.get("beside", ""), row.get("without", "")} - {""}
        require(named <= indicators().keys(), _ONE_STOP, f"unknown id in {sorted(named)}")
        require({*row["all"], *row["none"]} <= groups.keys(), _ONE_STOP, f"{row['indicator']}: unknown words")
    return tuple(
        OneStopColumn(
            row["indicator"],
            tuple(tuple(groups[name]) for name in row["all"]),
            tuple(phrase for name in row["none"] for phrase in groups[name]),
            row.get("beside", ""),
            row.get("without", ""),
        )
        for row in loaded["column"]
    )
