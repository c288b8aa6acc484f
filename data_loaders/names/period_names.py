"""Which period a text means: its wording, a data window, or the dates a table says it covers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from data_loaders.catalogue.folding import fold
from data_loaders.catalogue.periods import (
    is_period,
    kind_of,
    period_of_window,
    periods_in,
    unofficial_period_in,
)

_DAY = r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})"
_BARE = re.compile(r"[ivx]+|\d{1,2}")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_WINDOW = re.compile(rf"tu (?:ngay )?{_DAY}\s*(?:den|-|–)\s*(?:het )?(?:ngay )?{_DAY}")


@dataclass(frozen=True, slots=True)
class PeriodFound:
    """The period of a text; `candidates` when it names several, `unofficial` when outside the regime."""

    period: str = ""
    candidates: tuple[str, ...] = ()
    unofficial: str = ""


@lru_cache(maxsize=16_384)
def period_of_text(text: str) -> PeriodFound:
    """The period one cell or line names."""
    if is_period(text.strip().upper()):
        return PeriodFound(text.strip().upper())
    named = periods_in(text)
    if len(named) == 1:
        return PeriodFound(named[0])
    if named:
        return PeriodFound(candidates=named)
    return PeriodFound(_of_window(text), unofficial=unofficial_period_in(text))


def period_of_lines(lines: Iterable[str]) -> PeriodFound:
    """The period a heading names: the first line that names just one; else what is left to ask."""
    found = [period_of_text(line) for line in lines]
    for one in found:
        if one.period:
            return one
    candidates = tuple(dict.fromkeys(period for one in found for period in one.candidates))
    return PeriodFound(
        candidates=candidates, unofficial=next((one.unofficial for one in found if one.unofficial), "")
    )


def period_of_heading(lines: Sequence[str]) -> PeriodFound:
    """The period a table's heading names; lines that name different ones leave them to ask.

    The year or the nine months beside a quarter only say how far it reaches.
    """
    found = period_of_lines(lines)
    named = dict.fromkeys(one.period for line in lines if (one := period_of_text(line)).period)
    finer = [period for period in named if kind_of(period).code not in ("", "9M")] or list(named)
    if len(finer) > 1:
        return PeriodFound(candidates=tuple(finer))
    return PeriodFound(finer[0]) if finer else found


def period_in_context(text: str, context: Iterable[str]) -> PeriodFound:
    """The period of a text that may leave out the year ("Quý III"), which the context then has to name."""
    found = period_of_text(text)
    if found.period or found.candidates or _YEAR.search(text):
        return found
    years = {year for other in context for year in _YEAR.findall(other)}
    if len(years) == 1 and text.strip():
        return period_of_text(f"{text.strip()} {years.pop()}")
    return found


@lru_cache(maxsize=4096)
def joined_period(cells: tuple[tuple[str, str], ...]) -> str:
    """The period that the cells of one row name together; each comes with its column's header.

    A bare number stands for what its header says: ("Quý", "3") and ("Năm", "2023") -> "Quý 3 2023".
    """
    said = [
        f"{header} {text}" if _BARE.fullmatch(fold(text)) and not _YEAR.fullmatch(text) else text
        for header, text in cells
        if text
    ]
    return " ".join(sorted(said, key=lambda text: bool(_YEAR.fullmatch(text))))


def period_of_file(name: str) -> PeriodFound:
    """The period a file's name holds: `bieu-mau-quy-3-2023-xa-tien-dong.xlsx`."""
    return period_of_lines((name, spaced_name(name)))


def spaced_name(name: str) -> str:
    """A file's or sheet's name as words: "BaoCao_Q3-2023.XaTienDong" -> "Bao Cao Q3 2023 Xa Tien Dong"."""
    apart = re.sub(r"[-_.]+", " ", name)
    letters = [
        f" {letter}" if index and letter.isupper() and apart[index - 1].islower() else letter
        for index, letter in enumerate(apart)
    ]
    return "".join(letters).strip()


def day_of(text: str) -> str:
    """The ISO date of a text such as "08/3/2023", or ""."""
    match = re.search(_DAY, text)
    if match:
        found = _date(match[1], match[2], match[3])
        return found.isoformat() if found else ""
    try:
        return date.fromisoformat(text.strip()[:10]).isoformat()
    except ValueError:
        return ""


def _of_window(text: str) -> str:
    folded = fold(text)
    if match := _WINDOW.search(folded):
        start, end = _date(*match.groups()[:3]), _date(*match.groups()[3:])
        return period_of_window(start, end) if start and end else ""
    return ""


def _date(day: str, month: str, year: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
