"""Watching a folder: what offices drop there is imported when it is completely there, and when it changes.

Nothing in the folder is touched. What has been read is remembered in the database.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, delete, insert, select

from data_loaders.files.file_limits import UnreadableFile
from data_loaders.handed_files import content_of, files_below
from data_loaders.importing import import_files
from data_loaders.reading.reading_process import Content
from data_loaders.reading.recognition import Answers
from data_loaders.store.database import writing
from data_loaders.store.storage import sha256_of
from data_loaders.store.tables import watched_files

_UNANSWERED = "needs_review"


@dataclass(frozen=True, slots=True)
class Stamp:
    """What tells one state of a file from another without reading it."""

    size: int
    modified: int


@dataclass(frozen=True, slots=True)
class _Known:
    """A file as it was read last."""

    stamp: Stamp
    sha256: str


class FolderWatch:
    """One folder, looked at again and again; a file is imported when two looks find it the same."""

    def __init__(
        self, engine: Engine, folder: Path, *, answers: Answers | None = None, dry_run: bool = False
    ) -> None:
        self._engine = engine
        self._folder = folder.resolve()
        self._answers = answers or Answers()
        self._dry_run = dry_run
        self._seen: dict[Path, Stamp] = {}
        self._known = _remembered(engine, again=bool(self._answers.unit or self._answers.period))

    def look(self) -> Iterator[dict[str, Any]]:
        """Import what is new and complete; yields what `import --json` prints, file by file."""
        before, self._seen = self._seen, dict(_stamps(files_below(self._folder)))
        ready = [
            path for path, stamp in self._seen.items() if before.get(path) == stamp and self._is_new(path)
        ]
        taken: deque[tuple[Path, _Known]] = deque()
        files = self._fetched(ready, taken)
        for result in import_files(self._engine, files, answers=self._answers, dry_run=self._dry_run):
            path, known = taken.popleft()
            self._remember(path, known, result["status"])
            yield result

    def _is_new(self, path: Path) -> bool:
        known = self._known.get(_key(path))
        return known is None or known.stamp != self._seen[path]

    def _fetched(
        self, ready: Iterable[Path], taken: deque[tuple[Path, _Known]]
    ) -> Iterator[tuple[str, Content]]:
        """Names and bytes of the files that changed; those locked, gone or still being written wait."""
        for path in ready:
            stamp, content = self._seen[path], _content(path)
            if content is None or dict(_stamps([path])).get(path) != stamp:
                continue
            sha256 = "" if isinstance(content, UnreadableFile) else sha256_of(content)
            known = self._known.get(_key(path))
            if known and sha256 and known.sha256 == sha256:
                self._remember(path, _Known(stamp, sha256), "unchanged")
                continue
            taken.append((path, _Known(stamp, sha256)))
            yield path.name, content

    def _remember(self, path: Path, known: _Known, status: str) -> None:
        self._known[_key(path)] = known
        if self._dry_run:
            return
        row = {"path": _key(path), "sha256": known.sha256, "status": status, "at": datetime.now(UTC)}
        row |= {"size": known.stamp.size, "modified": known.stamp.modified}
        with writing(self._engine) as connection:
            connection.execute(delete(watched_files).where(watched_files.c.path == row["path"]))
            connection.execute(insert(watched_files).values(row))


def _remembered(engine: Engine, *, again: bool) -> dict[str, _Known]:
    """What has been read before; `again` leaves out what waited for an answer that is given now."""
    with engine.connect() as connection:
        rows = connection.execute(select(watched_files)).all()
    return {
        row.path: _Known(Stamp(row.size, row.modified), row.sha256)
        for row in rows
        if not (again and row.status == _UNANSWERED)
    }


def _stamps(paths: Iterable[Path]) -> Iterator[tuple[Path, Stamp]]:
    for path in paths:
        try:
            found = path.stat()
        except OSError:  # it vanished between two glances
            continue
        yield path, Stamp(found.st_size, found.st_mtime_ns)


def _content(path: Path) -> Content | None:
    """The bytes, why they cannot be read at all, or None when it may go well at the next look."""
    try:
        return content_of(path)
    except UnreadableFile as bad:
        return None if bad.code == "file_locked" else bad


def _key(path: Path) -> str:
    """The path as the database keeps it: whole, in characters every database takes."""
    return str(path).encode("utf-8", "backslashreplace").decode()[-1000:]
