"""Filters in the page's address, as codes, so that a link opens the same view for anyone in any language.

Streamlit's own binding writes the shown label ("Quý III/2023") into the address: it changes with the
language and is not unique among namesakes. Here an address that names a period is taken as complete;
one that does not (a click in the menu) leaves what the session remembers.
"""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

_WRITTEN = "address_written"
_REMEMBERED = "address_remembered"


def recall(names: tuple[str, ...], *, complete: str) -> dict[str, str]:
    """The values of `names`: from the address if it differs from what was last written, else as remembered.

    `complete` is the name whose presence says that the address states all of them.
    """
    stated = {name: st.query_params[name] for name in names if name in st.query_params}
    remembered: dict[str, str] = st.session_state.setdefault(_REMEMBERED, {})
    if not stated or stated == st.session_state.get(_WRITTEN):
        return {name: remembered.get(name, "") for name in names}
    kept = {} if complete in stated else {name: remembered.get(name, "") for name in names}
    return {**dict.fromkeys(names, ""), **kept, **stated}


def write(values: Mapping[str, str]) -> None:
    """Remember `values` for the other pages and show them in the address; a blank one leaves no trace."""
    shown = {name: value for name, value in values.items() if value}
    st.session_state[_REMEMBERED] = {**st.session_state.get(_REMEMBERED, {}), **values}
    st.session_state[_WRITTEN] = shown
    current = st.query_params.to_dict()
    rest = {name: value for name, value in current.items() if name not in values}
    if {**rest, **shown} != current:
        st.query_params.from_dict({**rest, **shown})
