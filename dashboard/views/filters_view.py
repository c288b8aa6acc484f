"""The filters above every page: period, province and district in a row, level and units in a popover."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from dashboard.analysis.selection import (
    LEVELS,
    Selection,
    default_selection,
    expected_units,
    known_periods,
    parents_with_data,
)
from dashboard.cached import ask
from dashboard.views import address_view
from dashboard.views.choice_view import follow_address, mark_changed, pick
from dashboard.words.language import speaker
from data_loaders.catalogue.units import Unit, ancestors, descendants, units

_NAMES = ("ky", "tinh", "huyen", "cap", "don_vi")
_LEVEL_WORDS = {"xa": "commune", "huyen": "district", "tinh": "province"}


def ask_selection(levels: Sequence[str] = LEVELS) -> Selection:
    """Draw the filters and return what they say. `levels` are those the page can show.

    The address carries ky, tinh, huyen, cap (xa, huyen, tinh) and don_vi (codes joined by commas);
    a value that does not exist falls back to the default.
    """
    start = _start(levels)
    with st.container(horizontal=True, key="filters", vertical_alignment="bottom"):
        chosen = replace(start, period=_ask_period(start.period))
        chosen = _ask_parent(chosen)
        with st.popover(_more_label(chosen), key="more_filters"):
            chosen = replace(chosen, level=_ask_level(chosen, levels))
            chosen = replace(chosen, units=_ask_units(chosen))
    address_view.write(_as_address(chosen), scope="filters")
    return chosen


def shown_filters() -> dict[str, str]:
    """The filters in force, in words: label -> value, to stand on top of a downloaded table."""
    say, held = speaker(), address_view.remembered_in("filters")
    return {
        say.say("Kỳ báo cáo"): say.period(held.get("ky", "")),
        say.say("Thuộc"): say.unit(held.get("huyen") or held.get("tinh", "")),
        say.say("Cấp báo cáo"): say.level(_LEVEL_WORDS.get(held.get("cap", ""), "")),
        say.say("Đơn vị"): ", ".join(say.unit(code) for code in held.get("don_vi", "").split(",") if code),
    }


def _start(levels: Sequence[str]) -> Selection:
    """What the address or the session says, made valid."""
    stated, default = address_view.recall(_NAMES, scope="filters", complete="ky"), ask(default_selection)
    period = stated["ky"] if stated["ky"] in ask(known_periods) else default.period
    parent = _first_known(stated["huyen"], stated["tinh"], default.parent)
    level = _LEVEL_WORDS.get(stated["cap"], default.level if parent == default.parent else "")
    possible = _levels_below(parent, levels)
    return Selection(
        period=period,
        parent=parent,
        level=level if level in possible else possible[0],
        units=tuple(code for code in stated["don_vi"].split(",") if code in units()),
    )


def _first_known(*codes: str) -> str:
    known = {one.code for one in ask(parents_with_data)}
    return next((code for code in codes if code in known), "")


def _ask_period(current: str) -> str:
    say = speaker()
    options = ask(known_periods)
    return pick(say.say("Kỳ báo cáo"), options, current, key="filter_period", name=say.period)


def _ask_parent(chosen: Selection) -> Selection:
    province = _ask_province(chosen.parent)
    parent = _ask_district(province, chosen.parent) or province
    return chosen if parent == chosen.parent else replace(chosen, parent=parent, units=())


def _ask_province(current: str) -> str:
    say = speaker()
    options = [one.code for one in ask(parents_with_data) if one.level == "province"]
    label = say.say("Tỉnh, thành phố")
    return pick(label, options, _province_of(current), key="filter_province", name=say.unit)


def _ask_district(province: str, current: str) -> str:
    say = speaker()
    districts = [one.code for one in ask(parents_with_data) if one.parent == province]
    if not districts:
        return ""
    return pick(
        say.say("Huyện, quận, thị xã"),
        ["", *districts],
        current,
        key=f"filter_district_{province}",
        name=lambda code: say.unit(code) if code else say.say("Tất cả"),
    )


def _ask_level(chosen: Selection, levels: Sequence[str]) -> str:
    say = speaker()
    possible = _levels_below(chosen.parent, levels)
    key = f"filter_level_{chosen.parent}"
    return pick(say.say("Cấp báo cáo"), possible, chosen.level, key=key, name=say.level)


def _ask_units(chosen: Selection) -> tuple[str, ...]:
    say = speaker()
    options = [one.code for one in expected_units(replace(chosen, units=()))]
    key = f"filter_units_{chosen.parent}_{chosen.level}"
    kept = [code for code in chosen.units if code in options]
    follow_address(key, kept)
    picked = st.multiselect(
        say.say("Đơn vị"),
        options,
        key=key,
        format_func=say.unit,
        placeholder=say.say("Tất cả đơn vị"),
        on_change=mark_changed,
        args=(key,),
    )
    return tuple(picked)


def _more_label(chosen: Selection) -> str:
    say = speaker()
    if chosen.units:
        return say.say("Cấp, đơn vị ({count})", count=len(chosen.units))
    return say.say("Cấp, đơn vị")


def _levels_below(parent: str, levels: Sequence[str]) -> list[str]:
    """The levels of `levels` at or below the parent that have units, lowest first."""
    possible = [level for level in LEVELS if level in levels and _has_level(parent, level)]
    return possible or [level for level in LEVELS if level in levels][:1]


def _has_level(parent: str, level: str) -> bool:
    return not parent or units()[parent].level == level or bool(descendants(parent, level))


def _province_of(code: str) -> str:
    if code not in units():
        return ""
    chain: list[Unit] = [units()[code], *ancestors(code)]
    return chain[-1].code


def _as_address(chosen: Selection) -> dict[str, str]:
    words = {level: word for word, level in _LEVEL_WORDS.items()}
    province = _province_of(chosen.parent)
    return {
        "ky": chosen.period,
        "tinh": province,
        "huyen": chosen.parent if chosen.parent != province else "",
        "cap": words[chosen.level],
        "don_vi": ",".join(chosen.units),
    }
