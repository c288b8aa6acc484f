"""The way from a number to the report that states it."""

from __future__ import annotations

import streamlit as st

from dashboard.views import address_view
from dashboard.words.language import PARAMETER, speaker

_PAGE = "../pages/report.py"


def open_report(unit_code: str, period: str, *, indicator: str = "", breakdown: str = "") -> None:
    """Go from a page with filters to a report; `indicator` and `breakdown` name the figure to point at there.

    One step back in the browser shows the page as it was.
    """
    address = report_address(unit_code, period, indicator=indicator, breakdown=breakdown)
    address_view.leave_for(address, scope="filters")
    st.switch_page(_PAGE, query_params=address)


def link_report(
    unit_code: str,
    period: str,
    *,
    label: str,
    indicator: str = "",
    breakdown: str = "",
    section: int = -1,
    icon: str | None = None,
) -> None:
    """Draw a link to the report, to a figure of it, or to the `section` (from 0) of its text."""
    address = report_address(unit_code, period, indicator=indicator, breakdown=breakdown, section=section)
    st.page_link(_PAGE, label=label, query_params=address, icon=icon)


def report_address(
    unit_code: str, period: str, *, indicator: str = "", breakdown: str = "", section: int = -1
) -> dict[str, str]:
    """The query parameters that open a report; people count sections from 1."""
    language = speaker().language
    stated = {"don_vi": unit_code, "ky": period, "chi_tieu": indicator, "phan": breakdown}
    stated["muc"] = str(section + 1) if section >= 0 else ""
    return {name: value for name, value in stated.items() if value} | (
        {PARAMETER: language} if language != "vi" else {}
    )
