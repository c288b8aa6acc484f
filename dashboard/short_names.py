"""Short names of rates and counts for narrow places. Data: `short_names.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from dashboard.wording import Speaker


@cache
def short_names() -> Mapping[str, Mapping[str, str]]:
    """The names as written in the data file, by `rate` and `count`."""
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def rate_name(rate: str, speaker: Speaker) -> str:
    """A rate's short name: "Hồ sơ đúng hạn"."""
    names = short_names()["rate"]
    return speaker.say(names[rate]) if rate in names else speaker.indicator(rate)


def count_name(indicator: str, speaker: Speaker) -> str:
    """The short name of a count or amount: "Đã giải quyết"."""
    names = short_names()["count"]
    return speaker.say(names[indicator]) if indicator in names else speaker.indicator(indicator)
