"""All caching of the dashboard. A key carries the database and its data version: a save shows at once."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import partial
from typing import Any, TypeVar

import streamlit as st
from sqlalchemy import Engine

from data_loaders.store.database import data_version, database_url, open_database

_MOST_ANSWERS = 400
Answer = TypeVar("Answer")


def engine() -> Engine:
    """The engine on the database in use, opened once."""
    return _engine(database_url())


def ask(function: Callable[..., Answer], **arguments: Hashable) -> Answer:
    """`function(connection, **arguments)`, remembered until the stored data changes.

    The answer is shared between people and not copied: never change it in place.
    """
    with engine().connect() as connection:
        version = data_version(connection)
        name = f"{function.__module__}.{function.__qualname__}"
        key = (database_url(), version, name, *sorted(arguments.items()))
        return _answer(key, partial(function, connection, **arguments))


def forget() -> None:
    """Drop every remembered answer and the engine."""
    st.cache_resource.clear()


@st.cache_resource(show_spinner=False, max_entries=4, on_release=Engine.dispose)
def _engine(url: str) -> Engine:
    return open_database(url)


@st.cache_resource(show_spinner=False, max_entries=_MOST_ANSWERS)
def _answer(key: tuple[Hashable, ...], _question: Callable[[], Any]) -> Any:  # noqa: ANN401, ARG001
    return _question()
