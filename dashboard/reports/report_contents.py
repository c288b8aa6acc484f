"""One report as it stands: its head, figures, problems, narrative and tables. Plain queries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd
from sqlalchemy import Connection, Row, select

from data_loaders.catalogue.indicators import indicators
from data_loaders.catalogue.periods import due_date, period_key
from data_loaders.catalogue.problem_kinds import problem_kinds, sentence
from data_loaders.catalogue.units import units
from data_loaders.store.standing import holding, revisions_of
from data_loaders.store.tables import (
    figures,
    problems,
    report_tables,
    reports,
    revisions,
    sections,
    uploads,
)

SOURCE_ORDER = {"form": 0, "table": 1, "narrative": 2}
"""The most trusted source first."""


@dataclass(frozen=True, slots=True)
class ReportHead:
    """What is known of a report before its figures; `days_late` is 0 when it came in time.

    `head` holds what the document says of itself (number, signed_on, signatory …). `sample` is "" for
    a report handed in, "reports" or "province" for supplied ones; the latter is illustrative.
    """

    report_id: int
    unit_code: str
    period: str
    head: Mapping[str, str]
    received_on: str
    due_on: str
    days_late: int
    revision: int
    sample: str

    @property
    def illustrative(self) -> bool:
        """Whether the figures are made up."""
        return self.sample == "province" or bool(
            self.unit_code in units() and units()[self.unit_code].illustrative
        )


def reporting_units(connection: Connection, *, period: str) -> tuple[str, ...]:
    """Codes of the units with a report of `period`."""
    asked = select(reports.c.unit_code).where(reports.c.period == period)
    return tuple(sorted(connection.scalars(asked), key=_unit_order))


def reported_periods(connection: Connection, *, unit_code: str) -> tuple[str, ...]:
    """The periods `unit_code` has reported, newest first."""
    asked = select(reports.c.period).where(reports.c.unit_code == unit_code)
    return tuple(sorted(connection.scalars(asked), key=period_key, reverse=True))


def report_head(connection: Connection, *, unit_code: str, period: str) -> ReportHead | None:
    """The head of one report, or None when there is none."""
    asked = select(reports).where(reports.c.unit_code == unit_code, reports.c.period == period)
    row = connection.execute(asked).one_or_none()
    if row is None:
        return None
    newest = _newest_revision(connection, row.id)
    due = _due(unit_code, period)
    return ReportHead(
        report_id=row.id,
        unit_code=unit_code,
        period=period,
        head=row.head or {},
        received_on=row.received_on,
        due_on=due,
        days_late=_days_late(row.received_on, due),
        revision=newest.number if newest else 0,
        sample=newest.sample if newest else "",
    )


def current_figures(connection: Connection, *, report_id: int) -> pd.DataFrame:
    """Every statement that holds now, the most trusted source first, with its file and revision number."""
    asked = (
        select(*figures.c, revisions.c.file, revisions.c.number)
        .join(revisions, revisions.c.id == figures.c.revision_id)
        .where(figures.c.report_id == report_id, figures.c.current)
        .order_by(figures.c.id)
    )
    frame = pd.DataFrame(connection.execute(asked).mappings().all(), columns=_figure_names())
    rank = frame["source"].map(SOURCE_ORDER)
    return (
        frame.assign(rank=rank).sort_values("rank", kind="stable").drop(columns="rank").reset_index(drop=True)
    )


def current_problems(connection: Connection, *, report_id: int, language: str) -> pd.DataFrame:
    """The problems of what holds now, errors first: severity, title, sentence, place, value, indicator."""
    holding = _slots_held(connection, report_id)
    asked = select(problems).where(problems.c.revision_id.in_(holding)).order_by(problems.c.id)
    found = [row for row in connection.execute(asked) if not row.slot or row.slot in holding[row.revision_id]]
    names = ["code", "severity", "title", "sentence", "sheet", "cell", "section", "indicator", "value"]
    frame = pd.DataFrame([_problem_line(row, language) for row in found], columns=names)
    return frame.sort_values("severity", kind="stable").reset_index(drop=True)


def narrative(connection: Connection, *, report_id: int) -> tuple[Row, ...]:
    """The sections of the newest text that is not undone, in order: number, title, depth, text."""
    asked = (
        select(sections, revisions.c.number.label("revision"))
        .join(revisions, revisions.c.id == sections.c.revision_id)
        .where(revisions.c.report_id == report_id, revisions.c.undone.is_(False))
        .order_by(sections.c.position)
    )
    every = connection.execute(asked).all()
    newest = max((one.revision for one in every), default=0)
    return tuple(one for one in every if one.revision == newest)


def copied_tables(connection: Connection, *, report_id: int) -> tuple[Row, ...]:
    """The report's tables as they stand in its files: title, sheet or section, rows of texts."""
    holding = list(_slots_held(connection, report_id))
    asked = select(report_tables).where(report_tables.c.revision_id.in_(holding))
    return tuple(connection.execute(asked.order_by(report_tables.c.revision_id, report_tables.c.position)))


def conflicts(stated: pd.DataFrame, level: str) -> pd.DataFrame:
    """The rows of `current_figures` whose indicator is stated more than once with different values.

    `level` is the report's own: its breakdown "level:<level>" and "" mean the same.
    """
    own = stated.assign(breakdown=stated["breakdown"].replace(f"level:{level}", ""))
    different = own.groupby(["indicator", "breakdown"])["value"].transform("nunique") > 1
    return own[different].sort_values(["indicator", "breakdown"], kind="stable").reset_index(drop=True)


def _figure_names() -> list[str]:
    return [*(column.name for column in figures.c), "file", "number"]


def _newest_revision(connection: Connection, report_id: int) -> Row | None:
    asked = (
        select(revisions.c.number, uploads.c.sample)
        .join(uploads, uploads.c.id == revisions.c.upload_id)
        .where(revisions.c.report_id == report_id)
        .order_by(revisions.c.number.desc())
    )
    return connection.execute(asked).first()


def _slots_held(connection: Connection, report_id: int) -> dict[int, set[str]]:
    """Revision id -> the slots it holds now."""
    held: dict[int, set[str]] = {}
    for slot, row in holding(revisions_of(connection, [report_id]).get(report_id, [])).items():
        held.setdefault(row.id, set()).add(slot)
    return held


def _problem_line(row: Row, language: str) -> tuple[str, ...]:
    kind = problem_kinds()[row.code]
    title = kind.title_en if language == "en" else kind.title_vi
    said = sentence(row.code, _named(row.details, language), language)
    return (row.code, kind.severity, title, said, row.sheet, row.cell, row.section, row.indicator, row.value)


def _named(details: Mapping[str, str], language: str) -> dict[str, str]:
    """The details of a problem with the indicators' names in `language`; they are stored in Vietnamese."""
    english = {one.name_vi: one.name_en for one in indicators().values()} if language == "en" else {}
    return {name: english.get(text, text) for name, text in details.items()}


def _due(unit_code: str, period: str) -> str:
    return due_date(period, units()[unit_code].level).isoformat() if unit_code in units() else ""


def _days_late(received_on: str, due_on: str) -> int:
    if not received_on or not due_on:
        return 0
    return max((date.fromisoformat(received_on) - date.fromisoformat(due_on)).days, 0)


def _unit_order(code: str) -> tuple[str, str]:
    return (units()[code].sort_key if code in units() else code), code
