"""Short names of rates and counts for narrow places. Data: `short_names.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from dashboard.words.wording import Speaker


@cache
def short_names() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """By `rate` and `count`: the names of each id by language, as written in the data file."""
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def rate_name(rate: str, speaker: Speaker) -> str:
    """A rate's short name: "Hồ sơ đúng hạn"."""
    names = short_names()["rate"]
    return names[rate][speaker.language] if rate in names else speaker.indicator(rate)


def count_name(indicator: str, speaker: Speaker) -> str:
    """The short name of a count or amount: "Đã giải quyết"."""
    names = short_names()["count"]
    return names[indicator][speaker.language] if indicator in names else speaker.indicator(indicator)
