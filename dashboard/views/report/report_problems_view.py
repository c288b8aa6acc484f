"""What to look at again in a report: errors first, each with its place and what to do."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from dashboard.reports.report_lines import place_of
from dashboard.views.table_view import show_downloads
from dashboard.words.language import speaker
from dashboard.words.plain_text import escaped

_ALIKE_AT_ONCE, _PLACES_NAMED = 3, 40


def show_problems(found: pd.DataFrame, *, key: str, title: str, source: str) -> None:
    """Draw the problems (severity, title, sentence, sheet, cell, section, value) as a list with downloads."""
    say = speaker()
    if found.empty:
        st.success(say.say("Không có điều cần xem lại: số liệu khớp với nhau và nằm trong khoảng hợp lý."))
        return
    kept = ask_severity(found, key)
    for _, alike in kept.groupby("code", sort=False):
        _show_alike(alike)
    show_downloads(
        kept.assign(
            importance=[severity_word(one) for one in kept["severity"]],
            place=[place_of(row.sheet, row.cell, row.section, say) for row in kept.itertuples()],
        ),
        columns={
            "importance": say.say("Mức độ"),
            "place": say.say("Vị trí"),
            "title": say.say("Điều cần xem lại"),
            "sentence": say.say("Giải thích"),
            "value": say.say("Giá trị đã ghi"),
        },
        key=key,
        title=title,
        source=source,
        filters={},
    )


def severity_word(severity: str) -> str:
    """How important a problem is, in words."""
    say = speaker()
    return say.say("Phải sửa") if severity == "error" else say.say("Nên xem")


def ask_severity(found: pd.DataFrame, key: str) -> pd.DataFrame:
    """The problems of the importance asked for; no question where all are alike."""
    say, counts = speaker(), found["severity"].value_counts()
    if len(counts) < 2:
        return found
    names: dict[str, Callable[[], str]] = {
        "all": lambda: say.say("Tất cả ({count})", count=say.number(len(found))),
        "error": lambda: say.say("Phải sửa ({count})", count=say.number(counts["error"])),
        "warning": lambda: say.say("Nên xem ({count})", count=say.number(counts["warning"])),
    }
    asked = st.segmented_control(
        say.say("Mức độ"),
        list(names),
        default="all",
        format_func=lambda name: names[name](),
        key=f"{key}_severity",
        label_visibility="collapsed",
        required=True,
    )
    return found if asked in ("all", None) else found[found["severity"] == asked]


def _show_alike(alike: pd.DataFrame) -> None:
    """The problems of one kind: some in full, of the rest the places."""
    say = speaker()
    for row in alike.head(_ALIKE_AT_ONCE).itertuples():
        show_problem(row)
    rest = [
        place_of(row.sheet, row.cell, row.section, say) for row in alike.iloc[_ALIKE_AT_ONCE:].itertuples()
    ]
    if rest:
        with st.expander(say.say("Cùng loại ở {count} chỗ khác", count=len(rest))):
            more = " …" if len(rest) > _PLACES_NAMED else ""
            st.markdown(escaped("; ".join(rest[:_PLACES_NAMED]) + more))


def show_problem(row) -> None:  # noqa: ANN001
    """Draw one problem (a row of the frame by itertuples): importance, place, sentence."""
    color = "red" if row.severity == "error" else "orange"
    place = escaped(place_of(row.sheet, row.cell, row.section, speaker()))
    where = f"**{place}** · " if place else ""
    st.markdown(f":{color}-badge[{severity_word(row.severity)}] {where}{escaped(row.sentence)}")
