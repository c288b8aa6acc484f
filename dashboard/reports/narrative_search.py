"""Looking through the narratives of all reports: words with or without accents, by period, unit and field."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from sqlalchemy import Connection, Row, Select, and_, func, select

from dashboard.words.marked_text import Mark
from data_loaders.catalogue.folding import fold_words, nfc
from data_loaders.catalogue.periods import period_key
from data_loaders.catalogue.units import units
from data_loaders.documents.outline import SEPARATOR, section_path
from data_loaders.sentences.folded_text import fold_in_place
from data_loaders.store.tables import reports, revisions, sections

_QUOTED = re.compile(r"[\"“”«»]([^\"“”«»]+)[\"“”«»]")
_BEFORE, _AFTER, _CLOSE = 110, 240, 60
_MOST_UNITS = 900


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: `words` (folded) all have to stand in a section, `exact` phrases as written."""

    words: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A section found: whose, which period, its place in the report (from 0), headings, a piece of text."""

    unit_code: str
    period: str
    section: int
    path: str
    snippet: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Hits:
    """How many sections and reports match, and the first of them, the newest period first."""

    sections: int = 0
    reports: int = 0
    shown: tuple[Hit, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class ThemePart:
    """What one report says under one heading of a field of reform; `above` are the headings over it."""

    section: int
    above: str
    heading: str
    text: str


def wanted_of(asked: str) -> Wanted:
    """What a person typed: words in any order, "phrases" in quotation marks as they stand."""
    phrases = [nfc(one) for one in _QUOTED.findall(asked) if fold_words(one)]
    loose = fold_words(_QUOTED.sub(" ", asked)).split()
    words = dict.fromkeys([*loose, *(fold_words(one) for one in phrases)])
    return Wanted(tuple(words), tuple(one for one in phrases if not one.isascii()))


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
    if not wanted.words:
        return Hits()
    statement = _narrowed(_matching(wanted), period=period, parent=parent, unit_codes=unit_codes, theme=theme)
    found = connection.execute(statement).all()
    if wanted.exact:
        found = [row for row in found if _says(row, wanted.exact)]
    chosen = sorted(found, key=_order)[:most]
    paths = _paths(connection, {row.revision_id for row in chosen})
    texts = _texts(connection, [row.id for row in chosen])
    hits = tuple(_hit(row, paths[row.revision_id, row.position], texts[row.id], wanted) for row in chosen)
    return Hits(len(found), len({row.revision_id for row in found}), hits)


def units_telling(connection: Connection, *, period: str, theme: str) -> tuple[str, ...]:
    """The units whose report of the period says something on a field, by name."""
    statement = _narrowed(_current(sections.c.text), period=period, theme=theme)
    found = {row.unit_code for row in connection.execute(statement) if row.text.strip()}
    return tuple(sorted(found, key=lambda code: units()[code].sort_key if code in units() else code))


def theme_parts(connection: Connection, *, unit_code: str, period: str, theme: str) -> tuple[ThemePart, ...]:
    """What a unit's report says on a field, heading by heading."""
    statement = _narrowed(_current(sections.c.text), period=period, unit_codes=(unit_code,), theme=theme)
    rows = sorted(connection.execute(statement), key=lambda row: row.position)
    paths = _paths(connection, {row.revision_id for row in rows})
    return tuple(
        ThemePart(row.position, *_parted(paths[row.revision_id, row.position]), row.text)
        for row in rows
        if row.text.strip()
    )


def snippet(text: str, words: Iterable[str]) -> tuple[str, tuple[Mark, ...]]:
    """The piece of a text around the first hit, with the hits in it to be coloured."""
    found = _hits_in(text, words)
    start, end = _bounds(text, _densest(found))
    opening = "… " if start else ""
    piece = opening + text[start:end] + (" …" if end < len(text) else "")
    shift = len(opening) - start
    inside = [(a + shift, b + shift) for a, b in found if start <= a and b <= end]
    return piece.replace("\n", " "), tuple(Mark(a, b, "yellow", strong=True) for a, b in inside)


def _parted(path: str) -> tuple[str, str]:
    """The headings above, the heading itself."""
    above, _, heading = path.rpartition(SEPARATOR)
    return above, heading


def _matching(wanted: Wanted) -> Select[tuple]:
    """Folded words are letters, digits and spaces only: nothing in them is a sign of LIKE."""
    together = sections.c.folded.like(f"% {' '.join(wanted.words)} %").label("together")
    text = (sections.c.title, sections.c.text) if wanted.exact else ()
    asked = _current(sections.c.id, together, *text)
    return asked.where(and_(*(sections.c.folded.like(f"% {one} %") for one in wanted.words)))


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


def _says(row: Row, phrases: Iterable[str]) -> bool:
    """Whether the section holds the phrases with their accents."""
    text = nfc(f"{row.title} {row.text}").casefold()
    return all(one.casefold() in text for one in phrases)


def _order(row: Row) -> tuple[bool, int, int, str, str, int]:
    """Where the words stand side by side first, then the newest period, then by name."""
    year, place = period_key(row.period)
    name = units()[row.unit_code].sort_key if row.unit_code in units() else row.unit_code
    return not row.together, -year, -place, name, row.unit_code, row.position


def _paths(connection: Connection, revision_ids: Iterable[int]) -> dict[tuple[int, int], str]:
    """(revision, position) -> the headings that lead to the section."""
    names = ("revision_id", "position", "number", "title", "depth")
    asked = select(*(sections.c[name] for name in names)).where(
        sections.c.revision_id.in_(list(revision_ids))
    )
    rows = connection.execute(asked.order_by(sections.c.revision_id, sections.c.position))
    found: dict[tuple[int, int], str] = {}
    for _, group in groupby(rows, key=lambda row: row.revision_id):
        outline = list(group)
        found |= {(row.revision_id, row.position): section_path(outline, n) for n, row in enumerate(outline)}
    return found


def _texts(connection: Connection, ids: Sequence[int]) -> dict[int, str]:
    """The text of each section, its title where it has none."""
    asked = select(sections.c.id, sections.c.title, sections.c.text).where(sections.c.id.in_(ids))
    return {row.id: row.text or row.title for row in connection.execute(asked)}


def _hit(row: Row, path: str, text: str, wanted: Wanted) -> Hit:
    piece, marks = snippet(text, wanted.words)
    return Hit(row.unit_code, row.period, row.position, path, piece, marks)


def _hits_in(text: str, words: Iterable[str]) -> list[tuple[int, int]]:
    """Where the folded words and phrases stand in a text."""
    folded = fold_in_place(text)
    patterns = (r"[^a-z0-9]+".join(map(re.escape, one.split())) for one in words)
    found = (re.finditer(rf"(?<![a-z0-9]){one}(?![a-z0-9])", folded) for one in patterns)
    return sorted(match.span() for matches in found for match in matches)


def _densest(found: Sequence[tuple[int, int]]) -> int:
    """Where most hits stand close together; the first of equals."""
    near = [sum(start <= other < start + _CLOSE for other, _ in found) for start, _ in found]
    return found[near.index(max(near))][0] if found else 0


def _bounds(text: str, around: int) -> tuple[int, int]:
    """A piece of text about a place, cut between words."""
    start, end = max(around - _BEFORE, 0), min(around + _AFTER, len(text))
    start = text.find(" ", start) + 1 if start else 0
    end = text.rfind(" ", start, end) if end < len(text) else end
    return start, max(end, start)
