"""Which period a text means: its wording, a data window, or the dates a table says it covers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from data_loaders.catalogue.folding import fold
from data_loaders.catalogue.periods import is_period, period_of_window, periods_in, unofficial_period_in

_DAY = r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})"
_WINDOW = re.compile(rf"tu (?:ngay )?{_DAY}\s*(?:den|-|–)\s*(?:het )?(?:ngay )?{_DAY}")


@dataclass(frozen=True, slots=True)
class PeriodFound:
    """The period of a text; `candidates` when it names several, `unofficial` when outside the regime."""

    period: str = ""
    candidates: tuple[str, ...] = ()
    unofficial: str = ""


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
    return PeriodFound(candidates=candidates, unofficial=next((one.unofficial for one in found if one.unofficial), ""))


def period_of_file(name: str) -> PeriodFound:
    """The period a file's name holds: `bieu-mau-quy-3-2023-xa-tien-dong.xlsx`."""
    spaced = re.sub(r"[-_.]+", " ", name)
    return period_of_lines((name, spaced))


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
