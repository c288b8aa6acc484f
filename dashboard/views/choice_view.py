"""A selectbox that follows the address, unless the person has just used it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st


def pick(label: str, options: Sequence[str], current: str, *, key: str, name: Callable[[str], str]) -> str:
    """Draw the selectbox on `current` (the first option when that is none of them); "" without options."""
    if not options:
        return ""
    follow_address(key, current if current in options else options[0])
    picked = st.selectbox(
        label,
        options,
        key=key,
        format_func=name,
        on_change=mark_changed,
        args=(key,),
        filter_mode="contains",
    )
    return str(picked)


def follow_address(key: str, value: object) -> None:
    """Put `value` into the widget `key` unless the person has just changed that widget."""
    if not st.session_state.pop(f"{key}_changed", False):
        # Set even when it looks the same: what another page's widget of this key held ends with that page.
        st.session_state[key] = value


def mark_changed(key: str) -> None:
    """Callback of a widget: what it holds now comes from the person."""
    st.session_state[f"{key}_changed"] = True
