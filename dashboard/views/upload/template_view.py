"""Forms to fill in, ready to download: for one unit, or one table for the units below a parent."""

from __future__ import annotations

from datetime import date

import streamlit as st

from dashboard.cached import engine
from dashboard.templates.template import (
    parent_template,
    parent_template_name,
    unit_template,
    unit_template_name,
)
from dashboard.views.upload.questions_view import every_unit, recent_periods
from dashboard.words.language import speaker
from data_loaders.catalogue.periods import due_date
from data_loaders.catalogue.units import descendants, units
from data_loaders.reading.recognition import full_path

_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_BELOW = {"province": ("district", "commune"), "district": ("commune",), "commune": ()}


def show_templates() -> None:
    """Draw the choice of unit and period and a button for each workbook that fits them."""
    say = speaker()
    with st.expander(say.say("Chưa có tệp? Tải biểu mẫu để điền")):
        with st.container(horizontal=True, vertical_alignment="bottom", key="template_choice"):
            unit = st.selectbox(
                say.say("Đơn vị"),
                every_unit(),
                index=None,
                format_func=full_path,
                key="template_unit",
                placeholder=say.say("Chọn đơn vị"),
                filter_mode="contains",
            )
            periods = recent_periods()
            period = st.selectbox(
                say.say("Kỳ báo cáo"),
                periods,
                index=periods.index(_running_period(periods)),
                format_func=say.period,
                key="template_period",
            )
        if unit and period:
            _offer(unit, period)


def _offer(unit: str, period: str) -> None:
    say = speaker()
    with st.container(horizontal=True, key="template_downloads"):
        _button(
            say.say("Biểu mẫu của {unit}", unit=say.unit(unit)),
            name=unit_template_name(unit, period),
            make=lambda: _unit_workbook(unit, period, say.language),
        )
        for level in _BELOW[units()[unit].level]:
            if descendants(unit, level):
                _button(
                    say.say("Bảng nhập cho các đơn vị {level}", level=say.level(level)),
                    name=parent_template_name(unit, level, period),
                    make=lambda level=level: _parent_workbook(unit, level, period, say.language),
                )


def _button(label: str, *, name: str, make) -> None:  # noqa: ANN001
    st.download_button(
        label,
        data=make,
        file_name=name,
        mime=_EXCEL,
        key=f"template_{name}",
        on_click="ignore",
        icon=":material/download:",
    )


def _unit_workbook(unit: str, period: str, language: str) -> bytes:
    with engine().connect() as connection:
        return unit_template(connection, unit_code=unit, period=period, language=language)


def _parent_workbook(unit: str, level: str, period: str, language: str) -> bytes:
    with engine().connect() as connection:
        return parent_template(connection, parent_code=unit, level=level, period=period, language=language)


def _running_period(periods: list[str]) -> str:
    """The period that is due next."""
    today = date.today()
    coming = [one for one in periods if due_date(one, "commune") >= today]
    return min(coming, key=lambda one: due_date(one, "commune"), default=periods[0])
