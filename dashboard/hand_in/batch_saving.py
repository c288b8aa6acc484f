"""Storing files of a batch, each in one transaction, and taking them back."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace

from sqlalchemy import Engine

from dashboard.hand_in.batch_store import Batch, BatchGone
from dashboard.hand_in.staging import StagedFile, decided_drafts, problems_of
from data_loaders.store.decisions import decide_figures
from data_loaders.store.storage import SavedReport, save_reading, undo_upload
from data_loaders.store.stored_rows import fitted_file_name

_log = logging.getLogger("dashboard")


def mark_for_saving(batch: Batch, file_ids: Iterable[int], *, by: str, seen_version: int | None) -> None:
    """Have files saved in the background: those that are read and state something, each once."""

    def marked(one: StagedFile) -> StagedFile:
        if one.status != "ready":
            return one
        return replace(one, state="saving", by=by, seen_version=seen_version)

    batch.change(file_ids, marked)


def save_file(engine: Engine, batch: Batch, one: StagedFile) -> None:
    """Store the reports of a file in one transaction and note what became of it."""
    reading = batch.reading(one.id)
    reading = replace(reading, drafts=decided_drafts(one, reading))
    saved = save_reading(
        engine,
        reading,
        content=batch.content(one.id),
        by=one.by,
        expected_version=one.seen_version,
    )
    saved = [_with_decisions(engine, report, one) for report in saved]
    batch.keep_saved(one.id, [_without_own(report, batch) for report in saved], problems_of(reading))


def undo_file(engine: Engine, batch: Batch, file_id: int) -> None:
    """Take back everything a file saved; what somebody else has taken back already is left."""
    with suppress(BatchGone):
        for one in [one for one in batch.files() if one.id == file_id and one.status == "saved"]:
            for upload_id in {report.upload_id for report in one.saved if report.changed}:
                with suppress(LookupError):
                    undo_upload(engine, upload_id, by=one.by)
            batch.change([file_id], lambda now: replace(now, undone=True))


def note_failure(batch: Batch, one: StagedFile) -> None:
    """Log the running error of ours and note its reference code on the file."""
    code = secrets.token_hex(3).upper()
    _log.exception("%s: %s failed, reference %s", one.name, one.state, code)
    batch.change([one.id], lambda now: replace(now, state="failed", failure=code))


def _with_decisions(engine: Engine, saved: SavedReport, one: StagedFile) -> SavedReport:
    """What became of a report; decisions about a file that was stored before are stored on their own."""
    if saved.changed or not one.decisions:
        return saved
    return decide_figures(engine, report_id=saved.report_id, decisions=one.decisions, by=one.by) or saved


def _without_own(saved: SavedReport, batch: Batch) -> SavedReport:
    """The report without the revisions that other files of this very batch made."""
    if not saved.between:
        return saved
    own = {(fitted_file_name(one.name), one.by) for one in batch.files() if one.state == "saved"}
    others = tuple(one for one in saved.between if (one.file, one.by) not in own)
    return replace(saved, between=others)
