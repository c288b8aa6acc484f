"""The parts of a briefing, made of what a page shows: comparisons, courses, compositions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from dashboard.analysis.comparison import Comparison
from dashboard.analysis.courses import Course
from dashboard.analysis.findings import caption, course_finding, measure, pair, sentence_of, target_finding
from dashboard.analysis.measures import Total
from dashboard.analysis.rate_tables import comparison_table
from dashboard.analysis.sentences import share, short_period, since
from dashboard.downloads.briefing import Finding, KeyFigure, Plot, Series, TextTable
from dashboard.words.short_names import rate_name
from dashboard.words.wording import Speaker
from data_loaders.catalogue.targets import Target

MOST_DRAWN, MOST_LISTED = 20, 60
PERCENT = "0.0"
GREY, BLUE = "#9DB2C9", "#1F5FA8"
_COLUMNS = ("unit", "parent", "rate", "numerator", "denominator", "standing")


def key_figure(
    rate: str,
    total: Total,
    *,
    target: Target | None,
    change: tuple[str, float] | None,
    where: tuple[str, str],
    speaker: Speaker,
) -> KeyFigure:
    """A rate with its change (period compared, points), target, counts, coverage; `where`: period, level."""
    period, level = where
    value = speaker.missing(total.state) if total.rate is None else speaker.percent(total.rate)
    lines = [
        _changed(change, period, speaker) if change else "",
        speaker.say("mục tiêu {target}", target=speaker.percent(target.value, 0)) if target else "",
        pair(rate, total.numerator, total.denominator, speaker) if total.rate is not None else "",
        speaker.say("{coverage} có số liệu", coverage=share(total.counted, total.expected, level, speaker)),
    ]
    return KeyFigure(rate_name(rate, speaker), value, tuple(line for line in lines if line))


def _changed(change: tuple[str, float], period: str, speaker: Speaker) -> str:
    compared, points = change
    against = speaker.say("so với {compared}", compared=since(period, compared, speaker))
    return f"{speaker.points(points)} {against}"


def comparison_part(comparison: Comparison, speaker: Speaker) -> Finding:
    """Units by one rate, the lowest first."""
    rows = comparison.charted
    drawn = rows.head(MOST_DRAWN)
    limited = _limited(len(drawn), len(rows), speaker)
    target = comparison.target.value if comparison.target else None
    plot = Plot(
        "dots",
        names_of(drawn, speaker),
        (Series(rate_name(comparison.rate, speaker), numbers_of(drawn["rate"]), BLUE),),
        target=target,
        target_name=_target_name(target, speaker),
        numbers=PERCENT,
    )
    said = caption(comparison, speaker) + (f" {limited}" if limited else "")
    return Finding(
        target_finding(comparison, speaker),
        said,
        plot if len(drawn) else None,
        comparison_rows(comparison, speaker),
    )


def course_part(course: Course, speaker: Speaker) -> Finding:
    """A rate over like periods: all units together, the named ones beside."""
    periods = tuple(course.totals)
    whole = Series(speaker.say("Chung"), tuple(course.totals[one].rate for one in periods), BLUE)
    by_unit = course.rows.pivot(index="unit_code", columns="period", values="rate").reindex(
        columns=list(periods)
    )
    others = [
        Series(speaker.short_unit(code), numbers_of(by_unit.loc[code]))
        for code in course.named
        if code in by_unit.index
    ]
    plot = Plot(
        "line",
        tuple(short_period(one, speaker) for one in periods),
        (whole, *others),
        target=course.target,
        target_name=_target_name(course.target, speaker),
        numbers=PERCENT,
    )
    enough = len(course.known) > 1
    said = _course_caption(course, speaker)
    return Finding(
        course_finding(course, speaker), said, plot if enough else None, _course_rows(plot, speaker)
    )


def composition_part(
    rows: pd.DataFrame,
    *,
    title: str,
    caption: str,
    segments: Mapping[str, str],
    colours: Mapping[str, str],
    speaker: Speaker,
) -> Finding:
    """Counts of `segments` (id -> label) stacked, one bar a unit."""
    used = [one for one in segments if one in rows and rows[one].fillna(0).any()]
    drawn = rows.head(MOST_DRAWN)
    series = tuple(
        Series(speaker.say(segments[one]), numbers_of(drawn[one]), colours.get(one, "")) for one in used
    )
    plot = Plot("stacked", names_of(drawn, speaker), series)
    said = f"{caption} {_limited(len(drawn), len(rows), speaker)}".strip()
    table = count_rows(rows, {one: speaker.say(segments[one]) for one in used}, speaker.number, speaker)
    return Finding(title, said, plot if series and len(drawn) else None, table)


def pairs_part(
    rows: pd.DataFrame,
    *,
    title: str,
    caption: str,
    labels: tuple[str, str],
    speaker: Speaker,
    money: bool = False,
) -> Finding:
    """What was set beside what is done: `denominator` and `numerator` of each unit, money in billion đồng."""
    drawn = rows.head(MOST_DRAWN)
    scale = 1e9 if money else 1.0
    series = tuple(
        Series(label, tuple(None if pd.isna(one) else one / scale for one in drawn[column]), colour)
        for label, column, colour in zip(labels, ("denominator", "numerator"), (GREY, BLUE), strict=True)
    )
    plot = Plot("pairs", names_of(drawn, speaker), series, numbers="#,##0.0" if money else "#,##0")
    unit = speaker.say("Đơn vị tính: tỷ đồng.") if money else ""
    said = " ".join(part for part in (caption, unit, _limited(len(drawn), len(rows), speaker)) if part)
    headings = {"denominator": labels[0], "numerator": labels[1]}
    table = count_rows(rows, headings, speaker.money if money else speaker.number, speaker)
    return Finding(title, said, plot if len(drawn) else None, table)


def comparison_rows(comparison: Comparison, speaker: Speaker) -> TextTable:
    """The comparison's table in words, the lowest first."""
    shown = comparison_table(comparison, speaker)
    frame = shown.frame.head(MOST_LISTED)
    kind = shown.formats.get("numerator", "count")
    count: Callable[[float], str] = speaker.money if kind == "money" else speaker.number
    writers = {"rate": speaker.percent, "numerator": count, "denominator": count}
    rows = tuple(
        tuple(_text(row[name], writers.get(name)) for name in _COLUMNS) for _, row in frame.iterrows()
    )
    return TextTable(tuple(shown.columns[name] for name in _COLUMNS), rows, frozenset({2, 3, 4}))


def count_rows(
    rows: pd.DataFrame, headings: Mapping[str, str], write: Callable[[float], str], speaker: Speaker
) -> TextTable:
    """One row a unit, one column for each of `headings` (column -> heading)."""
    listed = rows.head(MOST_LISTED)
    texts = tuple(
        (speaker.unit(row["unit_code"]), *(_text(row[name], write) for name in headings))
        for _, row in listed.iterrows()
    )
    return TextTable(
        (speaker.say("Đơn vị"), *headings.values()), texts, frozenset(range(1, len(headings) + 1))
    )


def names_of(rows: pd.DataFrame, speaker: Speaker) -> tuple[str, ...]:
    """The short names of the rows' units."""
    return tuple(speaker.short_unit(code) for code in rows["unit_code"])


def numbers_of(values: Sequence[float]) -> tuple[float | None, ...]:
    """The values as a chart takes them: None where there is none."""
    return tuple(None if pd.isna(one) else round(float(one), 4) for one in values)


def caption_of(parts: Sequence[str], units: Sequence[str], speaker: Speaker) -> str:
    """A caption from its parts, with the label of made-up data where the units are made up."""
    return sentence_of(list(parts), speaker, units)


def _course_rows(plot: Plot, speaker: Speaker) -> TextTable:
    rows = tuple(
        (one.name, *(speaker.missing() if value is None else speaker.percent(value) for value in one.values))
        for one in plot.series
    )
    return TextTable(("", *plot.categories), rows, frozenset(range(1, len(plot.categories) + 1)))


def _course_caption(course: Course, speaker: Speaker) -> str:
    counts = ", ".join(
        f"{short_period(period, speaker)} {total.counted}/{total.expected}"
        for period, total in course.totals.items()
    )
    parts = [measure(course.rate, speaker), speaker.say("số đơn vị có số liệu: {counts}", counts=counts)]
    return sentence_of(parts, speaker, tuple(course.rows["unit_code"].unique()))


def _target_name(target: float | None, speaker: Speaker) -> str:
    return "" if target is None else speaker.say("Mục tiêu {target}", target=speaker.percent(target, 0))


def _limited(drawn: int, known: int, speaker: Speaker) -> str:
    if drawn >= known:
        return ""
    return speaker.say("Vẽ {drawn} trong {known} đơn vị.", drawn=drawn, known=known)


def _text(value: object, write: Callable[[float], str] | None) -> str:
    if value is None or (isinstance(value, float) and pd.isna(value)):
        return "–"
    return write(float(value)) if write else str(value)  # type: ignore[arg-type]
