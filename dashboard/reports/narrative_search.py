"""Looking through the narratives of all reports: words with or without accents, by period, unit and field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby

from sqlalchemy import Connection, Row, Select, and_, func, select

from dashboard.reports.asked_words import Wanted, hit_marks, snippet, wanted_of
from dashboard.words.marked_text import Mark
from data_loaders.catalogue.periods import period_key
from data_loaders.catalogue.units import units
from data_loaders.documents.outline import SEPARATOR, section_path
from data_loaders.documents.section_themes import is_future
from data_loaders.store.tables import reports, revisions, sections

_MOST_UNITS = 900


@dataclass(frozen=True, slots=True)
class Hit:
    """A section found: whose, which period, its place in the report (from 0), headings, a piece of text.

    `marks` colour what matched in the piece, `path_marks` in the headings where the text says none of it;
    `ahead` when the section speaks of what is still to be done.
    """

    unit_code: str
    period: str
    section: int
    path: str
    snippet: str
    marks: tuple[Mark, ...] = ()
    path_marks: tuple[Mark, ...] = ()
    ahead: bool = False


@dataclass(frozen=True, slots=True)
class Hits:
    """How many sections and reports match, and the first of them, the newest period first."""

    sections: int = 0
    reports: int = 0
    shown: tuple[Hit, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class ThemePart:
    """What one report says under one heading of a field of reform; `above` are the headings over it.

    `ahead` when it speaks of what is still to be done.
    """

    section: int
    above: str
    heading: str
    text: str
    ahead: bool = False


@dataclass(frozen=True, slots=True)
class _Heading:
    """Where a section stands in its report's outline; `ahead` when a heading over it is of tasks ahead."""

    outline: Sequence[Row]
    place: int
    ahead: bool

    @property
    def path(self) -> str:
        """The headings that lead to the section."""
        return section_path(self.outline, self.place)


def search(
    connection: Connection,
    *,
    asked: str,
    period: str = "",
    parent: str = "",
    unit_codes: tuple[str, ...] = (),
    theme: str = "",
    most: int = 20,
) -> Hits:
    """The sections of the newest texts that hold everything asked; "" and () narrow nothing."""
    wanted = wanted_of(asked)
    if not wanted.folded:
        return Hits()
    statement = _narrowed(_matching(wanted), period=period, parent=parent, unit_codes=unit_codes, theme=theme)
    found = list(_ranked(connection.execute(statement), wanted))
    chosen = [row for _, row in sorted(found, key=lambda one: one[0])[:most]]
    headings = _headings(connection, {row.revision_id for row in chosen})
    texts = _texts(connection, [row.id for row in chosen])
    hits = tuple(_hit(row, headings[row.revision_id, row.position], texts[row.id], wanted) for row in chosen)
    return Hits(len(found), len({row.revision_id for _, row in found}), hits)


def units_telling(connection: Connection, *, period: str, theme: str) -> tuple[str, ...]:
    """The units whose report of the period says something on a field, by name."""
    statement = _narrowed(_current(sections.c.text), period=period, theme=theme)
    rows = [row for row in connection.execute(statement) if row.text.strip()]
    headings = _headings(connection, {row.revision_id for row in rows})
    found = {row.unit_code for row in rows if not headings[row.revision_id, row.position].ahead}
    return tuple(sorted(found, key=lambda code: units()[code].sort_key if code in units() else code))


def theme_parts(connection: Connection, *, unit_code: str, period: str, theme: str) -> tuple[ThemePart, ...]:
    """What a unit's report says on a field, heading by heading, what is still to be done at the end."""
    statement = _narrowed(_current(sections.c.text), period=period, unit_codes=(unit_code,), theme=theme)
    rows = sorted(connection.execute(statement), key=lambda row: row.position)
    headings = _headings(connection, {row.revision_id for row in rows})
    parts = [_part(row, headings[row.revision_id, row.position]) for row in rows if row.text.strip()]
    return tuple(sorted(parts, key=lambda one: one.ahead))


def _part(row: Row, heading: _Heading) -> ThemePart:
    above, _, title = heading.path.rpartition(SEPARATOR)
    return ThemePart(row.position, above, title, row.text, heading.ahead)


def _matching(wanted: Wanted) -> Select[tuple]:
    """Folded words are letters, digits and spaces only: nothing in them is a sign of LIKE."""
    together = sections.c.folded.like(f"% {' '.join(wanted.folded)} %").label("together")
    text = (sections.c.title, sections.c.text) if wanted.accented else ()
    asked = _current(sections.c.id, together, *text)
    return asked.where(and_(*(sections.c.folded.like(f"% {one} %") for one in wanted.folded)))


def _ranked(rows: Iterable[Row], wanted: Wanted) -> Iterator[tuple[tuple, Row]]:
    """The rows that say what is wanted, with accents where some were typed, each with its place in order."""
    for row in rows:
        if not wanted.accented:
            yield _order(row, together=row.together), row
        elif close := wanted.closeness(f"{row.title}\n{row.text}"):
            yield _order(row, together=close > 1), row


def _current(*columns) -> Select[tuple]:  # noqa: ANN002
    """The sections of each report's newest text that is not undone."""
    has_text = select(sections.c.id).where(sections.c.revision_id == revisions.c.id).exists()
    newest = (
        select(revisions.c.report_id, func.max(revisions.c.number).label("number"))
        .where(revisions.c.undone.is_(False), revisions.c.action == "save", has_text)
        .group_by(revisions.c.report_id)
        .subquery()
    )
    same = and_(newest.c.report_id == revisions.c.report_id, newest.c.number == revisions.c.number)
    return (
        select(reports.c.unit_code, reports.c.period, sections.c.revision_id, sections.c.position, *columns)
        .join(revisions, revisions.c.id == sections.c.revision_id)
        .join(newest, same)
        .join(reports, reports.c.id == revisions.c.report_id)
    )


def _narrowed(
    statement: Select[tuple],
    *,
    period: str = "",
    parent: str = "",
    unit_codes: Sequence[str] = (),
    theme: str = "",
) -> Select[tuple]:
    if period:
        statement = statement.where(reports.c.period == period)
    if unit_codes:
        statement = statement.where(reports.c.unit_code.in_(unit_codes[:_MOST_UNITS]))
    elif parent:
        below = reports.c.unit_code.startswith(f"{parent}.", autoescape=True)
        statement = statement.where((reports.c.unit_code == parent) | below)
    return statement.where(sections.c.theme == theme) if theme else statement


def _order(row: Row, *, together: bool) -> tuple[bool, int, int, str, str, int]:
    """Where the words stand side by side first, then the newest period, then by name."""
    year, place = period_key(row.period)
    name = units()[row.unit_code].sort_key if row.unit_code in units() else row.unit_code
    return not together, -year, -place, name, row.unit_code, row.position


def _headings(connection: Connection, revision_ids: Iterable[int]) -> dict[tuple[int, int], _Heading]:
    """(revision, position) -> where the section stands."""
    names = ("revision_id", "position", "number", "title", "depth")
    asked = select(*(sections.c[name] for name in names)).where(
        sections.c.revision_id.in_(list(revision_ids))
    )
    rows = connection.execute(asked.order_by(sections.c.revision_id, sections.c.position))
    found: dict[tuple[int, int], _Heading] = {}
    for _, group in groupby(rows, key=lambda row: row.revision_id):
        outline = list(group)
        for place, (row, ahead) in enumerate(zip(outline, _tasks_ahead(outline), strict=True)):
            found[row.revision_id, row.position] = _Heading(outline, place, ahead)
    return found


def _tasks_ahead(outline: Sequence[Row]) -> Iterator[bool]:
    """Of each section in turn whether it, or one it belongs to, is about what is still to be done."""
    above: list[tuple[int, bool]] = []
    for row in outline:
        above = [one for one in above if one[0] < row.depth]
        above.append((row.depth, bool(above and above[-1][1]) or _speaks_of_tasks(row.title)))
        yield above[-1][1]


_speaks_of_tasks = lru_cache(maxsize=4096)(is_future)


def _texts(connection: Connection, ids: Sequence[int]) -> dict[int, str]:
    """The text of each section, its title where it has none."""
    asked = select(sections.c.id, sections.c.title, sections.c.text).where(sections.c.id.in_(ids))
    return {row.id: row.text or row.title for row in connection.execute(asked)}


def _hit(row: Row, heading: _Heading, text: str, wanted: Wanted) -> Hit:
    piece, marks = snippet(text, wanted)
    path = heading.path
    in_path = () if marks else hit_marks(wanted.places_in(path))
    return Hit(row.unit_code, row.period, row.position, path, piece, marks, in_path, heading.ahead)
