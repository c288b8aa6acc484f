"""The indicators: name, unit, kind, how they add up. Data: `indicators.csv`, `themes.csv`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from data_loaders.catalogue.data_files import parts, require, rows, unique

KINDS = ("count", "money", "percent", "code")
POLARITIES = ("higher", "lower", "neutral")
SPANS = ("period", "cumulative", "moment")
AGGREGATIONS = ("sum", "rate", "none")
_FILE = "indicators.csv"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One thing that reports state.

    `numerator` and `denominator` are ids for a percent computed from counts, else "". `span` says
    whether the value covers the period, runs from the year's start, or holds at the report's moment.
    `aggregation` says how units add up to their parent. `sum_of` are ids whose fields add up to this
    one where a report states only those. `per_field` values are broken down by one-stop field. A percent that
    `may_exceed` 100 compares money done with money planned.
    """

    id: str
    name_vi: str
    name_en: str
    unit: str
    kind: str
    states: tuple[tuple[float, str], ...]
    numerator: str
    denominator: str
    polarity: str
    decimals: int
    theme: str
    span: str
    aggregation: str
    sum_of: tuple[str, ...]
    per_field: bool
    may_exceed: bool

    @property
    def is_rate(self) -> bool:
        """Whether the value is computed as 100 x numerator / denominator."""
        return bool(self.numerator and self.denominator)


@dataclass(frozen=True, slots=True)
class Theme:
    """A field of administrative reform; `form` is the number of its official form."""

    id: str
    form: int
    name_vi: str
    name_en: str


@cache
def indicators() -> dict[str, Indicator]:
    """All indicators by id. Raises `CatalogueError` when a row refers to an unknown id or word."""
    loaded = [_indicator(row) for row in rows(_FILE)]
    unique(_FILE, (one.id for one in loaded))
    known = {one.id: one for one in loaded}
    for one in loaded:
        _check(one, known)
    return known


@cache
def themes() -> dict[str, Theme]:
    """The themes by id, in the order of the forms."""
    return {
        row["theme"]: Theme(row["theme"], int(row["form"]), row["name_vi"], row["name_en"])
        for row in rows("themes.csv")
    }


@cache
def rates() -> tuple[Indicator, ...]:
    """The indicators computed from counts."""
    return tuple(one for one in indicators().values() if one.is_rate)


def _indicator(row: dict[str, str]) -> Indicator:
    texts = {
        name: row[name] for name in ("id", "name_vi", "name_en", "unit", "kind", "numerator", "denominator")
    }
    return Indicator(
        **texts,
        polarity=row["polarity"],
        theme=row["theme"],
        span=row["span"],
        aggregation=row["aggregation"],
        states=tuple(_state(part) for part in parts(row["states"], ";")),
        decimals=int(row["decimals"] or 0),
        sum_of=tuple(row["sum_of"].split()),
        per_field=row["per_field"] == "yes",
        may_exceed=row["may_exceed"] == "yes",
    )


def _state(text: str) -> tuple[float, str]:
    code, _, name = text.partition("=")
    return float(code), name.strip()


def _check(one: Indicator, known: dict[str, Indicator]) -> None:
    require(bool(one.name_vi and one.name_en), _FILE, f"{one.id} lacks a name")
    require(one.kind in KINDS, _FILE, f"{one.id}: kind {one.kind!r}")
    require(one.polarity in POLARITIES, _FILE, f"{one.id}: polarity {one.polarity!r}")
    require(one.span in SPANS, _FILE, f"{one.id}: span {one.span!r}")
    require(one.aggregation in AGGREGATIONS, _FILE, f"{one.id}: aggregation {one.aggregation!r}")
    require(one.theme in themes(), _FILE, f"{one.id}: theme {one.theme!r}")
    require((one.kind == "code") == bool(one.states), _FILE, f"{one.id}: states belong to codes")
    for other in (one.numerator, one.denominator, *one.sum_of):
        require(not other or other in known, _FILE, f"{one.id}: unknown id {other!r}")
