"""The history of a report: who handed in what and when, what it changed, the originals, undo."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from functools import partial

import pandas as pd
import streamlit as st

from dashboard.cached import ask, engine
from dashboard.reports.report_contents import RevisionLine, original_file, revision_changes
from dashboard.reports.report_lines import part_of, place_of
from dashboard.words.language import speaker
from dashboard.words.plain_text import escaped
from data_loaders.store.storage import undo_revision

_LISTED = 12
"""Up to so many changes read better as lines than as a table."""

_KINDS = {"forms": "biểu mẫu", "one_stop": "bảng một cửa", "table": "bảng số liệu", "document": "văn bản"}
_DECISIONS = "decisions"


def show_history(report_id: int, lines: Sequence[RevisionLine]) -> None:
    """Draw every revision, newest first."""
    for line in lines:
        with st.container(border=True):
            _show_revision(report_id, line)


def show_changes(changes: pd.DataFrame, *, key: str) -> None:
    """Draw new, changed and gone figures (see `figure_changes`)."""
    if len(changes) <= _LISTED:
        st.markdown("\n".join(_change_line(row) for row in changes.itertuples()))
    else:
        _show_change_table(changes, key)


def _show_change_table(changes: pd.DataFrame, key: str) -> None:
    say = speaker()
    words = {"new": say.say("mới"), "changed": say.say("thay đổi"), "gone": say.say("không còn")}
    shown = pd.DataFrame(
        {
            "change": [words[one] for one in changes["change"]],
            "indicator": [_indicator(row) for row in changes.itertuples()],
            "before": [_value(row.indicator, row.before) for row in changes.itertuples()],
            "after": [_value(row.indicator, row.after) for row in changes.itertuples()],
            "place": [place_of(row.sheet, row.cell, row.section, say) for row in changes.itertuples()],
        }
    )
    headings = {
        "change": say.say("Thay đổi"),
        "indicator": say.say("Chỉ tiêu"),
        "before": say.say("Từ"),
        "after": say.say("Thành"),
        "place": say.say("Vị trí"),
    }
    config = {name: st.column_config.TextColumn(heading) for name, heading in headings.items()}
    st.dataframe(shown, column_config=config, hide_index=True, key=key, alt=say.say("Thay đổi"))


def change_sentence(changes: pd.DataFrame) -> str:
    """How many figures are new, changed or gone, in one sentence."""
    say, counts = speaker(), changes["change"].value_counts()
    parts = [
        say.say("{count} số liệu thay đổi", count=counts.get("changed", 0)) if "changed" in counts else "",
        say.say("{count} số liệu mới", count=counts.get("new", 0)) if "new" in counts else "",
        say.say("{count} số liệu không còn", count=counts.get("gone", 0)) if "gone" in counts else "",
    ]
    return ", ".join(part for part in parts if part) or say.say("Không có số liệu nào thay đổi")


def _show_revision(report_id: int, line: RevisionLine) -> None:
    say = speaker()
    who = line.by or say.say("không ghi người nộp")
    facts = escaped(f"{say.moment(line.at)} · {who} · {line.file}")
    st.markdown(f"**{escaped(_title(line))}** {_state_badge(line)}  \n:small[{facts}]")
    changes = ask(revision_changes, report_id=report_id, number=line.number)
    with st.container(horizontal=True, vertical_alignment="center"):
        if changes.empty:
            st.markdown(f":small[{change_sentence(changes)}]", width="content")
        else:
            with st.popover(change_sentence(changes), width="content"):
                show_changes(changes, key=f"changes_{report_id}_{line.number}")
        if line.action == "save":
            _offer_original(line)
        if line.action == "save" and not line.undone:
            _offer_undo(report_id, line)


def _title(line: RevisionLine) -> str:
    say = speaker()
    if line.action == "undo":
        return say.say("Lần {number}: hủy lần {undoes}", number=line.number, undoes=line.undoes)
    if line.kind == _DECISIONS:
        return say.say("Lần {number}: xác nhận số liệu đọc từ lời văn", number=line.number)
    kind = say.say(_KINDS.get(line.kind, "tệp"))
    if not line.figures:
        return say.say("Lần {number}: nộp {kind}", number=line.number, kind=kind)
    figures = say.number(line.figures)
    return say.say(
        "Lần {number}: nộp {kind}, {figures} số liệu", number=line.number, kind=kind, figures=figures
    )


def _state_badge(line: RevisionLine) -> str:
    return f":gray-badge[{speaker().say('đã hủy')}]" if line.undone else ""


def _offer_original(line: RevisionLine) -> None:
    st.download_button(
        speaker().say("Tải tệp gốc"),
        data=partial(_read_original, line.sha256),
        file_name=line.file,
        key=f"original_{line.number}",
        on_click="ignore",
        type="tertiary",
        icon=":material/download:",
    )


def _read_original(sha256: str) -> bytes:
    with engine().connect() as connection:
        return original_file(connection, sha256=sha256)


def _offer_undo(report_id: int, line: RevisionLine) -> None:
    say = speaker()
    with st.popover(say.say("Hủy lần nộp này"), type="tertiary"):
        st.markdown(
            say.say(
                "Số liệu của lần {number} không còn được dùng; số liệu của lần nộp trước đó được dùng lại. "
                "Không có gì bị xóa, lịch sử vẫn giữ cả hai.",
                number=line.number,
            )
        )
        known = st.session_state.get("handed_in_by") or ""
        by = st.text_input(say.say("Người hủy"), known, key=f"undo_by_{line.number}", max_chars=100)
        st.button(
            say.say("Hủy lần {number}", number=line.number),
            key=f"undo_{line.number}",
            type="primary",
            on_click=_undo,
            args=(report_id, line.number, by),
        )


def _undo(report_id: int, number: int, by: str) -> None:
    with suppress(LookupError):  # somebody else was faster: the history shows it
        undo_revision(engine(), report_id=report_id, number=number, by=by.strip())
    st.toast(speaker().say("Đã hủy lần {number}.", number=number))


def _change_line(row) -> str:  # noqa: ANN001
    say = speaker()
    texts = {
        "changed": say.say("{before} thành **{after}**"),
        "new": say.say("mới, **{after}**"),
        "gone": say.say("không còn, trước là **{before}**"),
    }
    values = {name: escaped(_value(row.indicator, getattr(row, name))) for name in ("before", "after")}
    place = escaped(place_of(row.sheet, row.cell, row.section, say))
    return (
        f"- {escaped(_indicator(row))}: {texts[row.change].format(**values)}{f' ({place})' if place else ''}"
    )


def _indicator(row) -> str:  # noqa: ANN001
    say = speaker()
    part = part_of(row.breakdown, say)
    return say.indicator(row.indicator) + (f" ({part})" if part else "")


def _value(indicator: str, value: float) -> str:
    return "" if pd.isna(value) else speaker().stated(indicator, value)
