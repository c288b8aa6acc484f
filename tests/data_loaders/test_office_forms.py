"""Forms of many offices, each laid out in another way, give exactly the figures they state."""

import random

import pytest

from data_loaders.catalogue.units import units
from tests.data_loaders.office_forms import Report, forms_workbook
from tests.data_loaders.office_layouts import random_layout
from tests.data_loaders.office_values import plausible_values
from tests.data_loaders.planted_errors import plant
from tests.data_loaders.reading_result import read_plans, told_figures, told_problems

OF_CHECKS = {"rate_mismatch", "rate_without_base", "part_exceeds_whole", "sum_mismatch", "count_in_percent"}
COMMUNES = sorted(code for code, unit in units().items() if unit.level == "commune")
PERIODS = ("2023-Q1", "2023-H1", "2023-Q3", "2023", "2024-9M", "2024-H1")


def report_of(seed: int, *, forms: int = 7) -> Report:
    rng = random.Random(f"report {seed}")
    values = plausible_values(rng)
    kept = set(rng.sample(range(1, 8), forms))
    return Report(
        rng.choice(COMMUNES),
        rng.choice(PERIODS),
        {code: value for code, value in values.items() if int(code[2]) in kept},
    )


def file_name(report: Report) -> str:
    year, _, kind = report.period.partition("-")
    words = {"Q1": "quy-1", "H1": "6-thang", "Q3": "quy-3", "9M": "9-thang", "": "nam"}[kind]
    unit = units()[report.unit]
    own, above = (f"{one.kind}-{one.code.rpartition('.')[2]}" for one in (unit, units()[unit.parent]))
    return f"{words}-{year}-{own}-{above}.xlsx".replace("_", "-")


@pytest.mark.parametrize("seed", range(160))
def test_every_layout_gives_exactly_its_figures(seed):
    rng = random.Random(seed)
    report = report_of(seed, forms=rng.choice((1, 2, 7)))
    layout = random_layout(seed)
    plans, expected = forms_workbook([report], layout)
    reading = read_plans(plans, file_name(report))
    assert told_problems(reading) == expected.problems
    assert told_figures(reading) == expected.figures
    assert reading.questions == []


@pytest.mark.parametrize("seed", range(1000, 1050))
def test_every_planted_mistake_is_a_problem_at_its_cell(seed):
    report = report_of(seed, forms=3)
    layout = random_layout(seed)
    layout.hidden_sheet = False
    plans, expected = forms_workbook([report], layout)
    plant(plans, expected, random.Random(seed), 8)
    reading = read_plans(plans, file_name(report))
    told = {one for one in told_problems(reading) if one[0] not in OF_CHECKS}
    assert told == expected.problems
    assert told_figures(reading) == expected.figures
