"""The tables behind the charts: one row a unit, numbers as numbers, states in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from dashboard.analysis.comparison import Comparison
from dashboard.analysis.measures import Total, rate_parts
from dashboard.analysis.sentences import unit_word
from dashboard.analysis.state_words import standing
from dashboard.downloads.native_chart import NativeChart
from dashboard.words.short_names import count_name, rate_name
from dashboard.words.wording import Speaker
from data_loaders.catalogue.indicators import indicators
from data_loaders.catalogue.units import units as known_units


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A frame with the headings and formats of the columns to show, and the chart its workbook holds."""

    frame: pd.DataFrame
    columns: Mapping[str, str]
    formats: Mapping[str, str]
    chart: NativeChart | None = None


def comparison_table(comparison: Comparison, speaker: Speaker) -> ShownTable:
    """One rate in full: numerator, denominator, computed and stated rate, and the standing."""
    above, below = rate_parts(comparison.rate)
    frame = _named(comparison.rows, speaker)
    frame["standing"] = _standing(frame, comparison, speaker)
    columns = {
        "unit": speaker.say("Đơn vị"),
        "parent": speaker.say("Thuộc"),
        "rate": speaker.say("Tỷ lệ"),
        "standing": speaker.say("Tình trạng"),
        "numerator": count_name(above, speaker),
        "denominator": count_name(below, speaker),
        "stated": speaker.say("Tỷ lệ ghi trong báo cáo"),
    }
    kind = "money" if indicators()[above].kind == "money" else "count"
    formats = {"rate": "percent", "stated": "percent", "numerator": kind, "denominator": kind}
    if comparison.rate not in indicators():
        columns.pop("stated")
    return _with_sums(ShownTable(frame, columns, formats, _chart(comparison, "rate")), comparison, speaker)


def rates_table(
    comparisons: Mapping[str, Comparison],
    *,
    punctuality: pd.DataFrame,
    speaker: Speaker,
) -> ShownTable:
    """Several rates side by side, ranked by the first one, with that one's counts and standing."""
    first = next(iter(comparisons.values()))
    ranking = first.ranking
    rest = first.rows[~first.rows["unit_code"].isin(ranking["unit_code"])]
    frame = _named(pd.concat([ranking, rest], ignore_index=True), speaker)
    frame["standing"] = _standing(frame, first, speaker)
    handed = punctuality.set_index("unit_code")
    frame["handed_in"] = [_handed_in(handed.loc[code], speaker) for code in frame["unit_code"]]
    for rate, comparison in comparisons.items():
        frame[rate] = frame["unit_code"].map(comparison.rows.set_index("unit_code")["rate"])
    columns = {
        "unit": speaker.say("Đơn vị"),
        "parent": speaker.say("Thuộc"),
        first.rate: rate_name(first.rate, speaker),
        "numerator": count_name(rate_parts(first.rate)[0], speaker),
        "denominator": count_name(rate_parts(first.rate)[1], speaker),
        "standing": speaker.say("Tình trạng"),
        **{rate: rate_name(rate, speaker) for rate in comparisons if rate != first.rate},
        "handed_in": speaker.say("Nộp báo cáo"),
    }
    return ShownTable(frame, columns, dict.fromkeys(comparisons, "percent"), _chart(first, first.rate))


def with_counts(
    table: ShownTable, counts: pd.DataFrame, names: Sequence[str], speaker: Speaker
) -> ShownTable:
    """`table` with a column for each of `names` that some unit states; `counts` has a row a unit."""
    known = [
        name for name in names if name in counts and counts[name].notna().any() and name not in table.columns
    ]
    added = {name: table.frame["unit_code"].map(counts[name]).astype(float) for name in known}
    headings = {name: count_name(name, speaker) for name in known}
    kinds = {name: indicators()[name].kind for name in known}
    return replace(
        table,
        frame=table.frame.assign(**added),
        columns={**table.columns, **headings},
        formats={**table.formats, **kinds},
    )


def _chart(comparison: Comparison, column: str) -> NativeChart:
    """The units' rates as dots beside the target."""
    target = comparison.target.value if comparison.target else None
    return NativeChart("dots", "unit", (column,), target, numbers='0" %"')


def _named(rows: pd.DataFrame, speaker: Speaker) -> pd.DataFrame:
    parents = [known_units()[code].parent for code in rows["unit_code"]]
    return rows.assign(
        unit=[speaker.unit(code) for code in rows["unit_code"]],
        parent=[speaker.short_unit(parent) if parent else "" for parent in parents],
    )


def _standing(rows: pd.DataFrame, comparison: Comparison, speaker: Speaker) -> list[str]:
    target = comparison.target is not None
    again = speaker.say(", có số liệu cần xem lại")
    return [
        standing(row.state, below=row.below, has_target=target, speaker=speaker)
        + (again if row.flagged else "")
        for row in rows.itertuples()
    ]


def _handed_in(row: pd.Series, speaker: Speaker) -> str:
    if row["state"] in ("missing", "not_due"):
        return speaker.say("chưa nộp, hạn {day}", day=speaker.day(row["due"]))
    if row["state"] == "late":
        return speaker.say("{day}, trễ {days} ngày", day=speaker.day(row["received_on"]), days=row["days"])
    return speaker.say("{day}, đúng hạn", day=speaker.day(row["received_on"]))


def _with_sums(table: ShownTable, comparison: Comparison, speaker: Speaker) -> ShownTable:
    """The sums of the communes below each unit, and what the unit says of them, beside its own report."""
    if not comparison.sums:
        return table
    own = {"rate": speaker.say("{unit} báo cáo", unit=_capital(unit_word(comparison.level, speaker)))}
    table = replace(table, columns={**table.columns, **own})
    order = ("unit", "parent", "rate", "sum_rate", "sum_coverage", "said_rate", "standing")
    table = _add_totals(table, "sum", speaker.say("Tổng các xã"), comparison.sums, speaker)
    covered = [comparison.sums.get(code, Total()) for code in table.frame["unit_code"]]
    frame = table.frame.assign(sum_coverage=[f"{one.counted}/{one.expected}" for one in covered])
    table = replace(
        table, frame=frame, columns={**table.columns, "sum_coverage": speaker.say("Số xã có số liệu")}
    )
    if not comparison.stated_sums:
        return _reordered(table, order)
    said = speaker.say("{unit} báo cáo về các xã", unit=_capital(unit_word(comparison.level, speaker)))
    return _reordered(_add_totals(table, "said", said, comparison.stated_sums, speaker), order)


def _reordered(table: ShownTable, first: Sequence[str]) -> ShownTable:
    """The table with the columns named in `first` before all others."""
    names = [
        *(one for one in first if one in table.columns),
        *(one for one in table.columns if one not in first),
    ]
    return replace(table, columns={name: table.columns[name] for name in names})


def _add_totals(
    table: ShownTable, name: str, heading: str, totals: Mapping[str, Total], speaker: Speaker
) -> ShownTable:
    """Three columns for totals by unit: rate, numerator, denominator."""
    found = [totals.get(code, Total()) for code in table.frame["unit_code"]]
    values = {
        f"{name}_rate": [one.rate for one in found],
        f"{name}_numerator": [one.numerator if one.counted else None for one in found],
        f"{name}_denominator": [one.denominator if one.counted else None for one in found],
    }
    headings = (
        heading,
        speaker.say("{what}: tử số", what=heading),
        speaker.say("{what}: mẫu số", what=heading),
    )
    kind = table.formats["numerator"]
    return ShownTable(
        table.frame.assign(**{column: pd.Series(one, dtype=float) for column, one in values.items()}),
        {**table.columns, **dict(zip(values, headings, strict=True))},
        {**table.formats, **dict(zip(values, ("percent", kind, kind), strict=True))},
        table.chart,
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
