"""Opening the database: `DATABASE_URL`, or SQLite in the project's `var/` folder."""

from __future__ import annotations

import os
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, insert, select, update
from sqlalchemy.engine import make_url
from sqlalchemy.pool import ConnectionPoolEntry

from data_loaders.tables import metadata, settings

ROOT = Path(__file__).parents[1]
_BUSY_MILLISECONDS = 30_000


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


def data_version(connection: Connection) -> int:
    """A number that grows with every change of the stored data."""
    value = connection.scalar(select(settings.c.value).where(settings.c.name == "data_version"))
    return int(value or 0)


def count_change(connection: Connection) -> None:
    """Raise the data version inside the running transaction.

    The row is locked by the update: two people who save at once come one after the other.
    """
    changed = connection.execute(
        update(settings)
        .where(settings.c.name == "data_version")
        .values(value=str(data_version_locked(connection) + 1))
    )
    assert changed.rowcount == 1


def data_version_locked(connection: Connection) -> int:
    """The data version, its row locked until the transaction ends (PostgreSQL; SQLite locks the file)."""
    asked = select(settings.c.value).where(settings.c.name == "data_version").with_for_update()
    return int(connection.scalar(asked) or 0)


def _open_sqlite(url: str, path: str) -> Engine:
    if path and path != ":memory:":
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": _BUSY_MILLISECONDS / 1000})
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def _set_pragmas(connection: object, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # type: ignore[attr-defined]
    cursor = connection.cursor()  # type: ignore[attr-defined]
    for pragma in ("foreign_keys=ON", "journal_mode=WAL", f"busy_timeout={_BUSY_MILLISECONDS}", "synchronous=NORMAL"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_immediate(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _prepared(engine: Engine) -> Engine:
    with writing(engine) as connection:
        metadata.create_all(connection)
        if connection.scalar(select(settings.c.value).where(settings.c.name == "data_version")) is None:
            connection.execute(insert(settings).values(name="data_version", value="0"))
    return engine


def writing(engine: Engine):  # noqa: ANN201
    """A transaction that writes: committed at the end of the block, rolled back on an error."""
    return engine.execution_options(writing=True).begin()
