"""Wide and long tables of many shapes give exactly the figures they state."""

import random

import pytest

from data_loaders.catalogue.units import descendants
from tests.data_loaders.office_forms import Report
from tests.data_loaders.office_tables import LongWriter, WideWriter
from tests.data_loaders.office_values import plausible_values
from tests.data_loaders.reading_result import read_plans, told_figures, told_problems

OF_CHECKS = {"rate_mismatch", "rate_without_base", "part_exceeds_whole", "sum_mismatch", "count_in_percent"}
PERIODS = ("2023-Q1", "2023-H1", "2023-Q3", "2023", "2024-9M")


def reports_of(seed, *, most=9):
    """Reports of some communes of one or two districts, in the order of their districts."""
    rng = random.Random(f"reports {seed}")
    districts = rng.sample(["hoai-giang.ben-lam", "hoai-giang.lam-khe", "hoai-giang.trang-son"], 2)
    period = rng.choice(PERIODS)
    return [
        Report(unit.code, period, plausible_values(rng))
        for district in districts
        for unit in rng.sample(descendants(district, "commune"), rng.randint(2, most))
    ]


def of_one_district(reports):
    first = reports[0].unit.rpartition(".")[0]
    return [report for report in reports if report.unit.startswith(f"{first}.")]


@pytest.mark.parametrize("seed", range(100))
def test_every_wide_table_gives_exactly_its_figures(seed):
    reports = reports_of(seed)
    writer = WideWriter(reports, seed)
    if writer.parents == "heading":
        writer.reports = of_one_district(reports)
    writer.write()
    reading = read_plans([writer.plan])
    assert {one for one in told_problems(reading) if one[0] not in OF_CHECKS} == writer.expected.problems
    assert told_figures(reading) == writer.expected.figures
    assert reading.questions == []


def test_one_sheet_a_period():
    plans, figures = [], set()
    for seed, period in enumerate(("2023-Q1", "2023-H1", "2023-Q3")):
        reports = [Report(one.unit, period, one.values) for one in of_one_district(reports_of(seed))]
        writer = WideWriter(reports, seed, name="")
        writer.parents = "column"
        writer.write()
        plans.append(writer.plan)
        figures |= writer.expected.figures
    assert told_figures(read_plans(plans)) == figures


@pytest.mark.parametrize("seed", range(40))
def test_every_long_table_gives_exactly_its_figures(seed):
    writer = LongWriter(reports_of(seed, most=3), seed)
    writer.write()
    reading = read_plans([writer.plan])
    assert {one for one in told_problems(reading) if one[0] not in OF_CHECKS} == writer.expected.problems
    assert told_figures(reading) == writer.expected.figures
    assert reading.questions == []
