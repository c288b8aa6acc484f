"""Opening the database: `DATABASE_URL`, or SQLite in the project's `var/` folder."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, func, insert, inspect, select, update
from sqlalchemy.engine import make_url
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.schema import CreateColumn

from data_loaders.store.section_folding import fold_sections
from data_loaders.store.tables import metadata, settings

ROOT = Path(__file__).parents[2]
_BUSY_MILLISECONDS = 30_000
_BETWEEN_TRIES = 0.02
_DATA_VERSION = "data_version"
_PREPARING = 20_230_915
"""The number of the lock held while tables are made (PostgreSQL)."""


def database_url() -> str:
    """The SQLAlchemy URL in use; a bare postgresql:// is given the psycopg driver."""
    text = os.environ.get("DATABASE_URL", "")
    if not text:
        return f"sqlite:///{(ROOT / 'var' / 'dashboard.sqlite').as_posix()}"
    url = make_url(text)
    if url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:"):
        url = url.set(database=(ROOT / url.database).as_posix())
    if url.drivername in ("postgres", "postgresql"):
        url = url.set(drivername="postgresql+psycopg")
    return url.render_as_string(hide_password=False)


def open_database(url: str = "") -> Engine:
    """An engine on `url` (default `database_url()`) whose tables exist."""
    parsed = make_url(url or database_url())
    if parsed.get_backend_name() == "sqlite":
        return _prepared(_open_sqlite(parsed.render_as_string(hide_password=False), parsed.database or ""))
    return _prepared(create_engine(parsed, pool_pre_ping=True))


@contextlib.contextmanager
def opened_database(url: str = "") -> Iterator[Engine]:
    """`open_database` for the time of a block; its connections are closed at the end."""
    engine = open_database(url)
    try:
        yield engine
    finally:
        engine.dispose()


def data_version(connection: Connection) -> int:
    """A number that grows with every change of the stored data."""
    value = connection.scalar(select(settings.c.value).where(settings.c.name == _DATA_VERSION))
    return int(value or 0)


def take_turn(connection: Connection) -> int:
    """Wait until nobody else writes, then hold the turn until the transaction ends; the data version.

    On PostgreSQL the row of the version is locked; SQLite locks the file when a transaction begins to write.
    """
    asked = select(settings.c.value).where(settings.c.name == _DATA_VERSION).with_for_update()
    return int(connection.scalar(asked) or 0)


def count_change(connection: Connection) -> int:
    """Raise the data version inside the running transaction, in its turn; returns the new version."""
    version = take_turn(connection) + 1
    changed = connection.execute(
        update(settings).where(settings.c.name == _DATA_VERSION).values(value=str(version))
    )
    assert changed.rowcount == 1
    return version


def _open_sqlite(url: str, path: str) -> Engine:
    if path and path != ":memory:":
        with contextlib.suppress(OSError):  # SQLite says what is wrong with the path
            Path(path).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": _BUSY_MILLISECONDS / 1000})
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def _set_pragmas(connection: object, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # type: ignore[attr-defined]
    cursor = connection.cursor()  # type: ignore[attr-defined]
    for pragma in (f"busy_timeout={_BUSY_MILLISECONDS}", "foreign_keys=ON", "synchronous=NORMAL"):
        cursor.execute(f"PRAGMA {pragma}")
    _write_ahead(cursor)
    cursor.close()


def _write_ahead(cursor: sqlite3.Cursor) -> None:
    """Readers and a writer at once; the one statement for which SQLite does not wait its turn by itself."""
    until = time.monotonic() + _BUSY_MILLISECONDS / 1000
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorname != "SQLITE_BUSY" or time.monotonic() > until:
                raise
            time.sleep(_BETWEEN_TRIES)
        else:
            return


def _begin_immediate(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def writing(engine: Engine) -> AbstractContextManager[Connection]:
    """A transaction that writes: committed at the end of the block, rolled back on an error."""
    return engine.execution_options(writing=True).begin()


def _prepared(engine: Engine) -> Engine:
    """The engine, its tables made or completed; two programs that start at once come one after the other."""
    try:
        with writing(engine) as connection:
            if engine.dialect.name == "postgresql":
                connection.execute(select(func.pg_advisory_xact_lock(_PREPARING)))
            metadata.create_all(connection)
            _complete(connection)
            fold_sections(connection)
            if connection.scalar(select(settings.c.value).where(settings.c.name == _DATA_VERSION)) is None:
                connection.execute(insert(settings).values(name=_DATA_VERSION, value="0"))
    except BaseException:
        engine.dispose()
        raise
    return engine


def _complete(connection: Connection) -> None:
    """Add the columns and indexes that an earlier version of the program did not have yet."""
    inspector = inspect(connection)
    for table in metadata.sorted_tables:
        known = {column["name"] for column in inspector.get_columns(table.name)}
        for column in table.columns:
            if column.name not in known:
                said = CreateColumn(column).compile(connection)
                connection.exec_driver_sql(f"ALTER TABLE {table.name} ADD COLUMN {said}")
        for index in table.indexes:
            index.create(connection, checkfirst=True)
