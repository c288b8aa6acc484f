"""Which report a person looks at: period and unit, in the address."""

from __future__ import annotations

import re
from dataclasses import dataclass

import streamlit as st

from dashboard.analysis.selection import known_periods
from dashboard.cached import ask
from dashboard.reports.report_contents import reporting_units
from dashboard.views import address_view
from dashboard.views.choice_view import pick
from dashboard.words.language import speaker
from data_loaders.catalogue.indicators import indicators
from data_loaders.catalogue.units import ancestors, units

_NAMES = ("don_vi", "ky", "chi_tieu", "phan", "muc", "so_lan", "voi_lan")
_COMPARED = ("so_lan", "voi_lan")

_COUNTED = re.compile(r"[1-9][0-9]{0,3}")


@dataclass(frozen=True, slots=True)
class ReportChoice:
    """Unit, period and, where the person came from a number, its indicator ("" else).

    `breakdown` is the part of the indicator, `section` the section of the text to open, counted from 0
    (-1: none), `compared` the two revisions to compare (() for none).
    """

    unit_code: str
    period: str
    indicator: str
    breakdown: str = ""
    section: int = -1
    compared: tuple[str, ...] = ()


def ask_report() -> ReportChoice | None:
    """Draw the choice and return it; None (and what to do) when there is no report at all.

    Without an address it starts from the period and unit the other pages show.
    """
    periods = ask(known_periods)
    if not periods:
        _show_nothing_yet()
        return None
    say, stated = speaker(), address_view.recall(_NAMES, scope="report", complete="ky")
    elsewhere = address_view.remembered_in("filters")
    with st.container(horizontal=True, key="filters", vertical_alignment="bottom"):
        start = stated["ky"] or elsewhere.get("ky", "")
        period = pick(say.say("Kỳ báo cáo"), periods, start, key="report_period", name=say.period)
        codes = ask(reporting_units, period=period)
        start = stated["don_vi"] or _first_of(codes, elsewhere)
        unit = pick(say.say("Đơn vị"), codes, start, key=f"report_unit_{period}", name=_unit_with_parent)
    _tell_if_absent(stated, period, unit)
    same = unit == stated["don_vi"] and period == stated["ky"]
    pointed = {name: stated[name] if same else "" for name in _NAMES[2:]}
    if pointed["chi_tieu"] not in indicators():
        pointed["chi_tieu"] = ""
    address_view.write({"don_vi": unit, "ky": period, **pointed}, scope="report")
    return _chosen(unit, period, pointed)


def compare_in_address(numbers: tuple[str, ...]) -> None:
    """Show the two revisions compared in the address; () for none."""
    compared = dict(zip(_COMPARED, numbers or ("", ""), strict=True))
    address_view.write({**address_view.remembered_in("report"), **compared}, scope="report")


def _chosen(unit: str, period: str, pointed: dict[str, str]) -> ReportChoice:
    compared = tuple(pointed[name] for name in _COMPARED)
    return ReportChoice(
        unit,
        period,
        pointed["chi_tieu"],
        pointed["phan"],
        int(pointed["muc"]) - 1 if _COUNTED.fullmatch(pointed["muc"]) else -1,
        compared if all(compared) else (),
    )


def _first_of(codes: tuple[str, ...], elsewhere: dict[str, str]) -> str:
    """The unit to start with: one the other pages are narrowed to, or the first below their parent."""
    chosen = elsewhere.get("don_vi", "").split(",")
    parent = elsewhere.get("huyen") or elsewhere.get("tinh", "")
    below = (code for code in codes if parent in (above.code for above in ancestors(code)))
    return next((code for code in codes if code in chosen), next(below, ""))


def _unit_with_parent(code: str) -> str:
    say, parent = speaker(), units()[code].parent if code in units() else ""
    return f"{say.unit(code)}, {say.short_unit(parent)}" if parent else say.unit(code)


def _tell_if_absent(stated: dict[str, str], period: str, unit: str) -> None:
    """Say so when the address asks for a report that does not exist."""
    asked = stated["don_vi"]
    if (
        asked
        and stated["ky"] == period
        and asked != unit
        and asked not in ask(reporting_units, period=period)
    ):
        say = speaker()
        st.info(
            say.say(
                "{unit} chưa có báo cáo {period}. Đang hiện báo cáo của {other}.",
                unit=say.unit(asked),
                period=say.period(period),
                other=say.unit(unit),
            )
        )


def _show_nothing_yet() -> None:
    say = speaker()
    st.title(say.say("Chưa có báo cáo nào"))
    st.write(say.say("Khi có tệp đầu tiên được nộp, báo cáo của từng đơn vị hiện ở đây."))
    st.page_link("../pages/upload.py", label=say.say("Nộp báo cáo đầu tiên"), icon=":material/upload_file:")
