"""Checks of one report against itself: rates and counts, parts and wholes, rows of other levels.

Rules are data (`catalogue/checks.toml`, numerators and denominators of `indicators.csv`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from data_loaders.catalogue.data_files import document
from data_loaders.catalogue.forms import LEVELS, form_rows
from data_loaders.catalogue.indicators import Indicator, indicators, rates
from data_loaders.catalogue.units import units
from data_loaders.drafts import Figure, Problem, ReportDraft
from data_loaders.numbers import money_shown, shown

_LEVEL_NAMES = {"commune": "xã", "district": "huyện", "province": "tỉnh"}
Stated = Mapping[str, Figure]


@cache
def rules() -> dict[str, Any]:
    """The rules of `checks.toml`. Raises `CatalogueError` for an unknown id."""
    loaded = document("checks.toml")
    named = [one for pair in (*loaded["part_of_whole"], *loaded["totals"]) for one in pair]
    unknown = set(named) - indicators().keys()
    if unknown:
        raise KeyError(f"checks.toml: unknown ids {sorted(unknown)}")
    return loaded


def check_report(draft: ReportDraft) -> list[Problem]:
    """What contradicts itself in a report.

    Marks doubtful figures of `draft` in place; a percent written as a fraction that agrees with its counts
    (0,985 for 98,5 %) is taken as the percent.
    """
    level = units()[draft.unit_code].level
    found: list[Problem] = []
    for source in dict.fromkeys(figure.source for figure in draft.figures if figure.source != "narrative"):
        for stated in _groups(draft, source).values():
            found += _check_group(stated, level)
    found += _other_levels(draft, level)
    _mark(draft, found)
    return found


def _groups(draft: ReportDraft, source: str) -> dict[str, dict[str, Figure]]:
    """The figures of one source by breakdown, then indicator.

    Figures of the unit's own level stand with those of the whole report (breakdown "").
    """
    groups: dict[str, dict[str, Figure]] = {}
    for figure in draft.figures:
        if figure.source == source:
            groups.setdefault(figure.breakdown, {}).setdefault(figure.indicator, figure)
    own = groups.pop(f"level:{units()[draft.unit_code].level}", {})
    groups[""] = {**groups.get("", {}), **own}
    return groups


def _check_group(stated: Stated, level: str) -> Iterator[Problem]:
    for rate in rates():
        if rate.id in stated:
            yield from _check_rate(stated[rate.id], rate, stated)
    for part, whole in rules()["part_of_whole"]:
        yield from _check_part(part, whole, stated)
    for total, *parts in rules()["totals"]:
        yield from _check_total(total, parts, stated, level)
    for rule in rules()["at_most"]:
        yield from _check_at_most(rule["total"], rule["parts"], stated)
    for rule in rules()["balance"]:
        yield from _check_balance(rule["came"], rule["went"], stated)
    yield from _counts_in_percents(stated)
    yield from _fractions(stated)


def _check_rate(figure: Figure, rate: Indicator, stated: Stated) -> Iterator[Problem]:
    part, whole = stated.get(rate.numerator), stated.get(rate.denominator)
    if part is None or whole is None or figure.mark == "percent_out_of_range":
        return
    details = {
        "name": _name(figure),
        "stated": shown(figure.value),
        "numerator": _said(part),
        "denominator": _said(whole),
    }
    if not whole.value:
        yield _problem("rate_without_base", figure, {**details, "stated": f"{shown(figure.value)} %"})
        return
    computed = 100 * part.value / whole.value
    if abs(figure.value - computed) <= _tolerance():
        return
    if _may_be_fraction(figure) and abs(100 * figure.value - computed) <= _tolerance():
        details = {**details, "taken": shown(100 * figure.value), "value": figure.quote}
        yield _problem("percent_from_fraction", figure, details)
        return
    yield _problem("rate_mismatch", figure, {**details, "computed": shown(round(computed, 1))})


def _may_be_fraction(figure: Figure) -> bool:
    """Whether a percent up to 1 is written without its sign, so that a hundred times it may be meant."""
    return 0 < figure.value <= 1 and "%" not in figure.quote


def _fractions(stated: Stated) -> Iterator[Problem]:
    """Percents below 1 that no counts confirm or deny, of what is aimed at a hundred."""
    for figure in stated.values():
        rate = indicators()[figure.indicator]
        counted = rate.is_rate and rate.numerator in stated and rate.denominator in stated
        aimed_high = rate.kind == "percent" and rate.polarity == "higher"
        if aimed_high and _may_be_fraction(figure) and figure.value < 1 and not counted:
            details = {"name": _name(figure), "value": figure.quote, "guess": shown(100 * figure.value)}
            yield _problem("fraction_in_percent", figure, details)


def _check_part(part_id: str, whole_id: str, stated: Stated) -> Iterator[Problem]:
    part, whole = stated.get(part_id), stated.get(whole_id)
    if part and whole and part.value > whole.value:
        details = {
            "part_name": indicators()[part_id].name_vi,
            "part": _said(part),
            "whole_name": indicators()[whole_id].name_vi,
            "whole": _said(whole),
        }
        yield _problem("part_exceeds_whole", part, details)


def _check_total(total_id: str, part_ids: list[str], stated: Stated, level: str) -> Iterator[Problem]:
    total = stated.get(total_id)
    absent = rules()["blank_for_level"].get(level, [])
    parts = [stated[one] for one in part_ids if one in stated]
    missing = [one for one in part_ids if one not in stated and one not in absent]
    if total is None or missing or not parts:
        return
    computed = sum(part.value for part in parts)
    if computed != total.value:
        details = {
            "name": indicators()[total_id].name_vi,
            "stated": shown(total.value),
            "parts": _added_up([part.value for part in parts]),
        }
        yield _problem("sum_mismatch", total, details)


def _added_up(values: list[float]) -> str:
    """A sum as it is added up: "3 + 4 = 7"; a single part as it is."""
    if len(values) == 1:
        return shown(values[0])
    return f"{' + '.join(map(shown, values))} = {shown(sum(values))}"


def _check_at_most(total_id: str, part_ids: list[str], stated: Stated) -> Iterator[Problem]:
    total = stated.get(total_id)
    parts = [stated[one] for one in part_ids if one in stated]
    computed = sum(part.value for part in parts)
    if total and computed > total.value:
        details = {
            "part_name": " + ".join(indicators()[part.indicator].name_vi for part in parts),
            "part": shown(computed),
            "whole_name": indicators()[total_id].name_vi,
            "whole": shown(total.value),
        }
        yield _problem("part_exceeds_whole", total, details)


def _check_balance(came_ids: list[str], went_ids: list[str], stated: Stated) -> Iterator[Problem]:
    if not all(one in stated for one in (*came_ids, *went_ids)):
        return
    came = sum(stated[one].value for one in came_ids)
    went = sum(stated[one].value for one in went_ids)
    if came != went:
        details = {"came": shown(came), "went": shown(went), "gap": shown(abs(came - went))}
        yield _problem("balance_open", stated[came_ids[-1]], details)


def _counts_in_percents(stated: Stated) -> Iterator[Problem]:
    for percent_id, count_ids in rules()["count_in_percent"].items():
        percent = stated.get(percent_id)
        same = [
            stated[one]
            for one in count_ids
            if percent and one in stated and stated[one].value == percent.value
        ]
        if percent and same and percent.value not in (0, 100):
            details = {
                "name": _name(percent),
                "stated": shown(percent.value),
                "other": indicators()[same[0].indicator].name_vi,
                "count": shown(same[0].value),
            }
            yield _problem("count_in_percent", percent, details)


def _other_levels(draft: ReportDraft, level: str) -> Iterator[Problem]:
    """Rows of a higher level that a unit has filled: kept, but in no total."""
    for figure in draft.figures:
        row = _rows().get((figure.slot, figure.indicator, figure.breakdown))
        if row and not row.belongs_to(level) and figure.value:
            details = {"row": row.code, "level": _LEVEL_NAMES[row.level], "value": figure.quote}
            yield _problem("row_of_other_level", figure, details)


@cache
def _rows() -> dict[tuple[str, str, str], Any]:
    return {
        (row.slot, row.indicator, row.breakdown): row
        for row in form_rows()
        if row.indicator and row.level in LEVELS
    }


def _mark(draft: ReportDraft, found: list[Problem]) -> None:
    """Write a problem's code on the figure it doubts (the first problem counts)."""
    doubted = {(one.place, one.indicator): one.code for one in reversed(found) if one.indicator}
    draft.figures = [
        _marked(one, doubted[one.place, one.indicator])
        if not one.mark and (one.place, one.indicator) in doubted
        else one
        for one in draft.figures
    ]


def _marked(figure: Figure, code: str) -> Figure:
    value = round(100 * figure.value, 10) if code == "percent_from_fraction" else figure.value
    return replace(figure, mark=code, value=value)


def _problem(code: str, figure: Figure, details: Mapping[str, str]) -> Problem:
    return Problem(code, figure.place, figure.indicator, figure.quote, dict(details))


def _name(figure: Figure) -> str:
    return indicators()[figure.indicator].name_vi


def _said(figure: Figure) -> str:
    """A figure's value as an official reads it."""
    is_money = indicators()[figure.indicator].kind == "money"
    return money_shown(figure.value) if is_money else shown(figure.value)


def _tolerance() -> float:
    return rules()["rate_tolerance"] + 1e-9
