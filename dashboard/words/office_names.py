"""How offices write themselves at the head of a paper."""

from __future__ import annotations

from data_loaders.catalogue.units import Unit, ancestors, unit_kinds, units


def office_lines(unit: Unit) -> tuple[str, str]:
    """The two lines at the top left: the office above ("" for a province) and the unit's own."""
    above = units()[unit.parent] if unit.parent else None
    return (f"UBND {above.full_name}".upper() if above else ""), f"UBND {unit.full_name}".upper()


def kind_and_name(unit: Unit) -> str:
    """The unit with all above it, as inside a sentence: "xã Tiên Động, huyện Tứ Kỳ, tỉnh Hải Dương"."""
    return ", ".join(f"{unit_kinds()[one.kind].name_vi} {one.name}" for one in (unit, *ancestors(unit.code)))
