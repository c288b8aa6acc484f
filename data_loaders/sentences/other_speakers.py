"""Words that speak of another time than the report's, or of another unit: their numbers are not its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from data_loaders.sentences.folded_text import SUBSCRIPTS

_YEAR = re.compile(r"năm\s+(?P<year>20\d\d)(?!\d)", re.IGNORECASE)
_HIDDEN_YEAR = re.compile(rf"(?<!\w)năm\s+(?P<year>₂₀[{SUBSCRIPTS}]{{2}})(?![{SUBSCRIPTS}])", re.IGNORECASE)
_DATED = re.compile(rf"(?:tháng\s+[\d{SUBSCRIPTS}]+|cùng kỳ|so với)\s*$", re.IGNORECASE)
_CAPITAL = "[" + "".join(chr(code) for code in range(ord("A"), ord("ỹ")) if chr(code).isupper()) + "]"
_SMALL = "[" + "".join(chr(code) for code in range(ord("a"), ord("ỹ") + 1) if chr(code).islower()) + "]"
_NAME = rf"(?:\s+(?P<name>{_CAPITAL}[^\W\d_]*(?:[\s-]+{_CAPITAL}[^\W\d_]*)*|\d+[A-Z]?(?![\w/.])))"
_COMMUNE = re.compile(
    rf"(?<!\w)(?:(?i:xã|phường|thị trấn|đặc khu){_NAME}|(?:P|X|TT)\.\s?(?P<short>{_CAPITAL}[^\W\d_]*))"
)
_SMALLER = re.compile(
    r"(?<!\w)(?<!(?i:văn) )(?i:thôn|ấp|bản|buôn|xóm|khóm|làng|tổ dân phố|khu phố|khu dân cư|trường|trạm)"
    rf"{_NAME}"
)
_LISTED = re.compile(
    rf"(?<![^\W\d])(?P<name>{_CAPITAL}{_SMALL}+(?:\s+{_CAPITAL}{_SMALL}+)+)"
    r"(?:\s+(?:đạt|là|có|chỉ|chiếm|còn))?\s*:?\s*$"
)
_DISTRICT = re.compile(rf"(?<!\w)(?i:huyện|quận|thị xã|thành phố|tp\.?){_NAME}")
_PROVINCE = re.compile(rf"(?<!\w)(?i:tỉnh){_NAME}")
_CITY = re.compile(rf"(?<!\w)(?i:thành phố){_NAME}")
_OF_PROVINCE = re.compile(r"(?<!\w)(?:toàn|ubnd|trên địa bàn) tỉnh(?!\w)", re.IGNORECASE)
_QUARTER = re.compile(rf"(?<!\w)qu[ýí]\s+(?P<quarter>iv|i{{1,3}}|[{SUBSCRIPTS[1:5]}])(?!\w)", re.IGNORECASE)
_QUARTERS = {"Q1": ("i", "₁"), "Q2": ("ii", "₂"), "Q3": ("iii", "₃"), "Q4": ("iv", "₄")}
_CLEARLY = 1.5


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whose report it is: level, name (none of districts), year, part of the year ("Q3"); "" if unknown."""

    level: str
    name: str = ""
    year: str = ""
    part: str = ""


def speaker_of(texts: Iterable[str], level: str, period: str = "") -> Speaker:
    """The speaker of a report for `period` ("2023-Q3"; "" when not known), by what its texts name most."""
    joined = "\n".join(texts)
    year, _, part = period.partition("-")
    name = _own_name(joined, level)
    return Speaker(level, name, year or _clear_year(joined), part or ("year" if period else ""))


def names_other_unit(text: str, speaker: Speaker) -> bool:
    """Whether words beside a number, as written, name another unit than the report's own."""
    if _SMALLER.search(text):
        return True
    named = [found["name"] or found["short"] for found in _COMMUNE.finditer(text)]
    if speaker.level == "province":
        named += [found["name"] for found in _DISTRICT.finditer(text)]
    return any(not speaker.name or not _same(name, speaker.name) for name in named)


def names_one_of_many(before: str, speaker: Speaker) -> bool:
    """Whether a name alone stands before a number, as in a list of units: "(Cư Pui 51%, Yang Mao 47,5%)"."""
    found = _LISTED.search(before)
    return found is not None and not (speaker.name and _same(found["name"], speaker.name))


def other_times(hidden: str, speaker: Speaker) -> Iterator[tuple[int, int]]:
    """Where words beside a number, as read, name another quarter or year than the report's."""
    own = _QUARTERS.get(speaker.part, ())
    if speaker.part:
        yield from (found.span() for found in _QUARTER.finditer(hidden) if found["quarter"] not in own)
    for found in _HIDDEN_YEAR.finditer(hidden) if speaker.year else ():
        if not _DATED.search(hidden, 0, found.start()) and _digits(found["year"]) != speaker.year:
            yield found.span()


def _own_name(text: str, level: str) -> str:
    """What a commune's or a province's report names most of its level; "" for a district."""
    own = {"commune": _COMMUNE, "province": _PROVINCE if _OF_PROVINCE.search(text) else _CITY}
    pattern = own.get(level)
    found = pattern.finditer(text) if pattern else ()
    return _most(Counter(one["name"] for one in found if one["name"]))


def _same(name: str, own: str) -> bool:
    return name.lower().startswith(own.lower()) or own.lower().startswith(name.lower())


def _clear_year(text: str) -> str:
    years = Counter(
        found["year"]
        for found in _YEAR.finditer(text)
        if not _DATED.search(text, max(0, found.start() - 20), found.start())
    )
    ranked = years.most_common(2)
    clear = len(ranked) == 1 or (len(ranked) > 1 and ranked[0][1] >= _CLEARLY * ranked[1][1])
    return ranked[0][0] if clear else ""


def _most(names: Counter[str]) -> str:
    return names.most_common(1)[0][0] if names else ""


def _digits(year: str) -> str:
    return "".join(str(SUBSCRIPTS.index(one)) for one in year)
