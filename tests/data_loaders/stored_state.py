"""Small readings to save, and what a database holds of them, for the tests of storage."""

from collections.abc import Mapping

from sqlalchemy import Engine, func, select

from data_loaders.drafts import Figure, Place, Problem, Reading, ReportDraft
from data_loaders.store.tables import figures, files, metadata, reports, revisions, uploads

COMMUNE = "hoai-giang.ben-lam.trung-lam"
OTHER = "hoai-giang.ben-lam.ben-thuong"
PERIOD = "2023-Q3"

RECEIVED, RESOLVED, TASKS = "dossiers_received", "dossiers_resolved", "plan_tasks"
FORM_1 = {"form:1": {TASKS: 20.0}}
FORM_3 = {"form:3": {RECEIVED: 10.0, RESOLVED: 8.0}}


def draft(
    slots: Mapping[str, Mapping[str, float]], *, unit: str = COMMUNE, period: str = PERIOD, **head: str
) -> ReportDraft:
    """A report that states for each slot the values given."""
    stated = [
        Figure(indicator, value, _source(slot), slot, place=Place(slot, f"D{row}"), quote=str(value))
        for slot, values in slots.items()
        for row, (indicator, value) in enumerate(values.items(), start=5)
    ]
    return ReportDraft(unit, period, "forms", figures=stated, slots=set(slots), head=head)


def reading(*drafts: ReportDraft, file: str = "bieu-mau.xlsx", problems: tuple[Problem, ...] = ()) -> Reading:
    return Reading(file, kind="forms", drafts=list(drafts), problems=list(problems))


def _source(slot: str) -> str:
    return {"form": "form", "narrative": "narrative"}.get(slot.partition(":")[0], "table")


def holds(engine: Engine, unit: str = COMMUNE) -> dict[tuple[str, str], float]:
    """The current figures of a unit by slot and indicator."""
    asked = select(figures).where(figures.c.unit_code == unit, figures.c.current)
    with engine.connect() as connection:
        return {(row.slot, row.indicator): row.value for row in connection.execute(asked)}


def headlines(engine: Engine, unit: str = COMMUNE) -> dict[str, float]:
    asked = select(figures).where(figures.c.unit_code == unit, figures.c.headline)
    with engine.connect() as connection:
        rows = connection.execute(asked).all()
    found = {row.indicator: row.value for row in rows}
    assert len(rows) == len(found)
    return found


def history(engine: Engine, unit: str = COMMUNE) -> list[tuple[int, str, int | None, str]]:
    """Number, action, undone number and person of every revision of a unit, in order of numbers."""
    asked = (
        select(revisions)
        .join(reports, reports.c.id == revisions.c.report_id)
        .where(reports.c.unit_code == unit)
        .order_by(revisions.c.number)
    )
    with engine.connect() as connection:
        return [(row.number, row.action, row.undoes, row.by) for row in connection.execute(asked)]


def upload_ids(engine: Engine) -> list[int]:
    with engine.connect() as connection:
        return list(connection.scalars(select(uploads.c.id).order_by(uploads.c.id)))


def report_row(engine: Engine, unit: str = COMMUNE):
    with engine.connect() as connection:
        return connection.execute(select(reports).where(reports.c.unit_code == unit)).one()


def stored_files(engine: Engine) -> list[tuple[str, bytes]]:
    """Name and bytes of every original, in order of their bytes."""
    with engine.connect() as connection:
        return [
            (row.name, row.content) for row in connection.execute(select(files).order_by(files.c.content))
        ]


def row_counts(engine: Engine) -> dict[str, int]:
    """How many rows each table holds."""
    with engine.connect() as connection:
        return {
            table.name: connection.scalar(select(func.count()).select_from(table)) or 0
            for table in metadata.sorted_tables
        }
