"""Dossiers of the illustrative province: a quarter hands its backlog on to the next, and nothing is lost.

Every quarter closes: received + carried over = resolved + pending + withdrawn, and resolved = early +
on time + overdue. A one-stop list by field splits the same numbers, so that its fields add up to them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sample_data.province_figures import along, between, deviation, story, whole, year_and_quarter

DossierQuarter = dict[str, int]


def dossier_quarters(key: str, traits: dict[str, Any]) -> list[DossierQuarter]:
    """The dossiers of unit `key` in every quarter, the first one first."""
    usual = between(traits["volume"], key, "volume")
    carried = 0 if _is_named(traits, "cleared", -1) else whole(usual * sum(traits["pending"]) / 2)
    quarters: list[DossierQuarter] = []
    for position in range(story()["quarters"]):
        received = _received(key, traits, position=position, usual=usual)
        quarters.append(_quarter(key, traits, position=position, received=received, carried=carried))
        carried = quarters[-1]["pending_not_due"] + quarters[-1]["pending_overdue"]
    return quarters


def one_stop_quarters(
    key: str, traits: dict[str, Any], *, dossiers: Sequence[DossierQuarter]
) -> list[dict[tuple[str, str], int]]:
    """(indicator, field) -> number in every quarter, for the fields the unit keeps a list of."""
    weights = _weights(key, traits["fields"])
    usual = [one for one, _ in weights.values()]
    tables = []
    before = split(dossiers[0]["carried_over"], usual)
    for quarter in dossiers:
        pending = split(quarter["pending_not_due"] + quarter["pending_overdue"], usual)
        parts = _parts(quarter, weights, same_day=traits["dossiers"]["same_day"])
        parts["pending"] = pending
        parts["received"] = _closing(parts, before, withdrawn=split(quarter["withdrawn"], usual))
        tables.append(_by_field(parts, list(weights)))
        before = pending
    return tables


def split(total: int, weights: Sequence[float]) -> list[int]:
    """`total` cut into whole parts in proportion to `weights`; the parts add up to it."""
    exact = [total * weight / sum(weights) for weight in weights]
    parts = [int(part) for part in exact]
    by_rest = sorted(range(len(exact)), key=lambda place: parts[place] - exact[place])
    for place in by_rest[: total - sum(parts)]:
        parts[place] += 1
    return parts


def _received(key: str, traits: dict[str, Any], *, position: int, usual: float) -> int:
    if _is_named(traits, "quiet", position):
        return 0
    _, quarter = year_and_quarter(position)
    season = story()["season"][quarter - 1]
    return whole(usual * season * (1 + deviation(0.07, key, "received", position)))


def _quarter(
    key: str, traits: dict[str, Any], *, position: int, received: int, carried: int
) -> DossierQuarter:
    late_rate = max(0.0, 1 - along(traits["on_time"], position) - _noise(key, traits, position))
    withdrawn = whole(received * between(traits["withdrawn"], key, "withdrawn", position))
    pending = _pending(key, traits, position=position, received=received, carried=carried)
    resolved = received + carried - withdrawn - pending
    overdue = whole(resolved * late_rate)
    early = whole((resolved - overdue) * _early_share(key, traits, position))
    pending_overdue = whole(pending * min(0.6, late_rate * 1.5))
    return {
        "received": received,
        "carried_over": carried,
        "resolved": resolved,
        "in_time": resolved - overdue,
        "early": early,
        "on_time": resolved - overdue - early,
        "overdue": overdue,
        "pending_not_due": pending - pending_overdue,
        "pending_overdue": pending_overdue,
        "withdrawn": withdrawn,
    }


def _pending(key: str, traits: dict[str, Any], *, position: int, received: int, carried: int) -> int:
    """What is left at the end of the quarter: all of it in a quiet one, nothing in a cleared one."""
    if _is_named(traits, "quiet", position):
        return received + carried
    if _is_named(traits, "cleared", position):
        return 0
    return whole(received * between(traits["pending"], key, "pending", position))


def _is_named(traits: dict[str, Any], what: str, position: int) -> bool:
    year, quarter = year_and_quarter(position)
    return f"{year}-{quarter}" in traits.get(what, [])


def _noise(key: str, traits: dict[str, Any], position: int) -> float:
    return deviation(traits["noise"], key, "on_time", position)


def _early_share(key: str, traits: dict[str, Any], position: int) -> float:
    return min(0.97, along(traits["early"], position) + deviation(0.15, key, "early"))


def _weights(key: str, fields: Sequence[str]) -> dict[str, tuple[float, float]]:
    """Field -> its weight among all dossiers and among the late ones, for this unit."""
    weights = {}
    for field in fields:
        usual = story()["field"][field]
        own = usual["weight"] * (1 + deviation(0.25, key, field))
        weights[field] = (own, own * usual["late"])
    return weights


def _parts(
    quarter: DossierQuarter, weights: dict[str, tuple[float, float]], *, same_day: float
) -> dict[str, list[int]]:
    """What was resolved in the quarter, cut into one number a field."""
    usual = [one for one, _ in weights.values()]
    late = [one for _, one in weights.values()]
    same_day_overdue = whole(quarter["overdue"] * 0.1)
    same_day_on_time = whole(min(quarter["received"], quarter["in_time"]) * same_day)
    return {
        "same_day_overdue": split(same_day_overdue, late),
        "same_day_on_time": split(same_day_on_time, usual),
        "resolved": split(quarter["resolved"] - same_day_overdue - same_day_on_time, usual),
        "overdue": split(quarter["overdue"] - same_day_overdue, late),
    }


def _closing(parts: dict[str, list[int]], before: list[int], *, withdrawn: list[int]) -> list[int]:
    """What each field must have received so that its dossiers close."""
    rows = zip(parts["resolved"], parts["pending"], withdrawn, before, strict=True)
    return [resolved + pending + gone - carried for resolved, pending, gone, carried in rows]


def _by_field(parts: dict[str, list[int]], fields: list[str]) -> dict[tuple[str, str], int]:
    table = {}
    for place, field in enumerate(fields):
        numbers = {name: part[place] for name, part in parts.items()}
        table.update({(indicator, field): value for indicator, value in _components(numbers).items()})
    return table


def _components(numbers: dict[str, int]) -> dict[str, int]:
    """The ten components of the one-stop list for one field."""
    same_day = numbers["same_day_on_time"] + numbers["same_day_overdue"]
    overdue = min(numbers["overdue"], numbers["resolved"])
    return {
        "dossiers_same_day_resolved": same_day,
        "dossiers_same_day_saturday": whole(same_day * 0.06),
        "dossiers_same_day_on_time": numbers["same_day_on_time"],
        "dossiers_same_day_overdue": numbers["same_day_overdue"],
        "dossiers_appointment_received": numbers["received"],
        "dossiers_appointment_received_saturday": whole(numbers["received"] * 0.05),
        "dossiers_appointment_resolved": numbers["resolved"],
        "dossiers_appointment_on_time": numbers["resolved"] - overdue,
        "dossiers_appointment_overdue": overdue,
        "dossiers_appointment_pending": numbers["pending"],
    }
