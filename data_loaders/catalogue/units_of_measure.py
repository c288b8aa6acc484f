"""Units of measure: what may be counted, what money is written in. Data: `units_of_measure.toml`."""

from __future__ import annotations

import re
from functools import cache

from data_loaders.catalogue.data_files import document
from data_loaders.catalogue.folding import fold_words
from data_loaders.catalogue.indicators import indicators


def money_factor(measure: str) -> float | None:
    """What one stands for in đồng in a column measured in `measure`; None when it names no money."""
    match = _money_pattern().search(fold_words(measure))
    return _money()[match[0]] if match else None


def is_counted(text: str) -> bool:
    """Whether `text` names something that counts are of: hồ sơ, người, văn bản."""
    return fold_words(text) in _counted()


@cache
def _money() -> dict[str, float]:
    return document("units_of_measure.toml")["money"]


@cache
def _money_pattern() -> re.Pattern[str]:
    """A measure of money: two words anywhere ("ĐVT: triệu đồng"), one word only alone ("công ty" is none)."""
    phrases = sorted(_money(), key=len, reverse=True)
    several = "|".join(re.escape(one) for one in phrases if len(one) > 3)
    return re.compile(rf"\b(?:{several})\b|^(?:{'|'.join(map(re.escape, phrases))})$|(?<=\s)(?:vnd|trd)$")


@cache
def _counted() -> frozenset[str]:
    units = {fold_words(one.unit) for one in indicators().values() if one.kind == "count"}
    return frozenset(units | {fold_words(one) for one in document("units_of_measure.toml")["counted"]})
