"""The words by which tables are recognised. Data: `header_words.toml`, `one_stop_columns.csv`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from data_loaders.catalogue.data_files import document, parts, require, rows
from data_loaders.catalogue.folding import fold, fold_words
from data_loaders.catalogue.indicators import indicators


@cache
def words(table: str, role: str) -> tuple[str, ...]:
    """The folded phrases that name column `role` in tables of kind `table` (form, wide, long)."""
    return tuple(fold_words(phrase) for phrase in document("header_words.toml")[table][role])


@cache
def roles(table: str) -> tuple[str, ...]:
    """The column roles known for tables of kind `table`."""
    return tuple(document("header_words.toml")[table])


def role_of(table: str, header: str, among: tuple[str, ...] = ()) -> str:
    """The role the header text names exactly in tables of kind `table`, or ""."""
    folded = fold_words(header)
    return next((role for role in among or roles(table) if folded in words(table, role)), "")


@dataclass(frozen=True, slots=True)
class OneStopColumn:
    """A column of the one-stop table: phrases its header must and must not contain (folded)."""

    indicator: str
    required: tuple[tuple[str, ...], ...]
    excluded: tuple[str, ...]

    def matches(self, header: str) -> bool:
        """Whether the composite header text names this column."""
        text = fold(header)
        wanted = all(any(phrase in text for phrase in choice) for choice in self.required)
        return wanted and not any(phrase in text for phrase in self.excluded)


@cache
def one_stop_columns() -> tuple[OneStopColumn, ...]:
    """The columns of the one-stop table."""
    loaded = []
    for row in rows("one_stop_columns.csv"):
        require(row["indicator"] in indicators(), "one_stop_columns.csv", f"unknown id {row['indicator']!r}")
        required = tuple(parts(choice) for choice in parts(row["required"], ";"))
        loaded.append(OneStopColumn(row["indicator"], required, parts(row["excluded"])))
    return tuple(loaded)
