"""Who handed in a report in time, late or not at all, measured against the due date of the unit's level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from data_loaders.catalogue.periods import due_date
from data_loaders.catalogue.units import units as known_units

STATES = ("on_time", "late", "missing", "not_due")


@dataclass(frozen=True, slots=True)
class Punctuality:
    """Units counted by how they reported; `received` is on time and late together."""

    expected: int
    received: int
    late: int
    missing: int
    not_due: int


def punctuality_table(
    received: pd.DataFrame, *, period: str, units: Sequence[str], today: date
) -> pd.DataFrame:
    """One row a unit: unit_code, received_on, due (ISO), state, days (late, or overdue when missing).

    A unit that has not reported is "missing" after its due date and "not_due" until then.
    """
    days = dict(
        received.loc[received["period"] == period, ["unit_code", "received_on"]].itertuples(index=False)
    )
    rows = [_row(code, days.get(code), period, today) for code in units]
    return pd.DataFrame(rows, columns=["unit_code", "received_on", "due", "state", "days"])


def count_punctuality(table: pd.DataFrame) -> Punctuality:
    """The units of a punctuality table, counted."""
    number = {state: int((table["state"] == state).sum()) for state in STATES}
    return Punctuality(
        expected=len(table),
        received=number["on_time"] + number["late"],
        late=number["late"],
        missing=number["missing"],
        not_due=number["not_due"],
    )


def _row(code: str, received_on: str | None, period: str, today: date) -> tuple[str, str, str, str, int]:
    due = due_date(period, known_units()[code].level)
    if received_on is None:
        over = max((today - due).days, 0)
        return code, "", due.isoformat(), "missing" if over else "not_due", over
    over = max((_day(received_on, due) - due).days, 0)
    return code, received_on, due.isoformat(), "late" if over else "on_time", over


def _day(text: str, unknown: date) -> date:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return unknown
