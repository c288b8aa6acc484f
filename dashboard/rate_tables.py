"""The tables behind the charts: one row a unit, numbers as numbers, states in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from data_loaders.catalogue.indicators import indicators
from data_loaders.catalogue.units import units as known_units

from dashboard.comparison import Comparison
from dashboard.measures import Total, rate_parts
from dashboard.wording import Speaker

_STATES = {
    "few": "ít hồ sơ",
    "no_base": "không phát sinh",
    "missing": "chưa báo cáo",
    "unstated": "báo cáo không nêu",
    "stated": "chỉ ghi tỷ lệ",
    "marked": "cần xem lại",
}


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A frame with the headings and formats of the columns to show."""

    frame: pd.DataFrame
    columns: Mapping[str, str]
    formats: Mapping[str, str]


def state_word(state: str, below: bool, has_target: bool, speaker: Speaker) -> str:
    """A unit's standing in words: "dưới mục tiêu", "chưa báo cáo", "ít hồ sơ" …"""
    if state in _STATES:
        return speaker.say(_STATES[state])
    if not has_target:
        return speaker.say("đã báo cáo")
    return speaker.say("dưới mục tiêu") if below else speaker.say("đạt mục tiêu")


def comparison_table(comparison: Comparison, speaker: Speaker) -> ShownTable:
    """One rate in full: numerator, denominator, computed and stated rate, and the standing."""
    above, below = rate_parts(comparison.rate)
    frame = _named(comparison.rows, speaker)
    frame["standing"] = _standing(comparison, speaker)
    columns = {
        "unit": speaker.say("Đơn vị"),
        "parent": speaker.say("Thuộc"),
        "rate": speaker.say("Tỷ lệ (%)"),
        "numerator": speaker.indicator(above),
        "denominator": speaker.indicator(below),
        "stated": speaker.say("Tỷ lệ ghi trong báo cáo (%)"),
        "standing": speaker.say("Tình trạng"),
    }
    kind = "money" if indicators()[above].kind == "money" else "count"
    formats = {"rate": "percent", "stated": "percent", "numerator": kind, "denominator": kind}
    if comparison.rate not in indicators():
        columns.pop("stated")
    return _with_sums(ShownTable(frame, columns, formats), comparison.sums, speaker)


def rates_table(comparisons: Mapping[str, Comparison], labels: Mapping[str, str], speaker: Speaker) -> ShownTable:
    """Several rates side by side, the first with its counts and standing, in its order."""
    first = next(iter(comparisons.values()))
    frame = _named(first.rows, speaker)
    frame["standing"] = _standing(first, speaker)
    columns = {"unit": speaker.say("Đơn vị"), "parent": speaker.say("Thuộc")}
    for rate, comparison in comparisons.items():
        by_unit = comparison.rows.set_index("unit_code")
        frame[rate] = frame["unit_code"].map(by_unit["rate"])
        columns[rate] = f"{labels[rate]} (%)"
        if rate == first.rate:
            columns |= {"numerator": speaker.say("Số đúng hạn"), "denominator": speaker.say("Số đã giải quyết")}
    columns["standing"] = speaker.say("Tình trạng")
    return ShownTable(frame, columns, dict.fromkeys(comparisons, "percent"))


def count_columns(frame: pd.DataFrame, values: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
    """`frame` with a column for each count of `names` from a wide frame of own values."""
    found = values.reindex(columns=list(names))
    return frame.assign(**{name: frame["unit_code"].map(found[name]) for name in names})


def _named(rows: pd.DataFrame, speaker: Speaker) -> pd.DataFrame:
    parents = [known_units()[code].parent for code in rows["unit_code"]]
    return rows.assign(
        unit=[speaker.unit(code) for code in rows["unit_code"]],
        parent=[speaker.short_unit(parent) if parent else "" for parent in parents],
    )


def _standing(comparison: Comparison, speaker: Speaker) -> list[str]:
    has_target = comparison.target is not None
    rows = comparison.rows
    return [state_word(state, below, has_target, speaker) for state, below in zip(rows["state"], rows["below"], strict=True)]


def _with_sums(table: ShownTable, sums: Mapping[str, Total], speaker: Speaker) -> ShownTable:
    """The sums of the communes below each unit, beside its own report."""
    if not sums:
        return table
    totals = [sums.get(code, Total()) for code in table.frame["unit_code"]]
    frame = table.frame.assign(
        sum_rate=[one.rate for one in totals],
        sum_numerator=[one.numerator if one.counted else None for one in totals],
        sum_denominator=[one.denominator if one.counted else None for one in totals],
        sum_coverage=[f"{one.counted}/{one.expected}" for one in totals],
    )
    columns = {**table.columns} | {
        "rate": speaker.say("Huyện báo cáo (%)"),
        "sum_rate": speaker.say("Tổng các xã (%)"),
        "sum_numerator": speaker.say("Tổng các xã: tử số"),
        "sum_denominator": speaker.say("Tổng các xã: mẫu số"),
        "sum_coverage": speaker.say("Số xã có số liệu"),
    }
    kind = table.formats["numerator"]
    formats = {**table.formats, "sum_rate": "percent", "sum_numerator": kind, "sum_denominator": kind}
    return ShownTable(frame.astype({"sum_rate": float, "sum_numerator": float, "sum_denominator": float}), columns, formats)
