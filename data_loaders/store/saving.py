"""The statements of one save: a few, however many reports a file states."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from data_loaders.drafts import Reading, ReportDraft
from data_loaders.store.standing import (
    FlagChanges,
    current_rows,
    head_of,
    headline_positions,
    holders,
    holding,
    revisions_of,
    update_heads,
)
from data_loaders.store.stored_rows import figure_rows, problem_rows, section_rows, table_rows
from data_loaders.store.tables import (
    figures,
    files,
    problems,
    report_tables,
    reports,
    revisions,
    sections,
    uploads,
)

Key = tuple[str, str]


def draft_key(draft: ReportDraft) -> Key:
    """What identifies a draft within a reading: its unit and period."""
    return draft.unit_code, draft.period


@dataclass(slots=True)
class Target:
    """Where a draft goes: its report's id (0 when new) and the revisions made so far, the one made now."""

    draft: ReportDraft
    report_id: int
    made: list[Row[Any]]
    revision_id: int = 0
    number: int = 0
    upload_id: int = 0
    older: list[Row[Any]] = field(default_factory=list)
    """The figures that hold and go on holding."""

    @property
    def slots(self) -> dict[str, Row[Any]]:
        """The revision that holds each slot before the save."""
        return holding(self.made)

    def is_stated_by(self, sha256: str, sample: str) -> bool:
        """Whether these bytes already are the newest word on all slots of the draft.

        A real file is not the same as a sample: the sample can be removed.
        """
        slots = self.slots
        held = [slots.get(slot) for slot in self.draft.slots]
        return all(row is not None and row.sha256 == sha256 and row.sample in ("", sample) for row in held)

    def kept_heads(self) -> list[Mapping[str, str]]:
        """What the revisions say that still hold something after the save."""
        left = {slot: row for slot, row in self.slots.items() if slot not in self.draft.slots}
        return [row.head for row in holders(left)]


class Saving:
    """One save of one reading: what is there, what changes, a few statements however many reports."""

    def __init__(self, connection: Connection, reading: Reading, sha256: str, sample: str) -> None:
        self._connection = connection
        self._reading = reading
        self._sha256 = sha256
        self._sample = sample
        self.targets = _targets(connection, [one for one in reading.drafts if one.slots])
        self.changed = [one for one in self.targets if not one.is_stated_by(sha256, sample)]

    def write(self, content: bytes, upload: dict[str, Any], version: int) -> None:
        """Store the file, the upload and a revision for every report that changes."""
        upload["sha256"] = self._sha256
        self._keep_file(upload["file"], content)
        upload_id = self._add_upload(upload)
        self._add_reports(upload["at"])
        self._add_revisions({**upload, "upload_id": upload_id, "version": version})
        self._replace_older()
        self._add_contents()

    def _keep_file(self, name: str, content: bytes) -> None:
        asked = select(files.c.sha256).where(files.c.sha256 == self._sha256)
        if self._connection.scalar(asked) is None:
            row = {"sha256": self._sha256, "name": name, "size": len(content), "content": content}
            self._connection.execute(insert(files).values(row))

    def _add_upload(self, upload: Mapping[str, Any]) -> int:
        row = {**upload, "kind": self._reading.kind, "sample": self._sample}
        return self._connection.execute(insert(uploads).values(row)).inserted_primary_key[0]

    def _add_reports(self, at: datetime) -> None:
        """Give new reports an id; known ones the head that holds from now on."""
        new = [one for one in self.changed if not one.report_id]
        rows = [
            {"unit_code": one.draft.unit_code, "period": one.draft.period, **head_of([one.draft.head], at)}
            for one in new
        ]
        if rows:
            made = insert(reports).returning(reports.c.unit_code, reports.c.period, reports.c.id)
            ids = {(unit, period): row_id for unit, period, row_id in self._connection.execute(made, rows)}
            for one in new:
                one.report_id = ids[draft_key(one.draft)]
        known = [one for one in self.changed if one.made]
        heads = ((one, head_of([*one.kept_heads(), one.draft.head], one.made[0].at)) for one in known)
        update_heads(self._connection, ({"id": one.report_id, **head} for one, head in heads))

    def _add_revisions(self, upload: Mapping[str, Any]) -> None:
        for one in self.changed:
            one.number = max((row.number for row in one.made), default=0) + 1
            one.upload_id = upload["upload_id"]
        rows = [
            {
                **upload,
                "report_id": one.report_id,
                "number": one.number,
                "kind": one.draft.kind,
                "action": "save",
                "undone": False,
                "slots": sorted(one.draft.slots),
                "head": one.draft.head,
            }
            for one in self.changed
        ]
        made = insert(revisions).returning(revisions.c.report_id, revisions.c.id)
        ids = dict(self._connection.execute(made, rows).all())
        for one in self.changed:
            one.revision_id = ids[one.report_id]

    def _replace_older(self) -> None:
        """Older figures in the slots of the drafts no longer hold; the rest may lose or win a headline."""
        known = {one.report_id: one for one in self.changed if one.made}
        changes = FlagChanges()
        for report_id, rows in current_rows(self._connection, known).items():
            target = known[report_id]
            target.older = [row for row in rows if row.slot not in target.draft.slots]
            changes.drop(row for row in rows if row.slot in target.draft.slots)
            changes.note(target.older, headline_positions([*target.older, *target.draft.figures]))
        changes.apply(self._connection)

    def _add_contents(self) -> None:
        changed = self.changed
        for table, rows in (
            (figures, (figure_rows(one.draft, _ids(one), _headlines(one)) for one in changed)),
            (problems, (problem_rows(self._reading, one.draft, one.revision_id) for one in changed)),
            (sections, (section_rows(one.draft, one.revision_id) for one in changed)),
            (report_tables, (table_rows(one.draft, one.revision_id) for one in changed)),
        ):
            if listed := list(chain.from_iterable(rows)):
                self._connection.execute(insert(table), listed)


def _targets(connection: Connection, drafts: Iterable[ReportDraft]) -> list[Target]:
    by_key = {draft_key(draft): draft for draft in drafts}
    ids = _report_ids(connection, by_key)
    made = revisions_of(connection, ids.values())
    return [Target(draft, ids.get(key, 0), made.get(ids.get(key, 0), [])) for key, draft in by_key.items()]


def _report_ids(connection: Connection, keys: Iterable[Key]) -> dict[Key, int]:
    wanted = set(keys)
    asked = select(reports.c.id, reports.c.unit_code, reports.c.period).where(
        reports.c.period.in_({period for _, period in wanted}),
        reports.c.unit_code.in_({unit_code for unit_code, _ in wanted}),
    )
    found = {(row.unit_code, row.period): row.id for row in connection.execute(asked)}
    return {key: report_id for key, report_id in found.items() if key in wanted}


def _ids(target: Target) -> dict[str, int]:
    return {"report_id": target.report_id, "revision_id": target.revision_id}


def _headlines(target: Target) -> set[int]:
    """The positions of the draft's figures that become headlines beside those that go on holding."""
    before = len(target.older)
    taken = headline_positions([*target.older, *target.draft.figures])
    return {position - before for position in taken if position >= before}
