"""Filters in the page's address, as codes, so that a link opens the same view for anyone in any language.

Streamlit's own binding writes the shown label ("Quý III/2023") into the address: it changes with the
language and is not unique among namesakes. Here an address that names a period is taken as complete;
one that does not (a click in the menu) leaves what the session remembers. A `scope` is a set of pages
that share what they remember.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from dashboard.words.language import PARAMETER


def recall(names: Sequence[str], *, scope: str, complete: str) -> dict[str, str]:
    """The values of `names`: from the address if it is not what was last written, else as remembered.

    `complete` is the name whose presence says that the address states all of them. An address that was only
    passed on the way to another page (`leave_for`) leads back to what its page showed then.
    """
    if (shown := _shown_on_leaving(scope)) is not None:
        _clear_but_language()
        return {name: shown.get(name, "") for name in names}
    remembered = {name: remembered_in(scope).get(name, "") for name in names}
    stated = {name: st.query_params[name] for name in names if name in st.query_params}
    if not stated or stated == st.session_state.get(_written(scope)):
        return remembered
    return {**(dict.fromkeys(names, "") if complete in stated else remembered), **stated}


def remembered_in(scope: str) -> dict[str, str]:
    """What the pages of `scope` last showed."""
    return st.session_state.get(f"address_of_{scope}", {})


def write(values: Mapping[str, str], *, scope: str) -> None:
    """Remember `values` for the pages of `scope` and show them in the address, but for blank ones."""
    shown = {name: value for name, value in values.items() if value}
    st.session_state[f"address_of_{scope}"] = dict(values)
    st.session_state[_written(scope)] = shown
    current = st.query_params.to_dict()
    wanted = {name: value for name, value in current.items() if name not in values} | shown
    if wanted != current:
        st.query_params.from_dict(wanted)


def leave_for(address: Mapping[str, str], *, scope: str) -> None:
    """Note what a page of `scope` shows before it gives way to another page at `address`.

    Streamlit writes that address under the page's own name for a moment, and the browser goes back to it.
    """
    left = st.session_state.setdefault(_left(scope), {})
    left[_key(address)] = remembered_in(scope)


def _shown_on_leaving(scope: str) -> dict[str, str] | None:
    return st.session_state.get(_left(scope), {}).get(_key(st.query_params.to_dict()))


def _clear_but_language() -> None:
    st.query_params.from_dict({name: text for name, text in st.query_params.items() if name == PARAMETER})


def _key(address: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(address.items()))


def _left(scope: str) -> str:
    return f"address_left_of_{scope}"


def _written(scope: str) -> str:
    return f"address_written_of_{scope}"
