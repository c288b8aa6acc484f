"""The figures of a report as the forms print them, with their cells; differing statements together."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard.reports.report_contents import ReportHead
from dashboard.reports.report_lines import (
    form_lines,
    forms_stated,
    other_lines,
    own_rate,
    place_of,
    rows_about,
    with_counts,
)
from dashboard.reports.told_figures import ToldFigure
from dashboard.views.report.statements_view import show_conflicts, show_statement
from dashboard.views.report_link_view import link_report
from dashboard.views.table_view import show_downloads
from dashboard.words.language import speaker
from dashboard.words.plain_text import escaped
from data_loaders.catalogue.forms import form_titles
from data_loaders.catalogue.units import units

FigureKey = tuple[str, str]
"""An indicator ("" for none) and its breakdown ("" for whichever there is, the unit's own first)."""


def show_figures(
    head: ReportHead, stated: pd.DataFrame, *, asked: FigureKey, told: Sequence[ToldFigure]
) -> None:
    """Draw the figures; `asked` is the one to point at (see `FigureKey`), with what stands where.

    `told` are those in sentences: each leads to its sentence.
    """
    if asked[0]:
        _show_statements(head, stated, asked, told, key="pointed_at")
    show_conflicts(stated, level=_level(head), expanded=not asked[0])
    parts = _parts(stated)
    if not parts:
        st.info(speaker().say("Báo cáo này không có số liệu nào đọc được."))
        return
    part = _ask_part(parts, _part_of(head, stated, asked, parts))
    chosen = _show_lines(head, _lines(head, stated, part), part, asked)
    if chosen[0] and chosen != asked:
        _show_statements(head, stated, chosen, told, key="chosen")


def _show_statements(
    head: ReportHead, stated: pd.DataFrame, asked: FigureKey, told: Sequence[ToldFigure], *, key: str
) -> None:
    """Every statement of one indicator: value, place, sentence, file; for a rate those of its counts too."""
    say, (indicator, breakdown) = speaker(), asked
    with st.container(border=True, key=f"statements_{key}"):
        for name in with_counts(indicator):
            found = rows_about(stated, name, breakdown=breakdown, level=_level(head))
            st.markdown(f"**{escaped(say.indicator(name))}**")
            if found.empty:
                st.markdown(escaped(say.say("Báo cáo này không ghi chỉ tiêu này.")))
            for row in found.itertuples():
                show_statement(row)
        _lead_to_sentences(head, asked, told)
        _show_computed(own_rate(stated, indicator, _level(head)))


def _lead_to_sentences(head: ReportHead, asked: FigureKey, told: Sequence[ToldFigure]) -> None:
    """A link to each section whose sentences state the indicator or a count of it."""
    say, (indicator, breakdown) = speaker(), asked
    here = [one for one in told if one.figure.indicator in with_counts(indicator) and one.section >= 0]
    for place in dict.fromkeys(one.section for one in here):
        section = next(one.figure.place.section for one in here if one.section == place)
        where = place_of("", "", section, say)
        label = escaped(say.say("Đọc trong thuyết minh: {place}", place=where))
        link_report(
            head.unit_code,
            head.period,
            label=label,
            indicator=indicator,
            breakdown=breakdown,
            section=place,
        )


def _show_computed(rate: float | None) -> None:
    say = speaker()
    if rate is not None:
        st.markdown(escaped(say.say("Tính lại từ hai số trên: {rate}", rate=say.percent(rate))))


def _parts(stated: pd.DataFrame) -> list[str]:
    """The parts of the report that hold figures: "1" to "7", "table", "narrative"."""
    outside = [name for name in ("table", "narrative") if (stated["source"] == name).any()]
    return [*(str(number) for number in forms_stated(stated)), *outside]


def _part_of(head: ReportHead, stated: pd.DataFrame, asked: FigureKey, parts: list[str]) -> str:
    found = rows_about(stated, asked[0], breakdown=asked[1], level=_level(head))
    if found.empty:
        return parts[0]
    slot, source = found.iloc[0][["slot", "source"]]
    return slot.removeprefix("form:") if source == "form" else source


def _ask_part(parts: list[str], start: str) -> str:
    say = speaker()
    names = {"table": say.say("Bảng ngoài biểu mẫu"), "narrative": say.say("Lời văn")}
    if len(parts) == 1:
        return parts[0]
    asked = st.pills(
        say.say("Phần của báo cáo"),
        parts,
        default=start,
        format_func=lambda part: names.get(part) or say.say("Biểu mẫu {number}", number=part),
        key=f"part_{start}_{'_'.join(parts)}",
        label_visibility="collapsed",
        required=True,
    )
    return asked or start


def _lines(head: ReportHead, stated: pd.DataFrame, part: str) -> pd.DataFrame:
    say = speaker()
    if part.isdigit():
        return form_lines(stated, form=int(part), level=_level(head), say=say)
    return other_lines(stated, narrative=part == "narrative", say=say)


def _show_lines(head: ReportHead, frame: pd.DataFrame, part: str, asked: FigureKey) -> FigureKey:
    """Draw the lines of one part; return the figure of the chosen line, ("", "") for none."""
    say = speaker()
    title = form_titles()[int(part)] if part.isdigit() else say.say("Số liệu ngoài biểu mẫu")
    columns = _form_headings() if part.isdigit() else _other_headings()
    st.markdown(f"##### {escaped(title)}")
    at = rows_about(frame, asked[0], breakdown=asked[1], level=_level(head)) if asked[0] else frame.head(0)
    event = st.dataframe(
        frame,
        column_order=list(columns),
        column_config={
            name: st.column_config.TextColumn(heading, width=_WIDTHS.get(name))
            for name, heading in columns.items()
        },
        hide_index=True,
        key=f"lines_{head.report_id}_{part}_{'_'.join(asked)}",
        on_select="rerun",
        selection_mode="single-row",
        selection_default={"selection": {"rows": [int(row) for row in at.index[:1]]}},
        height="content",
        alt=title,
    )
    _offer_download(head, frame, columns, part, title)
    rows = event.selection.rows
    if not rows or rows[0] >= len(frame):
        return "", ""
    indicator, breakdown = frame[["indicator", "breakdown"]].iloc[rows[0]]
    return str(indicator), str(breakdown)


_WIDTHS = {"row": 50, "label": 330, "stated": 100, "computed": 80, "place": 130, "note": 150, "quote": 300}


def _offer_download(
    head: ReportHead, frame: pd.DataFrame, columns: dict[str, str], part: str, title: str
) -> None:
    say = speaker()
    show_downloads(
        frame,
        columns={**columns, "value": say.say("Giá trị (số)")},
        key=f"lines_{part}",
        title=f"{title} - {say.unit(head.unit_code)} {say.period(head.period)}",
        source=say.say("Báo cáo của {unit}", unit=say.unit(head.unit_code)),
        formats={"value": "decimal"},
        filters={say.say("Kỳ báo cáo"): say.period(head.period)},
    )


def _form_headings() -> dict[str, str]:
    say = speaker()
    return {
        "row": say.say("STT"),
        "label": say.say("Chỉ tiêu thống kê"),
        "stated": say.say("Đã ghi"),
        "computed": say.say("Tính lại"),
        "place": say.say("Vị trí"),
        "note": say.say("Lưu ý"),
    }


def _other_headings() -> dict[str, str]:
    say = speaker()
    return {
        "label": say.say("Chỉ tiêu"),
        "part": say.say("Phần"),
        "stated": say.say("Đã ghi"),
        "note": say.say("Lưu ý"),
        "place": say.say("Vị trí"),
        "quote": say.say("Nguyên văn"),
        "theme": say.say("Lĩnh vực"),
    }


def _level(head: ReportHead) -> str:
    return units()[head.unit_code].level if head.unit_code in units() else "commune"
