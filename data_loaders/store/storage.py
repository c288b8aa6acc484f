"""Keeping readings: the original bytes, an upload as one transaction, revisions.

How a save is written is in `saving`, taking back in `undoing`, what holds of all revisions in `standing`.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine

from data_loaders.drafts import Reading
from data_loaders.store.database import count_change, take_turn, writing
from data_loaders.store.saving import Saving, Target, draft_key
from data_loaders.store.stored_rows import fitted_file_name
from data_loaders.store.undoing import remove_sample, undo_revision, undo_upload

__all__ = [
    "OtherRevision",
    "SavedReport",
    "draft_key",
    "remove_sample",
    "save_in",
    "save_reading",
    "sha256_of",
    "undo_revision",
    "undo_upload",
]


@dataclass(frozen=True, slots=True)
class OtherRevision:
    """A revision someone else made between a person's look at a report and their save."""

    number: int
    action: str
    file: str
    slots: tuple[str, ...]
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class SavedReport:
    """What became of one report of an upload: its revision number and figures, `changed` unless the same.

    `between` are the revisions of the report that came in after the data version the person had seen.
    """

    unit_code: str
    period: str
    revision: int
    figures: int
    changed: bool
    report_id: int = 0
    upload_id: int = 0
    between: tuple[OtherRevision, ...] = ()


def sha256_of(content: bytes) -> str:
    """The SHA-256 of a file's bytes, in hex."""
    return hashlib.sha256(content).hexdigest()


def save_reading(
    engine: Engine,
    reading: Reading,
    *,
    content: bytes,
    by: str = "",
    sample: str = "",
    at: datetime | None = None,
    expected_version: int | None = None,
) -> list[SavedReport]:
    """Store all reports of a reading in one transaction, the original bytes with them.

    A report that these very bytes already state as it holds now is left as it is; a draft that speaks for
    no part of a report is none. `expected_version` is the data version (`database.data_version`) on which
    the person decided: what others changed since then is said in `between`.
    """
    with writing(engine) as connection:
        return save_in(
            connection,
            reading,
            content=content,
            by=by,
            sample=sample,
            at=at,
            expected_version=expected_version,
        )


def save_in(
    connection: Connection,
    reading: Reading,
    *,
    content: bytes,
    by: str = "",
    sample: str = "",
    at: datetime | None = None,
    expected_version: int | None = None,
) -> list[SavedReport]:
    """`save_reading` inside a running transaction."""
    version = take_turn(connection)
    saving = Saving(connection, reading, sha256_of(content), sample)
    if saving.changed:
        upload = {"file": fitted_file_name(reading.file), "at": at or datetime.now(UTC), "by": by[:100]}
        saving.write(content, upload, count_change(connection))
    seen = version if expected_version is None else expected_version
    return [_saved(one, seen) for one in saving.targets]


def _saved(target: Target, seen: int) -> SavedReport:
    slots = target.slots
    number = target.number or max(slots[slot].number for slot in target.draft.slots)
    between = tuple(
        OtherRevision(row.number, row.action, row.file, tuple(row.slots), row.at, row.by)
        for row in target.made
        if row.version > seen
    )
    return SavedReport(
        target.draft.unit_code,
        target.draft.period,
        number,
        len(target.draft.figures),
        changed=bool(target.number),
        report_id=target.report_id,
        upload_id=target.upload_id,
        between=between,
    )
