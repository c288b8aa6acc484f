"""One style of chart everywhere: the finding as its heading, what is measured under it."""

from __future__ import annotations

import streamlit as st
from plotly.graph_objects import Figure

from dashboard.words.plain_text import escaped, unbroken

_CONFIG = {"displayModeBar": False, "responsive": True, "locale": "vi", "scrollZoom": False}


def dark() -> bool:
    """Whether this person looks at the dark theme."""
    return st.context.theme.type == "dark"


def show_chart(figure: Figure, *, title: str, caption: str, key: str) -> str:
    """Draw the figure; return the unit code of the clicked point (its customdata[0]), or "".

    `title` is the finding in one sentence; `caption` names measure, denominator, period, coverage, source.
    """
    with st.container(key=f"chart_{key}", gap="small"):
        st.markdown(f"##### {escaped(unbroken(title))}")
        event = st.plotly_chart(
            figure,
            theme=None,
            key=key,
            on_select="rerun",
            selection_mode="points",
            config=_CONFIG,
            alt=f"{title}. {caption}",
        )
        if caption:
            st.caption(escaped(caption))
    return _clicked(event.selection.points, 0)


def clicked_period(key: str) -> str:
    """The period of the point clicked in the chart `key` (its customdata[1]), or ""."""
    return _clicked(st.session_state[key].selection.points, 1)


def _clicked(points: list[dict[str, object]], place: int) -> str:
    data = points[0].get("customdata") if points else None
    if isinstance(data, (list, tuple)) and len(data) > place:
        return str(data[place])
    if isinstance(data, dict):
        return str(data.get(str(place), ""))
    return ""
