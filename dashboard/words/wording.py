"""Words and numbers as a reader of one language writes them: phrases are Vietnamese, English a .po file."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

from data_loaders.catalogue.folding import fold_words
from data_loaders.catalogue.indicators import indicators
from data_loaders.catalogue.periods import is_period, period_label
from data_loaders.catalogue.units import Unit, unit_kinds, units, units_by_name

LANGUAGES = ("vi", "en")
_LOCALE = Path(__file__).parents[1] / "locale"
_SWAP = str.maketrans(",.", ".,")
_BILLION, _MILLION = 1e9, 1e6
_VIETNAM = timezone(timedelta(hours=7))


def translation_file(language: str) -> Path:
    """The .po file of a language."""
    return _LOCALE / language / "LC_MESSAGES" / "dashboard.po"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Says things in one language: "vi" or "en"."""

    language: str = "vi"

    def say(self, phrase: str, **values: object) -> str:
        """`phrase` (Vietnamese, with `{name}` places) in this language, its places filled."""
        said = _translations(self.language).get(phrase, phrase)
        return said.format(**values) if values else said

    def number(self, value: float, decimals: int = 0) -> str:
        """1234.5 with one decimal -> "1.234,5" ("1,234.5" in English)."""
        text = f"{_tidy(value, decimals):,.{decimals}f}".replace("-", "−")
        return text if self.language == "en" else text.translate(_SWAP)

    def percent(self, value: float, decimals: int = 1) -> str:
        """97.8 (percent, 0 to 100) -> "97,8 %"."""
        return self.number(value, decimals) + ("%" if self.language == "en" else " %")

    def points(self, delta: float, decimals: int = 1) -> str:
        """A difference of two percents: 0.6 -> "+0,6 điểm"."""
        sign = "+" if _tidy(delta, decimals) > 0 else ""
        return self.say("{number} điểm", number=sign + self.number(delta, decimals))

    def money(self, value: float) -> str:
        """Đồng in the unit that reads best: 128_400_000_000 -> "128,4 tỷ đồng"."""
        if abs(value) >= _BILLION:
            return self.say("{number} tỷ đồng", number=self._short(value / _BILLION))
        if abs(value) >= _MILLION:
            return self.say("{number} triệu đồng", number=self._short(value / _MILLION))
        return self.say("{number} đồng", number=self.number(value))

    def value(self, indicator: str, value: float) -> str:
        """A value of indicator id `indicator` with its unit: "1.234 hồ sơ", "97,8 %", "128,4 tỷ đồng"."""
        known = indicators().get(indicator)
        if known is None:
            return self._short(value)
        if known.kind == "percent":
            return self.percent(value)
        if known.kind == "money":
            return self.money(value)
        if known.kind == "code":
            return self.say(dict(known.states).get(value, self._short(value)))
        return f"{self.number(value, known.decimals)} {self.say(known.unit)}".strip()

    def stated(self, indicator: str, value: float) -> str:
        """A value as a report states it: like `value`, a percent with the decimals it was written with."""
        known = indicators().get(indicator)
        if known is None or known.kind != "percent":
            return self.value(indicator, value)
        return self.percent(
            value, next(places for places in (0, 1, 2) if places == 2 or _ends(value, places))
        )

    def period(self, period: str) -> str:
        """ "2023-Q3" -> "Quý III/2023"."""
        return period_label(period, self.language) if is_period(period) else period

    def unit(self, code: str) -> str:
        """The full name: "Xã Tiên Động"; an unknown code as it is."""
        unit = units().get(code)
        return self._named(unit) if unit else code

    def short_unit(self, code: str) -> str:
        """The bare name "Tiên Động"; namesakes with their parent: "An Lão (Bình Định)"."""
        unit = units().get(code)
        if unit is None:
            return code
        return f"{unit.name} ({_parent_name(unit)})" if _has_namesakes(unit) and unit.parent else unit.name

    def indicator(self, indicator: str) -> str:
        """The name of indicator id `indicator`; an unknown id as it is."""
        known = indicators().get(indicator)
        if known is None:
            return indicator
        return known.name_en if self.language == "en" else known.name_vi

    def level(self, level: str) -> str:
        """ "commune" -> "cấp xã"."""
        names = {"commune": "cấp xã", "district": "cấp huyện", "province": "cấp tỉnh"}
        return self.say(names[level]) if level in names else level

    def day(self, iso: str | date) -> str:
        """ISO 2023-03-08 -> "08/3/2023", the way offices write it; other text as it is."""
        try:
            day = date.fromisoformat(str(iso)[:10])
        except ValueError:
            return str(iso)
        if self.language == "en":
            return f"{day.day} {day:%b %Y}"
        return f"{day:%d}/{day.month if day.month > 2 else f'{day:%m}'}/{day.year}"

    def moment(self, iso: str) -> str:
        """An ISO time in UTC (with or without its zone) -> "15:30, 08/3/2023", Vietnamese time."""
        at = datetime.fromisoformat(iso)
        local = (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(_VIETNAM)
        return f"{local:%H:%M}, {self.day(local.date())}"

    def missing(self, reason: str = "missing") -> str:
        """Why there is no value: missing, not_applicable, no_base (0/0) or marked (doubtful)."""
        words = {
            "missing": "chưa báo cáo",
            "not_applicable": "không áp dụng",
            "no_base": "không phát sinh",
            "marked": "số liệu nghi vấn",
        }
        return self.say(words[reason])

    def _short(self, value: float) -> str:
        """At most one decimal, none where it is a whole number."""
        return self.number(value, 0 if float(round(value, 1)).is_integer() else 1)

    def _named(self, unit: Unit) -> str:
        if self.language == "en":
            return f"{unit.name} {unit_kinds()[unit.kind].name_en.lower()}"
        return unit.full_name


@cache
def _translations(language: str) -> Mapping[str, str]:
    """What each phrase is in the language; a phrase without a translation stays Vietnamese."""
    if language == "vi":
        return {}
    with translation_file(language).open("rb") as file:
        return {str(one.id): str(one.string) for one in read_po(file) if one.id and one.string}


def _tidy(value: float, decimals: int) -> float:
    """Rounded half away from zero, as people round by hand; never a negative zero."""
    factor = 10**decimals
    return math.copysign(math.floor(abs(value) * factor + 0.5 + 1e-9) / factor, value) + 0.0


def _ends(value: float, decimals: int) -> bool:
    """Whether `value` has no more than this many decimals."""
    return abs(value - round(value, decimals)) < 1e-9


def _has_namesakes(unit: Unit) -> bool:
    return len(units_by_name().get(fold_words(unit.name), ())) > 1


def _parent_name(unit: Unit) -> str:
    return units()[unit.parent].name
