"""What saving files would change against what is stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import pandas as pd
from sqlalchemy import Connection, select

from dashboard.hand_in.batch_store import open_batch
from dashboard.hand_in.staging import StagedFile, decided_drafts
from dashboard.reports.figure_changes import (
    CHANGE_COLUMNS,
    STATED_COLUMNS,
    drafted_frame,
    figure_changes,
)
from data_loaders.drafts import ReportDraft
from data_loaders.store.database import data_version
from data_loaders.store.tables import figures, reports

_FILE_AND_CHANGE = ["file_id", *CHANGE_COLUMNS]
_MOST_UNITS_NAMED = 500


@dataclass(frozen=True, slots=True)
class BatchChanges:
    """The changes that saving the ready files would make (`file_id` and `CHANGE_COLUMNS`).

    `seen_version` is the data version they were found against.
    """

    seen_version: int
    table: pd.DataFrame


def batch_changes(connection: Connection, *, token: str, version: int) -> BatchChanges:  # noqa: ARG001
    """What the ready files of the batch in its `version` would change, each on its own."""
    batch = open_batch(token)
    ready = [one for one in batch.files() if one.status == "ready"]
    parts = []
    for files in _apart(ready):
        drafts = {one.id: _bare(decided_drafts(one, batch.reading(one.id))) for one in files}
        parts.append(_of_files(connection, drafts))
    table = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=_FILE_AND_CHANGE)
    return BatchChanges(data_version(connection), table)


def changes_against_stored(connection: Connection, drafts: Iterable[ReportDraft]) -> pd.DataFrame:
    """What saving the drafts would change (see `figure_changes`): only the slots they speak for."""
    drafts = list(drafts)
    return figure_changes(_stored(connection, drafts), drafted_frame(drafts))


def _apart(files: Iterable[StagedFile]) -> Iterator[list[StagedFile]]:
    """The files in groups in which no two speak for the same part of a report."""
    rest = list(files)
    while rest:
        taken: set[tuple[str, str, str]] = set()
        group, later = [], []
        for one in rest:
            parts = {(line.unit_code, line.period, slot) for line in one.reports for slot in line.slots}
            (later if parts & taken else group).append(one)
            if group and group[-1] is one:
                taken |= parts
        yield group
        rest = later


def _of_files(connection: Connection, drafts: dict[int, list[ReportDraft]]) -> pd.DataFrame:
    owners = {
        (draft.unit_code, draft.period, slot): file_id
        for file_id, own in drafts.items()
        for draft in own
        for slot in draft.slots
    }
    found = changes_against_stored(connection, (draft for own in drafts.values() for draft in own))
    keys = zip(found["unit_code"], found["period"], found["slot"], strict=True)
    return found.assign(file_id=[owners.get(key, 0) for key in keys])[_FILE_AND_CHANGE]


def _bare(drafts: Iterable[ReportDraft]) -> list[ReportDraft]:
    """The drafts without their texts, so that memory does not grow with many long reports."""
    return [replace(draft, sections=[], tables=[], problems=[]) for draft in drafts]


def _stored(connection: Connection, drafts: list[ReportDraft]) -> pd.DataFrame:
    """The figures that hold now in the slots the drafts replace."""
    slots = {(draft.unit_code, draft.period): draft.slots for draft in drafts}
    periods, named = {draft.period for draft in drafts}, {draft.unit_code for draft in drafts}
    asked = (
        select(*(figures.c[name] for name in STATED_COLUMNS))
        .join(reports, reports.c.id == figures.c.report_id)
        .where(figures.c.current, reports.c.period.in_(periods))
        .order_by(figures.c.id)
    )
    if len(named) <= _MOST_UNITS_NAMED:
        asked = asked.where(reports.c.unit_code.in_(named))
    rows = [
        row for row in connection.execute(asked) if row.slot in slots.get((row.unit_code, row.period), ())
    ]
    return pd.DataFrame(rows, columns=list(STATED_COLUMNS)).astype({"value": float})
