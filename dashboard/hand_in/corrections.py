"""What a person types as the right value of a figure."""

from __future__ import annotations

from data_loaders.catalogue.indicators import indicators
from data_loaders.numbers import read_number


def corrected_value(indicator: str, text: str) -> float | None:
    """The number typed ("26", "84,6 %", "1,2 tỷ") in the stored unit, or None if it cannot be one."""
    number, known = read_number(text), indicators().get(indicator)
    if number.error or number.whole is not None or number.value < 0:
        return None
    if known is None:
        return number.value
    if known.kind == "count" and number.value != int(number.value):
        return None
    if known.kind == "percent" and number.value > 100 and not known.may_exceed:
        return None
    return None if known.kind == "code" and number.value not in dict(known.states) else number.value
