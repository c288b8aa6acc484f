"""A report as it would stand once a draft is saved: the draft's figures beside those it leaves alone."""

from __future__ import annotations

import pandas as pd
from sqlalchemy import Connection

from dashboard.reports.report_contents import SOURCE_ORDER, current_figures, report_head
from data_loaders.drafts import Figure, ReportDraft

COLUMNS = (
    "indicator", "breakdown", "value", "source", "slot", "sheet", "cell", "section", "quote",
    "approximate", "confirmed", "mark", "file",
)  # fmt: skip


def preview(connection: Connection, draft: ReportDraft, file: str) -> pd.DataFrame:
    """Every statement that would hold (`COLUMNS`), the most trusted source first."""
    drafted = [_row(one, file) for one in draft.figures]
    frame = pd.DataFrame([*_left_alone(connection, draft), *drafted], columns=list(COLUMNS))
    return frame.sort_values(
        "source", key=lambda one: one.map(SOURCE_ORDER), kind="stable", ignore_index=True
    )


def _left_alone(connection: Connection, draft: ReportDraft) -> list[tuple[object, ...]]:
    head = report_head(connection, unit_code=draft.unit_code, period=draft.period)
    if head is None:
        return []
    stated = current_figures(connection, report_id=head.report_id)
    kept = stated[~stated["slot"].isin(list(draft.slots))]
    return list(kept[list(COLUMNS)].itertuples(index=False, name=None))


def _row(one: Figure, file: str) -> tuple[object, ...]:
    place = (one.place.sheet, one.place.cell, one.place.section)
    told = (one.quote, one.approximate, one.confirmed, one.mark)
    return one.indicator, one.breakdown, one.value, one.source, one.slot, *place, *told, file
