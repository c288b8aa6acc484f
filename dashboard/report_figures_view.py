"""The figures of a report as the forms print them, with their cells; differing statements together."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard.language import speaker
from dashboard.plain_text import escaped
from dashboard.report_contents import ReportHead, conflicts
from dashboard.report_lines import (
    form_lines,
    forms_stated,
    is_plain_number,
    note_of,
    other_lines,
    own_first,
    own_rate,
    part_of,
    place_of,
    with_counts,
)
from dashboard.table_view import show_downloads
from data_loaders.catalogue.forms import form_titles
from data_loaders.catalogue.units import units


def show_figures(head: ReportHead, stated: pd.DataFrame, *, indicator: str) -> None:
    """Draw the figures; `indicator` ("" for none) is the one to point at, with what stands where."""
    if indicator:
        _show_statements(head, stated, indicator, key="pointed_at")
    _show_conflicts(head, stated, expanded=not indicator)
    parts = _parts(stated)
    if not parts:
        st.info(speaker().say("Báo cáo này không có số liệu nào đọc được."))
        return
    part = _ask_part(parts, _part_of_indicator(stated, indicator, parts))
    chosen = _show_lines(head, _lines(head, stated, part), part, indicator)
    if chosen and chosen != indicator:
        _show_statements(head, stated, chosen, key="chosen")


def _show_statements(head: ReportHead, stated: pd.DataFrame, indicator: str, *, key: str) -> None:
    """Every statement of one indicator: value, place, sentence, file; for a rate those of its counts too."""
    say = speaker()
    with st.container(border=True, key=f"statements_{key}"):
        for name in with_counts(indicator):
            found = own_first(stated[stated["indicator"] == name], _level(head))
            st.markdown(f"**{escaped(say.indicator(name))}**")
            if found.empty:
                st.markdown(escaped(say.say("Báo cáo này không ghi chỉ tiêu này.")))
            for row in found.itertuples():
                _show_statement(row)
        _show_computed(own_rate(stated, indicator, _level(head)))


def _show_computed(rate: float | None) -> None:
    say = speaker()
    if rate is not None:
        st.markdown(escaped(say.say("Tính lại từ hai số trên: {rate}", rate=say.percent(rate))))


def _show_statement(row) -> None:  # noqa: ANN001
    say = speaker()
    value = escaped(say.stated(row.indicator, row.value))
    part = part_of(row.breakdown, say)
    place = escaped(place_of(row.sheet, row.cell, row.section, say))
    head = f"{value}{' · ' + escaped(part) if part else ''} — **{place}** · {escaped(row.file)}"
    note = f" · :orange-badge[{escaped(note_of(row.mark, say))}]" if row.mark else ""
    st.markdown(head + note)
    if row.source == "narrative" or not is_plain_number(row.quote):
        st.caption(f"“{escaped(row.quote)}”")


def _show_conflicts(head: ReportHead, stated: pd.DataFrame, *, expanded: bool) -> None:
    say = speaker()
    different = conflicts(stated, _level(head))
    if different.empty:
        return
    number = different.groupby(["indicator", "breakdown"]).ngroups
    title = say.say("{count} chỉ tiêu ghi khác nhau trong cùng báo cáo", count=number)
    with st.expander(title, expanded=expanded and number <= _CONFLICTS_AT_ONCE):
        st.caption(say.say("Số liệu ở biểu mẫu được dùng trước, rồi đến bảng, rồi đến lời văn."))
        for (indicator, breakdown), rows in different.groupby(["indicator", "breakdown"], sort=False):
            part = part_of(breakdown, say)
            st.markdown(f"**{escaped(say.indicator(indicator) + (f' ({part})' if part else ''))}**")
            for row in rows.itertuples():
                _show_statement(row)


def _parts(stated: pd.DataFrame) -> list[str]:
    """The parts of the report that hold figures: "1" to "7", "table", "narrative"."""
    outside = [name for name in ("table", "narrative") if (stated["source"] == name).any()]
    return [*(str(number) for number in forms_stated(stated)), *outside]


def _part_of_indicator(stated: pd.DataFrame, indicator: str, parts: list[str]) -> str:
    found = stated[stated["indicator"] == indicator]
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


def _show_lines(head: ReportHead, frame: pd.DataFrame, part: str, indicator: str) -> str:
    """Draw the lines of one part; return the indicator of the chosen line."""
    say = speaker()
    title = form_titles()[int(part)] if part.isdigit() else say.say("Số liệu ngoài biểu mẫu")
    columns = _form_headings() if part.isdigit() else _other_headings()
    st.markdown(f"##### {escaped(title)}")
    asked = own_first(frame[frame["indicator"] == indicator], _level(head)) if indicator else frame.head(0)
    event = st.dataframe(
        frame,
        column_order=list(columns),
        column_config={
            name: st.column_config.TextColumn(heading, width=_WIDTHS.get(name))
            for name, heading in columns.items()
        },
        hide_index=True,
        key=f"lines_{head.report_id}_{part}_{indicator}",
        on_select="rerun",
        selection_mode="single-row",
        selection_default={"selection": {"rows": [int(row) for row in asked.index[:1]]}},
        height="content",
        alt=title,
    )
    _offer_download(head, frame, columns, part, title)
    rows = event.selection.rows
    return str(frame["indicator"].iloc[rows[0]]) if rows and rows[0] < len(frame) else ""


_CONFLICTS_AT_ONCE = 3
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
        "place": say.say("Vị trí"),
        "quote": say.say("Nguyên văn"),
        "theme": say.say("Lĩnh vực"),
        "note": say.say("Lưu ý"),
    }


def _level(head: ReportHead) -> str:
    return units()[head.unit_code].level if head.unit_code in units() else "commune"
