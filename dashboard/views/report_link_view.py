"""The way from a number to the report that states it."""

from __future__ import annotations

import streamlit as st

from dashboard.words.language import PARAMETER, speaker

_PAGE = "../pages/report.py"


def open_report(unit_code: str, period: str, *, indicator: str = "") -> None:
    """Go to the report of `unit_code` and `period`; `indicator` names the figure to point at there."""
    st.switch_page(_PAGE, query_params=report_address(unit_code, period, indicator))


def link_report(
    unit_code: str,
    period: str,
    *,
    label: str,
    indicator: str = "",
    section: int = -1,
    icon: str | None = None,
) -> None:
    """Draw a link to the report; `section` (from 0) opens its text there."""
    address = report_address(unit_code, period, indicator, section)
    st.page_link(_PAGE, label=label, query_params=address, icon=icon)


def report_address(unit_code: str, period: str, indicator: str = "", section: int = -1) -> dict[str, str]:
    """The query parameters that open a report; people count sections from 1."""
    language = speaker().language
    stated = {"don_vi": unit_code, "ky": period, "chi_tieu": indicator}
    stated["muc"] = str(section + 1) if section >= 0 else ""
    return {name: value for name, value in stated.items() if value} | (
        {PARAMETER: language} if language != "vi" else {}
    )
