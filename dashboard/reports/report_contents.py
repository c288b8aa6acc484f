"""One report as it stands: its head, figures, problems, narrative, tables and revisions. Plain queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd
from sqlalchemy import Connection, Row, select

from dashboard.reports.figure_changes import STATED_COLUMNS, figure_changes
from data_loaders.catalogue.indicators import indicators
from data_loaders.catalogue.periods import due_date, period_key
from data_loaders.catalogue.problem_kinds import problem_kinds, sentence
from data_loaders.catalogue.units import units
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


@dataclass(frozen=True, slots=True)
class RevisionLine:
    """One entry of a report's history; `undoes` is the number taken back (0 for a save)."""

    number: int
    action: str
    undoes: int
    undone: bool
    at: str
    by: str
    file: str
    kind: str
    sha256: str
    slots: tuple[str, ...]
    figures: int


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


def history(connection: Connection, *, report_id: int) -> tuple[RevisionLine, ...]:
    """Every revision, newest first."""
    counted = pd.Series(
        [row.revision_id for row in connection.execute(_revision_ids_of_figures(report_id))], dtype="int64"
    ).value_counts()
    asked = select(revisions).where(revisions.c.report_id == report_id).order_by(revisions.c.number.desc())
    return tuple(_revision_line(row, int(counted.get(row.id, 0))) for row in connection.execute(asked))


def revision_changes(connection: Connection, *, report_id: int, number: int) -> pd.DataFrame:
    """What revision `number` changed against the state before it (see `figure_changes`)."""
    every = _all_revisions(connection, report_id)
    stated = _every_figure(connection, report_id)
    before, after = (_state_at(every, stated, upto) for upto in (number - 1, number))
    return figure_changes(before, after)


def original_file(connection: Connection, *, sha256: str) -> bytes:
    """The bytes of an original file."""
    return connection.scalars(select(files.c.content).where(files.c.sha256 == sha256)).one()


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


def _all_revisions(connection: Connection, report_id: int) -> tuple[Row, ...]:
    asked = select(revisions).where(revisions.c.report_id == report_id).order_by(revisions.c.number)
    return tuple(connection.execute(asked))


def _slots_held(connection: Connection, report_id: int) -> dict[int, set[str]]:
    """Revision id -> the slots it holds now."""
    return _slots_held_at(_all_revisions(connection, report_id), None)


def _slots_held_at(every: Iterable[Row], upto: int | None) -> dict[int, set[str]]:
    """Revision id -> the slots it held after revision `upto` (None: now): the newest save not undone."""
    seen = [one for one in every if upto is None or one.number <= upto]
    undone = {one.undoes for one in seen if one.action == "undo"}
    holder: dict[str, int] = {}
    for one in seen:
        if one.action == "save" and one.number not in undone:
            holder.update(dict.fromkeys(one.slots, one.id))
    held: dict[int, set[str]] = {}
    for slot, revision in holder.items():
        held.setdefault(revision, set()).add(slot)
    return held


def _every_figure(connection: Connection, report_id: int) -> pd.DataFrame:
    names = ["revision_id", *STATED_COLUMNS]
    asked = select(*(figures.c[name] for name in names)).where(figures.c.report_id == report_id)
    return pd.DataFrame(connection.execute(asked.order_by(figures.c.id)).all(), columns=names)


def _state_at(every: Iterable[Row], stated: pd.DataFrame, upto: int) -> pd.DataFrame:
    held = _slots_held_at(every, upto)
    holds = [
        slot in held.get(one, ()) for one, slot in zip(stated["revision_id"], stated["slot"], strict=True)
    ]
    return stated[holds]


def _revision_ids_of_figures(report_id: int):  # noqa: ANN202
    return select(figures.c.revision_id).where(figures.c.report_id == report_id)


def _revision_line(row: Row, count: int) -> RevisionLine:
    return RevisionLine(
        number=row.number,
        action=row.action,
        undoes=row.undoes or 0,
        undone=row.undone,
        at=row.at.isoformat(),
        by=row.by,
        file=row.file,
        kind=row.kind,
        sha256=row.sha256,
        slots=tuple(row.slots),
        figures=count,
    )


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
