"""Reporting periods: text that sorts, its data window and due dates. Data: `periods.toml`.

Windows follow công văn 581 of the ministry; windows and due dates are settings of the data file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from data_loaders.catalogue.data_files import document
from data_loaders.catalogue.folding import fold

_PERIOD = re.compile(r"(\d{4})(?:-(\w+))?")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class PeriodKind:
    """One kind of period ("Q1", "H1", "Q3", "9M", "" for the year)."""

    code: str
    name_vi: str
    name_en: str
    label_vi: str
    label_en: str
    cumulative: bool
    official: bool
    order: int
    priority: int
    window_start: str
    window_end: str
    start_year_offset: int
    due: Mapping[str, str]
    patterns: tuple[str, ...]


@cache
def period_kinds() -> dict[str, PeriodKind]:
    """The kinds by code."""
    known = set(PeriodKind.__slots__)
    loaded = [
        PeriodKind(
            **{
                name: value
                for name, value in {**row, "patterns": tuple(row["patterns"])}.items()
                if name in known
            }
        )
        for row in document("periods.toml")["kind"]
    ]
    return {one.code: one for one in loaded}


def is_period(text: str) -> bool:
    """Whether `text` is a period of a known kind, such as "2023-Q3"."""
    match = _PERIOD.fullmatch(text)
    return bool(match) and (match[2] or "") in period_kinds()


def year_of(period: str) -> int:
    """The year of "2023-Q3"."""
    return int(period[:4])


def kind_of(period: str) -> PeriodKind:
    """The kind of "2023-Q3". Raises `KeyError` for a text that is no period."""
    return period_kinds()[period[5:]]


def period_of(year: int, kind: str) -> str:
    """The period of a year and a kind's code: (2023, "Q3") -> "2023-Q3"."""
    return f"{year}-{kind}" if kind else str(year)


def period_key(period: str) -> tuple[int, int]:
    """Sorts periods by year, then by their place in the year."""
    return year_of(period), kind_of(period).order


def period_label(period: str, language: str = "vi") -> str:
    """How a person reads the period: "Quý III/2023"."""
    kind = kind_of(period)
    return (kind.label_en if language == "en" else kind.label_vi).format(year=year_of(period))


def window(period: str) -> tuple[date, date]:
    """First and last day of the data the period covers."""
    kind, year = kind_of(period), year_of(period)
    return _day(year + kind.start_year_offset, kind.window_start), _day(year, kind.window_end)


def due_date(period: str, level: str) -> date:
    """The day a unit of `level` has to report by."""
    return _day(year_of(period), kind_of(period).due[level])


def same_period_last_year(period: str) -> str:
    """The like period one year before."""
    return period_of(year_of(period) - 1, kind_of(period).code)


def comparable(period: str, other: str) -> bool:
    """Whether two periods cover the same span, so that counts may be compared."""
    return kind_of(period).code == kind_of(other).code


@lru_cache(maxsize=16_384)
def periods_in(text: str) -> tuple[str, ...]:
    """The periods named in free text, in the order of the text, each once.

    A weaker wording inside a stronger one does not count: "quý III năm 2023" does not name the year.
    """
    folded = fold(text)
    if not _DIGIT.search(folded):  # every wording holds a year
        return ()
    found: list[tuple[int, str]] = []
    taken: list[tuple[int, int]] = []
    for kind, pattern in _patterns():
        for match in pattern.finditer(folded):
            if all(match.end() <= start or end <= match.start() for start, end in taken):
                taken.append(match.span())
                found.append((match.start(), period_of(int(match["year"]), kind.code)))
    return tuple(dict.fromkeys(period for _, period in sorted(found)))


def unofficial_period_in(text: str) -> str:
    """The period outside the regime that the text names, as a person reads it ("Quý II/2023"), or ""."""
    named = _unofficial_in(text)
    return named[0]["label_vi"].format(year=named[1]) if named else ""


def instead_of(text: str) -> str:
    """The period that is reported instead of the one outside the regime that the text names, or ""."""
    named = _unofficial_in(text)
    return period_of(int(named[1]), named[0]["instead"]) if named else ""


def _unofficial_in(text: str) -> tuple[dict[str, str], str] | None:
    folded = fold(text)
    for entry, pattern in _unofficial():
        if match := pattern.search(folded):
            return entry, match["year"]
    return None


def period_of_window(start: date | None, end: date) -> str:
    """The shortest period whose window holds the data dates, or "" when none does."""
    for year in (end.year, end.year + 1):
        for kind in sorted(period_kinds().values(), key=lambda one: one.order):
            if _fits(period_of(year, kind.code), start, end):
                return period_of(year, kind.code)
    return ""


def _fits(period: str, start: date | None, end: date) -> bool:
    first, last = window(period)
    same_start = start is None or abs((start - first).days) <= 16
    return same_start and first < end <= last


@cache
def _patterns() -> tuple[tuple[PeriodKind, re.Pattern[str]], ...]:
    kinds = sorted(period_kinds().values(), key=lambda one: one.priority)
    return tuple((kind, re.compile(pattern)) for kind in kinds for pattern in kind.patterns)


@cache
def _unofficial() -> tuple[tuple[dict[str, str], re.Pattern[str]], ...]:
    found = document("periods.toml").get("not_in_regime", [])
    return tuple((entry, re.compile(pattern)) for entry in found for pattern in entry["patterns"])


def _day(year: int, month_day: str) -> date:
    return date.fromisoformat(f"{year}-{month_day}")
