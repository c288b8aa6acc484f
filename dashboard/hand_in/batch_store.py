"""A batch of files on its way in, kept on the server: one SQLite file a batch, named by a secret token.

Whoever has the token, in any tab and after a restart, sees the same batch. Every change is a transaction, so
that two tabs, the readers in the background and a killed process leave it whole.
"""

from __future__ import annotations

import contextlib
import pickle
import re
import secrets
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from dashboard.hand_in.hand_in_settings import hand_in_folder, hand_in_settings
from dashboard.hand_in.staging import (
    FileProblem,
    ReportLine,
    StagedFile,
    problems_of,
    with_reading,
)
from data_loaders.drafts import CellWindow, Figure, Place, Problem, Question, Reading, ReportDraft
from data_loaders.reading.recognition import Answers
from data_loaders.store.decisions import Decision
from data_loaders.store.storage import SavedReport, sha256_of

_FILE = "batch.sqlite"
_TOKEN = re.compile(r"[A-Za-z0-9_-]{20,40}")
_BUSY_SECONDS = 30
_DAY = 24 * 60 * 60
_KEPT = (
    *(StagedFile, ReportLine, Answers, Decision, SavedReport),
    *(Reading, ReportDraft, Figure, Place, Problem, Question, CellWindow),
)
_SHAPE = sha256(repr([(one.__name__, [f.name for f in fields(one)]) for one in _KEPT]).encode()).hexdigest()
"""Changes with what is pickled: a batch of another version of the program is read anew."""

_TABLES = """
create table batch (shape text not null, version integer not null);
create table files (
    id integer primary key autoincrement, name text not null, sha256 text not null, size integer not null,
    state text not null, edition integer not null, record blob not null
);
create table contents (id integer primary key, content blob not null);
create table readings (id integer primary key, reading blob, problems blob, surroundings blob);
"""


class BatchGone(Exception):
    """There is no batch of this token, or no longer."""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of files put into a batch: how many were taken, which were there already or too many."""

    taken: int
    same: tuple[str, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """The batch of a token. Once removed, reading it raises `BatchGone` and changing it does nothing."""

    token: str
    folder: Path

    def add(self, files: Iterable[tuple[str, bytes]]) -> Added:
        """Put files (name, content) behind the others, each in a step of its own; what became of them."""
        names: dict[str, list[str]] = {"taken": [], "same": [], "left_out": []}
        for name, content in files:
            with self._changing() as connection:
                names[_add(connection, name, content)].append(name)
        return Added(len(names["taken"]), tuple(names["same"]), tuple(names["left_out"]))

    def files(self) -> list[StagedFile]:
        """All files in the order they came."""
        with self._reading() as connection:
            return [
                pickle.loads(row[0]) for row in connection.execute("select record from files order by id")
            ]

    def version(self) -> int:
        """A number that grows with every change."""
        with self._reading() as connection:
            return connection.execute("select version from batch").fetchone()[0]

    def content(self, file_id: int) -> bytes:
        """The bytes of a file, b"" once it is saved (the database has them) or gone."""
        return self._blob("contents", "content", file_id) or b""

    def reading(self, file_id: int) -> Reading:
        """What was read of a file, without surroundings; an empty reading where there is none yet."""
        return self._kept("reading", file_id) or Reading("")

    def surroundings(self, file_id: int) -> dict[tuple[str, str], CellWindow]:
        """The cells around those the file's problems name."""
        return self._kept("surroundings", file_id) or {}

    def problems(self, file_ids: Iterable[int]) -> dict[int, list[FileProblem]]:
        """The problems of files by id."""
        wanted = set(file_ids)
        with self._reading() as connection:
            rows = connection.execute("select id, problems from readings where problems is not null")
            return {row[0]: pickle.loads(row[1]) for row in rows if row[0] in wanted}

    def next_in(self, state: str, *, besides: Iterable[tuple[int, int]] = ()) -> StagedFile | None:
        """The first file in a state; `besides` are the (id, edition) somebody works on already."""
        taken = set(besides)
        with self._reading() as connection:
            asked = "select record, id, edition from files where state = ? order by id"
            for record, *key in connection.execute(asked, (state,)):
                if tuple(key) not in taken:
                    return pickle.loads(record)
        return None

    def change(self, file_ids: Iterable[int], how: Callable[[StagedFile], StagedFile]) -> list[StagedFile]:
        """Change files that are still there, all in one step; `how` returns a file as it is to leave it."""
        with contextlib.suppress(BatchGone), self._changing() as connection:
            return [
                _write(connection, one, how(one)) for key in file_ids if (one := _record(connection, key))
            ]
        return []

    def keep_reading(self, one: StagedFile, reading: Reading) -> None:
        """Keep what was read of a file, unless it is gone or was answered meanwhile."""
        with self._changing() as connection:
            now = _record(connection, one.id)
            if now is None or now.edition != one.edition or now.state not in ("waiting", "stopped"):
                return
            _write(connection, now, with_reading(now, reading))
            kept = replace(reading, surroundings={}), problems_of(reading), reading.surroundings
            blobs = (pickle.dumps(part, pickle.HIGHEST_PROTOCOL) for part in kept)
            connection.execute("insert or replace into readings values (?, ?, ?, ?)", (one.id, *blobs))

    def keep_saved(self, file_id: int, saved: Iterable[SavedReport], problems: list[FileProblem]) -> None:
        """Note what was stored of a file just now, problems as decided; the database has its bytes."""
        with self._changing() as connection:
            if one := _record(connection, file_id):
                at = datetime.now(UTC).isoformat()
                _write(connection, one, replace(one, state="saved", saved=tuple(saved), saved_at=at))
                connection.execute("delete from contents where id = ?", (file_id,))
                told = pickle.dumps(problems, pickle.HIGHEST_PROTOCOL)
                connection.execute("update readings set problems = ? where id = ?", (told, file_id))

    def drop(self, file_ids: Iterable[int]) -> None:
        """Take files off the batch; one that is gone already is no matter."""
        keys = [(one,) for one in file_ids]
        with contextlib.suppress(BatchGone), self._changing() as connection:
            for table in ("files", "contents", "readings"):
                connection.executemany(f"delete from {table} where id = ?", keys)

    def remove(self) -> None:
        """Remove the whole batch."""
        _remove(self.folder / self.token)

    def _kept(self, name: str, file_id: int) -> object:
        blob = self._blob("readings", name, file_id)
        return pickle.loads(blob) if blob else None

    def _blob(self, table: str, name: str, file_id: int) -> bytes | None:
        with self._reading() as connection:
            row = connection.execute(f"select {name} from {table} where id = ?", (file_id,)).fetchone()
            return row[0] if row else None

    @contextlib.contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        path = self.folder / self.token / _FILE
        connection = _connect(path)
        try:
            yield connection
        except sqlite3.Error as error:
            if path.exists():
                raise
            raise BatchGone(self.token) from error  # removed in the middle
        finally:
            connection.close()

    @contextlib.contextmanager
    def _changing(self) -> Iterator[sqlite3.Connection]:
        with self._reading() as connection:
            connection.execute("begin immediate")
            with connection:
                yield connection
                connection.execute("update batch set version = version + 1")


def new_batch() -> Batch:
    """An empty batch; batches nobody has touched for long are removed on the way."""
    folder = hand_in_folder()
    remove_old_batches(folder)
    batch = Batch(secrets.token_urlsafe(18), folder)
    place = folder / batch.token
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    place.mkdir(mode=0o700)
    connection = sqlite3.connect(place / _FILE)
    connection.execute("pragma journal_mode=wal")
    connection.executescript(_TABLES)
    with connection:
        connection.execute("insert into batch values (?, 0)", (_SHAPE,))
    connection.close()
    return batch


def open_batch(token: str) -> Batch:
    """The batch of a token. Raises `BatchGone` when there is none."""
    batch = Batch(token, hand_in_folder())
    if not _TOKEN.fullmatch(token):
        raise BatchGone(token)
    with batch._reading() as connection:
        is_ours = connection.execute("select shape from batch").fetchone()[0] == _SHAPE
    if not is_ours:
        _read_anew(batch)
    return batch


def remove_old_batches(folder: Path) -> None:
    """Remove the batches that nobody has changed for as many days as the settings say."""
    limit = time.time() - hand_in_settings().days_kept * _DAY
    for place in folder.glob(f"*/{_FILE}"):
        if _TOKEN.fullmatch(place.parent.name.removesuffix(".removed")) and _changed_at(place.parent) < limit:
            _remove(place.parent)


def _remove(place: Path) -> None:
    """Remove a batch's folder; renamed first, so that nobody can write into it meanwhile."""
    doomed = place.with_name(f"{place.name}.removed")
    with contextlib.suppress(OSError):
        place = place.rename(doomed)
    shutil.rmtree(place, ignore_errors=True)


def _changed_at(place: Path) -> float:
    """When a file of the batch was last written."""
    with contextlib.suppress(OSError):
        return max(one.stat().st_mtime for one in place.iterdir())
    return time.time()


def _connect(path: Path) -> sqlite3.Connection:
    """Raises `BatchGone` when there is no such batch."""
    try:
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=_BUSY_SECONDS, isolation_level=None
        )
        connection.execute("pragma synchronous=normal")
    except sqlite3.OperationalError as error:
        raise BatchGone(path.parent.name) from error
    return connection


def _add(connection: sqlite3.Connection, name: str, content: bytes) -> str:
    """Keep a file; what became of it: "taken", "same" or "left_out"."""
    digest, limits = sha256_of(content), hand_in_settings()
    same = "select 1 from files where sha256 = ? and state != 'saved'"
    if connection.execute(same, (digest,)).fetchone():
        return "same"
    count, size = connection.execute("select count(*), coalesce(sum(size), 0) from files").fetchone()
    if count >= limits.files_in_a_batch or size + len(content) > limits.batch_megabytes << 20:
        return "left_out"
    row = (name, digest, len(content), "waiting", 0, b"")
    asked = "insert into files (name, sha256, size, state, edition, record) values (?, ?, ?, ?, ?, ?)"
    key = connection.execute(asked, row).lastrowid
    _write(connection, None, StagedFile(key, name, digest, len(content)))
    connection.execute("insert into contents values (?, ?)", (key, content))
    return "taken"


def _record(connection: sqlite3.Connection, file_id: int) -> StagedFile | None:
    row = connection.execute("select record from files where id = ?", (file_id,)).fetchone()
    return pickle.loads(row[0]) if row else None


def _write(connection: sqlite3.Connection, before: StagedFile | None, one: StagedFile) -> StagedFile:
    if one != before:
        record = pickle.dumps(one, pickle.HIGHEST_PROTOCOL)
        asked = "update files set state = ?, edition = ?, record = ? where id = ?"
        connection.execute(asked, (one.state, one.edition, record, one.id))
    return one


def _read_anew(batch: Batch) -> None:
    """Forget what another version of the program kept of each file but the file itself."""
    with batch._changing() as connection:
        connection.execute("delete from readings")
        connection.execute("delete from files where id not in (select id from contents)")
        for row in connection.execute("select id, name, sha256, size from files").fetchall():
            _write(connection, None, StagedFile(*row))
        connection.execute("update batch set shape = ?", (_SHAPE,))
