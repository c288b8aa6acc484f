"""What a person decides about figures read from sentences: accept, correct, drop; kept as a revision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from textwrap import shorten
from typing import Any

from sqlalchemy import Connection, Engine, Row, func, select

from data_loaders.catalogue.indicators import indicators
from data_loaders.drafts import Figure, Place, Problem, Reading, ReportDraft
from data_loaders.numbers import shown
from data_loaders.store.database import count_change, take_turn, writing
from data_loaders.store.saving import Saving
from data_loaders.store.standing import DECISIONS, holding, revisions_of
from data_loaders.store.storage import SavedReport
from data_loaders.store.tables import figures, problems, reports

SLOT = "narrative"
CORRECTED, DROPPED = "figure_corrected", "figure_dropped"
_LONGEST_QUOTE = 200

FigureKey = tuple[str, str, float, str]


@dataclass(frozen=True, slots=True)
class Decision:
    """`choice` is accept, correct (to `value`, in the indicator's stored unit) or drop."""

    choice: str
    value: float = 0.0


Decisions = Mapping[FigureKey, Decision]


def key_of(figure: Figure) -> FigureKey:
    """What tells a figure of a narrative from the others: indicator, breakdown, value as read, sentence."""
    return figure.indicator, figure.breakdown, figure.value, figure.quote


def decided(draft: ReportDraft, decisions: Decisions) -> ReportDraft:
    """The draft with the decisions carried out; a figure without one stays as it was read.

    A corrected figure keeps its sentence and bears the mark `figure_corrected`. Problems of the codes
    `figure_corrected` and `figure_dropped` say what was read.
    """
    if not decisions:
        return draft
    about = [(one, decisions.get(key_of(one)) if one.slot == SLOT else None) for one in draft.figures]
    kept = [one for figure, said in about if (one := _decided(figure, said))]
    noted = [note for figure, said in about if said and (note := _note(figure, said))]
    return replace(draft, figures=kept, problems=[*draft.problems, *noted])


def decide_figures(
    engine: Engine, *, report_id: int, decisions: Decisions, by: str = ""
) -> SavedReport | None:
    """Store the decisions about the narrative figures of a report as a revision of its own.

    The file stays that of the narrative. None when no decision is about a figure that holds now.
    """
    with writing(engine) as connection:
        take_turn(connection)
        base = holding(revisions_of(connection, [report_id]).get(report_id, [])).get(SLOT)
        if base is None:
            return None
        draft = _standing_draft(connection, base)
        if not any(key_of(one) in decisions for one in draft.figures):
            return None
        return _store(connection, decided(draft, decisions), base, by)


def unconfirmed_count(connection: Connection, *, unit_code: str, period: str) -> int:
    """How many figures that hold in a report wait for a person."""
    asked = (
        select(func.count())
        .select_from(figures.join(reports, figures.c.report_id == reports.c.id))
        .where(reports.c.unit_code == unit_code, reports.c.period == period)
        .where(figures.c.current.is_(True), figures.c.confirmed.is_(False))
    )
    return connection.scalar(asked) or 0


def _decided(figure: Figure, decision: Decision | None) -> Figure | None:
    if decision is None:
        return figure
    if decision.choice == "drop":
        return None
    if _changes(figure, decision):
        return replace(figure, value=decision.value, confirmed=True, approximate=False, mark=CORRECTED)
    return replace(figure, confirmed=True, mark="")


def _changes(figure: Figure, decision: Decision) -> bool:
    """Whether a correction differs from what was read."""
    return decision.choice == "correct" and decision.value != figure.value


def _note(figure: Figure, decision: Decision) -> Problem | None:
    """What was read, where the decision does not let it stand."""
    name = indicators()[figure.indicator].name_vi if figure.indicator in indicators() else figure.indicator
    details = {"name": name, "original": shown(figure.value)}
    if decision.choice == "drop":
        code, details["quote"] = DROPPED, shorten(figure.quote, _LONGEST_QUOTE, placeholder=" …")
    elif _changes(figure, decision):
        code, details["new"] = CORRECTED, shown(decision.value)
    else:
        return None
    return Problem(code, figure.place, figure.indicator, shown(figure.value), details)


def _standing_draft(connection: Connection, base: Row[Any]) -> ReportDraft:
    """The narrative figures that hold now, with their problems, as a draft."""
    report = connection.execute(select(reports).where(reports.c.id == base.report_id)).one()
    told = select(figures).where(figures.c.revision_id == base.id, figures.c.slot == SLOT)
    noted = select(problems).where(problems.c.revision_id == base.id, problems.c.slot == SLOT)
    return ReportDraft(
        report.unit_code,
        report.period,
        DECISIONS,
        figures=[_figure(row) for row in connection.execute(told.order_by(figures.c.id))],
        problems=[_problem(row) for row in connection.execute(noted.order_by(problems.c.id))],
        slots={SLOT},
        head=dict(base.head),
    )


def _store(connection: Connection, draft: ReportDraft, base: Row[Any], by: str) -> SavedReport:
    saving = Saving(connection, Reading(base.file, kind=DECISIONS, drafts=[draft]), base.sha256, base.sample)
    saving.changed = saving.targets
    upload = {"file": base.file, "at": datetime.now(UTC), "by": by[:100]}
    saving.write(b"", upload, count_change(connection))
    made = saving.targets[0]
    return SavedReport(
        draft.unit_code,
        draft.period,
        made.number,
        len(draft.figures),
        changed=True,
        report_id=made.report_id,
        upload_id=made.upload_id,
    )


def _place(row: Row[Any]) -> Place:
    return Place(row.sheet, row.cell, row.section)


def _figure(row: Row[Any]) -> Figure:
    names = ("indicator", "value", "source", "slot", "breakdown", "quote", "approximate", "confirmed", "mark")
    return Figure(**{name: getattr(row, name) for name in names}, place=_place(row))


def _problem(row: Row[Any]) -> Problem:
    return Problem(row.code, _place(row), row.indicator, row.value, row.details)
