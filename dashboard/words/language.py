"""The language of the person who looks. It lives in the session: a global would leak between people."""

from __future__ import annotations

import streamlit as st

from dashboard.words.wording import LANGUAGES, Speaker

PARAMETER = "ngon_ngu"
_NAMES = {"vi": "Việt", "en": "English"}


def speaker() -> Speaker:
    """The speaker of this session's language."""
    return Speaker(st.session_state.get("language", "vi"))


def ask_language() -> None:
    """Draw the switch; the choice holds on every page and stands in the address when it is not Vietnamese."""
    st.segmented_control(
        "Ngôn ngữ / Language",
        LANGUAGES,
        default=speaker().language,
        format_func=_NAMES.__getitem__,
        key="language_switch",
        on_change=_take_switch,
        label_visibility="collapsed",
        required=True,
    )
    _write_address()


def take_address() -> None:
    """Take the language the address asks for; before anything is said."""
    asked = st.query_params.get(PARAMETER, "")
    if asked in LANGUAGES and asked != st.session_state.get("language_in_address", ""):
        st.session_state["language"] = asked


def _take_switch() -> None:
    st.session_state["language"] = st.session_state["language_switch"] or "vi"
    st.session_state["language_in_address"] = st.query_params.get(PARAMETER, "")


def _write_address() -> None:
    language = speaker().language
    if language == "vi":
        st.query_params.pop(PARAMETER, None)
    elif st.query_params.get(PARAMETER) != language:
        st.query_params[PARAMETER] = language
    st.session_state["language_in_address"] = "" if language == "vi" else language
