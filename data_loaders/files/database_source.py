"""A table or query of an existing database as one sheet, opened read-only."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Connection, Engine, MetaData, Table, create_engine, event, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from data_loaders.files.file_limits import file_limits
from data_loaders.files.spreadsheets import CellValue, Sheet

_DRIVERS = {"postgres": "postgresql+psycopg", "postgresql": "postgresql+psycopg"}


class QueryFailed(Exception):
    """The database could not be asked; `reason` is its own word, without the password."""

    def __init__(self, reason: str) -> None:
        """Take what the database said."""
        super().__init__(reason)
        self.reason = reason


def sheet_of_query(url: str, *, table: str = "", query: str = "") -> Sheet:
    """The rows of `table` or `query` under their column names, as a sheet.

    The connection is read-only and rolled back. Raises `QueryFailed`.
    """
    try:
        engine = _read_only(url)
        try:
            with engine.connect() as connection:
                return _sheet(connection, table, query)
        finally:
            engine.dispose()
    except (SQLAlchemyError, ImportError, OSError) as error:
        raise QueryFailed(str(getattr(error, "orig", None) or error).splitlines()[0]) from error


def _sheet(connection: Connection, table: str, query: str) -> Sheet:
    if table:
        schema, _, name = table.rpartition(".")
        source = Table(name, MetaData(), schema=schema or None, autoload_with=connection)
        result = connection.execute(select(source).limit(file_limits().rows))
    else:
        result = connection.execute(text(query))
    header: list[CellValue] = list(result.keys())
    rows = [[_plain(value) for value in row] for row in result.fetchmany(file_limits().rows)]
    return Sheet(table or "query", [header, *rows])


def _plain(value: object) -> CellValue:
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        return float(value)
    return value if isinstance(value, str | float | bool | date | datetime | None) else str(value)


def _read_only(url: str) -> Engine:
    parsed = make_url(url)
    parsed = parsed.set(drivername=_DRIVERS.get(parsed.drivername, parsed.drivername))
    if parsed.get_backend_name() == "sqlite":
        path = parsed.database or ""
        parsed = parsed.set(database=f"file:{path}", query={**parsed.query, "mode": "ro", "uri": "true"})
        return create_engine(parsed)
    engine = create_engine(parsed)
    if parsed.get_backend_name() in ("postgresql", "mysql", "mariadb"):
        event.listen(engine, "begin", _set_read_only)
    return engine


def _set_read_only(connection: Connection) -> None:
    connection.exec_driver_sql("SET TRANSACTION READ ONLY")
