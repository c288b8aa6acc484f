"""The figures of one report as lines to read: as the forms print them, and those outside the forms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

import pandas as pd

from dashboard.words.wording import Speaker
from data_loaders.catalogue.breakdowns import breakdown_name, groups
from data_loaders.catalogue.fields import fields
from data_loaders.catalogue.forms import FormRow, rows_of_form
from data_loaders.catalogue.indicators import indicators, themes
from data_loaders.catalogue.problem_kinds import problem_kinds

FORM_COLUMNS = (
    "row", "label", "unit", "stated", "computed", "place", "note", "value", "indicator", "breakdown"
)  # fmt: skip
OTHER_COLUMNS = (
    "theme", "label", "part", "stated", "place", "quote", "note", "value", "indicator", "breakdown"
)  # fmt: skip


class Statement(Protocol):
    """One row of the report's current figures."""

    indicator: str
    breakdown: str
    value: float
    source: str
    sheet: str
    cell: str
    section: str
    quote: str
    approximate: bool
    confirmed: bool
    mark: str


Values = Mapping[tuple[str, str], float]


def place_of(sheet: str, cell: str, section: str, say: Speaker) -> str:
    """Where something stands: "Biểu mẫu 1, ô D9" or the innermost section, or ""."""
    if sheet and cell:
        return say.say("{sheet}, ô {cell}", sheet=sheet, cell=cell)
    if section:
        return say.say("mục “{section}”", section=section.split(" › ")[-1].lstrip("-+* "))
    return sheet


def part_of(breakdown: str, say: Speaker) -> str:
    """A breakdown in words: "field:TP-HT" -> the field's name, "level:commune" -> "cấp xã"."""
    kind, _, name = breakdown.partition(":")
    if kind == "group" and name in groups():
        return breakdown_name(breakdown, say.language)
    if kind == "level":
        return say.level(name)
    if kind == "field" and name in fields():
        return fields()[name].name_en if say.language == "en" else fields()[name].name_vi
    return name


def note_of(mark: str, say: Speaker) -> str:
    """The reason why a figure is doubtful, or ""."""
    if not mark:
        return ""
    kind = problem_kinds().get(mark)
    if kind is None:
        return say.say("Cần xem lại")
    return kind.title_en if say.language == "en" else kind.title_vi


def stated_text(row: Statement, say: Speaker) -> str:
    """The value with its unit: "27 hồ sơ", "khoảng 300 hồ sơ"."""
    said = say.stated(row.indicator, row.value)
    return say.say("khoảng {value}", value=said) if row.approximate else said


def standing_place(row: Statement, say: Speaker) -> str:
    """Where a statement stands, and of which kind that is: "lời văn, mục “1. Kế hoạch”"."""
    kinds = {"table": say.say("bảng"), "narrative": say.say("lời văn")}
    place = place_of(row.sheet, row.cell, row.section, say)
    return ", ".join(part for part in (kinds.get(row.source, ""), place) if part)


def notes_of(row: Statement, say: Speaker) -> str:
    """Why a figure is to be looked at again: that nobody confirmed it yet, and its mark."""
    notes = ["" if row.confirmed else say.say("chưa xác nhận"), note_of(row.mark, say)]
    return ", ".join(one for one in notes if one)


def computed_rate(values: Values, indicator: str, breakdown: str) -> float | None:
    """The rate (percent) from its two counts in the same report, or None where one is missing or 0/0."""
    one = indicators().get(indicator)
    if one is None or not one.is_rate:
        return None
    numerator, denominator = (values.get((name, breakdown)) for name in (one.numerator, one.denominator))
    return 100 * numerator / denominator if numerator is not None and denominator else None


def own_rate(stated: pd.DataFrame, indicator: str, level: str) -> float | None:
    """The rate (percent) of the reporting unit itself, from the counts of its headline figures."""
    values = headline_values(stated)
    at_level = computed_rate(values, indicator, f"level:{level}")
    return computed_rate(values, indicator, "") if at_level is None else at_level


def own_first(rows: pd.DataFrame, level: str) -> pd.DataFrame:
    """The rows of the unit itself (its level's breakdown, or none) before those of others."""
    return rows.sort_values("breakdown", key=lambda one: ~one.isin(["", f"level:{level}"]), kind="stable")


def rows_about(rows: pd.DataFrame, indicator: str, *, breakdown: str, level: str) -> pd.DataFrame:
    """The rows of an indicator, the unit's own first; only those of the breakdown where there are any."""
    found = own_first(rows[rows["indicator"] == indicator], level)
    exact = found[found["breakdown"] == breakdown] if breakdown else found.head(0)
    return found if exact.empty else exact


def is_plain_number(quote: str) -> bool:
    """Whether a cell's text adds nothing to its value: digits with separators, or nothing."""
    return not quote.strip("0123456789., %-")


def with_counts(indicator: str) -> tuple[str, ...]:
    """The indicator, and for a rate the two counts it follows from."""
    one = indicators().get(indicator)
    return (indicator, one.numerator, one.denominator) if one and one.is_rate else (indicator,)


def headline_values(stated: pd.DataFrame) -> dict[tuple[str, str], float]:
    """(indicator, breakdown) -> the headline value."""
    chosen = stated[stated["headline"].astype(bool)]
    return {(row.indicator, row.breakdown): row.value for row in chosen.itertuples()}


def form_lines(stated: pd.DataFrame, *, form: int, level: str, say: Speaker) -> pd.DataFrame:
    """Every printed row of `form` with what the report states there (see `FORM_COLUMNS`).

    `stated` are the current figures; `level` is the unit's: rows of a higher level do not apply to it.
    """
    here = stated[stated["slot"] == f"form:{form}"]
    by_row = {(row.indicator, row.breakdown): row for row in here.itertuples()}
    values = headline_values(stated)
    lines = [_form_line(row, by_row, values, level, say) for row in rows_of_form(form)]
    return pd.DataFrame(lines, columns=list(FORM_COLUMNS))


def other_lines(stated: pd.DataFrame, *, narrative: bool, say: Speaker) -> pd.DataFrame:
    """The figures of tables, or of the narrative, by theme in the forms' order (see `OTHER_COLUMNS`)."""
    outside = stated[(stated["source"] == "narrative") if narrative else (stated["source"] == "table")]
    order = {name: number for number, name in enumerate(themes())}
    lines = [_other_line(row, say) for row in outside.itertuples()]
    frame = pd.DataFrame(lines, columns=list(OTHER_COLUMNS))
    frame = frame.sort_values("theme", key=lambda names: names.map(order), kind="stable")
    return frame.assign(theme=[_theme_name(name, say) for name in frame["theme"]]).reset_index(drop=True)


def forms_stated(stated: pd.DataFrame) -> tuple[int, ...]:
    """The numbers of the forms the report has figures of."""
    slots = (slot for slot in stated["slot"].unique() if slot.startswith("form:"))
    return tuple(sorted(int(slot.removeprefix("form:")) for slot in slots))


def _form_line(
    row: FormRow, by_row: Mapping[tuple[str, str], Statement], values: Values, level: str, say: Speaker
) -> tuple[object, ...]:
    if not row.indicator:
        return row.row, row.label, "", "", "", "", "", None, "", ""
    found = by_row.get((row.indicator, row.breakdown))
    head, tail = (row.row, row.label, row.unit), (row.indicator, row.breakdown)
    if found is None:
        said = say.missing("missing" if row.belongs_to(level) else "not_applicable")
        return *head, said, _rate_text(values, row, say), "", "", None, *tail
    return (
        *head,
        stated_text(found, say),
        _rate_text(values, row, say),
        place_of(found.sheet, found.cell, found.section, say),
        notes_of(found, say),
        found.value,
        *tail,
    )


def _other_line(row: Statement, say: Speaker) -> tuple[object, ...]:
    known = indicators().get(row.indicator)
    return (
        known.theme if known else "",
        say.indicator(row.indicator),
        part_of(row.breakdown, say),
        stated_text(row, say),
        place_of(row.sheet, row.cell, row.section, say),
        row.quote,
        notes_of(row, say),
        row.value,
        row.indicator,
        row.breakdown,
    )


def _rate_text(values: Values, row: FormRow, say: Speaker) -> str:
    rate = computed_rate(values, row.indicator, row.breakdown)
    return "" if rate is None else say.percent(rate)


def _theme_name(theme: str, say: Speaker) -> str:
    if theme not in themes():
        return say.say("Khác")
    return themes()[theme].name_en if say.language == "en" else themes()[theme].name_vi
