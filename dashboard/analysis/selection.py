"""What a person looks at: a period, a parent, a level of units below it, and some of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from data_loaders.catalogue.periods import period_key, window
from data_loaders.catalogue.units import Unit, ancestors, descendants, exists_at, units
from data_loaders.store.tables import reports

LEVELS = ("commune", "district", "province")


@dataclass(frozen=True, slots=True)
class Selection:
    """`period` such as "2023-Q3"; `parent` a unit's code or "" for all; `units` codes, () for all."""

    period: str
    parent: str
    level: str
    units: tuple[str, ...] = ()


def known_periods(connection: Connection) -> tuple[str, ...]:
    """The periods with a report, newest first."""
    found = connection.scalars(select(reports.c.period).distinct())
    return tuple(sorted(found, key=period_key, reverse=True))


def parents_with_data(connection: Connection) -> tuple[Unit, ...]:
    """Provinces and districts that reported, or have a unit below them that did, by name."""
    reporting = connection.scalars(select(reports.c.unit_code).distinct())
    found = {above.code: above for code in reporting if code in units() for above in _self_and_above(code)}
    return tuple(
        sorted((one for one in found.values() if one.level != "commune"), key=lambda one: one.sort_key)
    )


def default_selection(connection: Connection) -> Selection:
    """The newest period, the province with most reports in it, the level most of them come from."""
    periods = known_periods(connection)
    if not periods:
        return Selection(period="", parent="", level="commune")
    counts = _reports_by_unit(connection, periods[0])
    provinces: Counter[str] = Counter()
    for code, number in counts.items():
        provinces[_top(code)] += number
    parent = max(provinces, key=lambda code: (provinces[code], code), default="")
    return Selection(period=periods[0], parent=parent, level=_commonest_level(counts, parent))


def expected_units(selection: Selection) -> tuple[Unit, ...]:
    """The units that have to report: of the level, below the parent, existing when the period ends."""
    found = _candidates(selection.parent, selection.level)
    if selection.period:
        day = window(selection.period)[1].isoformat()
        found = tuple(one for one in found if exists_at(one, day))
    return tuple(one for one in found if one.code in selection.units) if selection.units else found


def _candidates(parent: str, level: str) -> tuple[Unit, ...]:
    if not parent:
        every = (one for one in units().values() if one.level == level)
        return tuple(sorted(every, key=lambda one: one.sort_key))
    return (units()[parent],) if units()[parent].level == level else descendants(parent, level)


def _reports_by_unit(connection: Connection, period: str) -> dict[str, int]:
    asked = (
        select(reports.c.unit_code, func.count().label("number"))
        .where(reports.c.period == period)
        .group_by(reports.c.unit_code)
    )
    return {row.unit_code: row.number for row in connection.execute(asked) if row.unit_code in units()}


def _commonest_level(counts: dict[str, int], parent: str) -> str:
    """The level most reporting units below `parent` are of; the lowest of equals."""
    levels = Counter(units()[code].level for code in counts if _top(code) == parent)
    return max(LEVELS, key=lambda level: levels[level])


def _top(code: str) -> str:
    return _self_and_above(code)[-1].code


def _self_and_above(code: str) -> tuple[Unit, ...]:
    return (units()[code], *ancestors(code))
