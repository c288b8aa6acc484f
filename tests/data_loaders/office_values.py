"""Figures of made-up offices that agree with themselves: nothing for a check to find."""

import random

Values = dict[str, float]
"""Figures by form row as offices cite it: "BM3-3.3.1"."""


def plausible_values(rng: random.Random, level: str = "commune") -> Values:
    """Figures for all rows a unit of `level` fills, a few of them left blank."""
    values: Values = {}
    for form in (_steering, _institutions, _procedures, _apparatus, _service, _finance, _digital):
        values |= form(rng, level)
    left_blank = [code for code in values if rng.random() < 0.06]
    return {code: value for code, value in values.items() if code not in left_blank}


def _rated(rng: random.Random, rate: str, whole: str, part: str, most: int = 400) -> Values:
    """A whole, a part of it, and their rate; the rate blank where it says nothing or looks like a slip."""
    total = rng.randint(1, most)
    done = rng.choice((total, rng.randint(0, total)))
    percent = round(100 * done / total, rng.choice((1, 2)))
    found = {whole: total, part: done}
    return found if 0 < percent < 1 else {rate: percent, **found}


def _steering(rng: random.Random, level: str) -> Values:
    assigned = rng.randint(3, 60)
    late, overdue = rng.randint(0, 1), rng.randint(0, 1)
    return {
        "BM1-1": rng.randint(0, 30),
        **_rated(rng, "BM1-2", "BM1-2.1", "BM1-2.2", 60),
        "BM1-3.1": rng.randint(0, 12),
        "BM1-3.2": rng.randint(0, 30),
        **_rated(rng, "BM1-3.3", "BM1-3.3.1", "BM1-3.3.2", 9),
        "BM1-4.1": assigned,
        "BM1-4.2": assigned - late - overdue,
        "BM1-4.3": late,
        "BM1-4.4": overdue,
        "BM1-5": 1,
        "BM1-5.1": rng.randint(20, 2500),
        "BM1-5.2": rng.randint(0, 2),
        "BM1-6": rng.randint(0, 1),
    }


def _institutions(rng: random.Random, level: str) -> Values:
    commune = rng.randint(0, 9)
    if level == "commune":
        return {"BM2-1": commune, "BM2-1.2": commune}
    district = rng.randint(0, 9)
    return {
        "BM2-1": commune + district,
        "BM2-1.1": district,
        "BM2-1.2": commune,
        "BM2-2.1": rng.randint(0, 40),
        **_rated(rng, "BM2-2.2", "BM2-2.2.1", "BM2-2.2.2", 12),
        "BM2-3.1": rng.randint(0, 40),
        **_rated(rng, "BM2-3.2", "BM2-3.2.1", "BM2-3.2.2", 12),
    }


def _procedures(rng: random.Random, level: str) -> Values:
    commune, district = rng.randint(100, 260), rng.randint(100, 400)
    same, cross = rng.randint(0, 40), rng.randint(0, 40)
    of_district = {} if level == "commune" else {"BM3-1.4.2": district}
    resolved = {} if level == "commune" else _rated(rng, "BM3-3.2", "BM3-3.2.1", "BM3-3.2.2", 9000)
    return {
        "BM3-1.1": rng.randint(0, 20),
        "BM3-1.2": rng.randint(0, 20),
        "BM3-1.3": rng.randint(0, 20),
        "BM3-1.4": commune + (district if of_district else 0),
        **of_district,
        "BM3-1.4.3": commune,
        "BM3-2": same + cross,
        "BM3-2.1": same,
        "BM3-2.2": cross,
        "BM3-2.3": rng.randint(0, 30),
        **resolved,
        **_rated(rng, "BM3-3.3", "BM3-3.3.1", "BM3-3.3.2", 4000),
        **_rated(rng, "BM3-3.4", "BM3-3.4.1", "BM3-3.4.2", 9),
    }


def _apparatus(rng: random.Random, level: str) -> Values:
    assigned, part_time = rng.randint(18, 60), rng.randint(10, 40)
    return {
        "BM4-1.1": 100,
        "BM4-1.2": rng.randint(0, 9),
        "BM4-2.1": assigned,
        "BM4-2.2": assigned - rng.randint(0, 4),
        "BM4-2.3": rng.randint(0, 5),
        "BM4-2.4": rng.randint(0, 3),
        "BM4-2.5": round(rng.uniform(2, 20), 1),
        "BM4-3.1": part_time,
        "BM4-3.2": part_time - rng.randint(0, 3),
        "BM4-3.3": rng.randint(0, 9),
        "BM4-3.4": round(rng.uniform(2, 30), 1),
    }


def _service(rng: random.Random, level: str) -> Values:
    matched, unmatched = rng.randint(15, 40), rng.randint(0, 3)
    return {
        "BM5-1.1": matched + unmatched,
        "BM5-1.2": matched,
        "BM5-1.3": unmatched,
        **{f"BM5-2.{row}": rng.randint(0, 3) for row in (1, 2, 3)},
        **{f"BM5-3.{row}": rng.randint(0, 1) for row in (1, 2)},
    }


def _finance(rng: random.Random, level: str) -> Values:
    """Money in millions, as the form prints it."""
    plan = rng.randint(200, 90_000)
    spent = round(plan * rng.uniform(0.2, 1.0), rng.choice((0, 3)))
    partly = {f"BM6-2.4.{row}": rng.randint(0, 4) for row in (1, 2, 3)}
    return {
        "BM6-1": round(100 * spent / plan, 2),
        "BM6-1.1": plan,
        "BM6-1.2": spent,
        "BM6-2": rng.randint(20, 40),
        "BM6-2.2": rng.randint(0, 4),
        "BM6-2.3": rng.randint(0, 4),
        "BM6-2.4": sum(partly.values()),
        **partly,
        "BM6-2.5": rng.randint(0, 9),
        "BM6-2.6": rng.randint(0, 2),
    }


def _digital(rng: random.Random, level: str) -> Values:
    three, four = rng.randint(20, 90), rng.randint(5, 40)
    on_portal = rng.randint(1, three + four)
    return {
        "BM7-1": rng.randint(0, 1),
        "BM7-2": rng.randint(0, 1),
        "BM7-3": rng.choice((100, 99.5, 80)),
        "BM7-4": rng.randint(0, 2),
        **{f"BM7-{row}": rng.choice((100, 98.75, 64.3)) for row in ("5.1", "5.1.1", "5.2", "5.2.1", "5.3.1")},
        **_level(rng, "BM7-6.4", three),
        **_level(rng, "BM7-6.5", four),
        "BM7-6.6": round(100 * on_portal / (three + four), 1),
        "BM7-6.6.1": three + four,
        "BM7-6.6.2": on_portal,
        **_rated(rng, "BM7-6.7", "BM7-6.7.1", "BM7-6.7.2", 5000),
        **_rated(rng, "BM7-6.8", "BM7-6.8.1", "BM7-6.8.2", 90),
    }


def _level(rng: random.Random, row: str, offered: int) -> Values:
    """Procedures that could be, are, and are used online at one level."""
    eligible = offered + rng.randint(0, 30)
    return {
        row: round(100 * offered / eligible, 1),
        f"{row}.1": eligible,
        f"{row}.2": offered,
        f"{row}.3": rng.randint(0, offered),
    }
