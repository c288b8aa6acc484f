"""A report checked against itself: every rule of checks.toml finds its contradiction, and only that."""

import pytest

from data_loaders.catalogue.indicators import indicators
from data_loaders.catalogue.problem_kinds import sentence
from data_loaders.drafts import Figure, Place, ReportDraft
from data_loaders.sheets.checks import check_report, rules

COMMUNE, DISTRICT = "hai-duong.tu-ky.tien-dong", "hai-duong.tu-ky"


def draft(values, unit=COMMUNE, *, source="form", quotes=None):
    """A report of some figures; each stands in a cell of its own."""
    figures = [
        Figure(
            indicator=name.partition("@")[0],
            value=value,
            source=source,
            slot="form:1",
            breakdown=name.partition("@")[2],
            place=Place(sheet="S", cell=f"D{row}"),
            quote=(quotes or {}).get(name, str(value)),
        )
        for row, (name, value) in enumerate(values.items(), start=1)
    ]
    return ReportDraft(unit, "2023-Q3", "forms", figures=figures)


def found(values, unit=COMMUNE, **how):
    return [(one.code, one.indicator) for one in check_report(draft(values, unit, **how))]


def said(values, unit=COMMUNE):
    return [
        sentence(one.code, {"value": one.value, **one.details}) for one in check_report(draft(values, unit))
    ]


@pytest.mark.parametrize(("part", "whole"), rules()["part_of_whole"], ids=lambda name: name)
def test_a_part_may_not_exceed_its_whole(part, whole):
    assert found({part: 9, whole: 9}) == []
    assert found({part: 9}) == []
    assert ("part_exceeds_whole", part) in found({part: 10, whole: 9})


@pytest.mark.parametrize("rule", rules()["totals"], ids=lambda rule: rule[0])
def test_a_total_equals_its_parts(rule):
    total, *parts = rule
    values = {part: 10 * number for number, part in enumerate(parts, start=1)}
    right = sum(values.values())
    assert found({total: right, **values}, "hai-duong") == []
    assert found({total: right + 1, **values}, "hai-duong") == [("sum_mismatch", total)]
    assert found({total: right + 1, **dict(list(values.items())[1:])}, "hai-duong") == []


@pytest.mark.parametrize(("level", "unit"), [("commune", COMMUNE), ("district", DISTRICT)])
def test_parts_a_unit_does_not_have_count_as_none(level, unit):
    absent = set(rules()["blank_for_level"][level])
    for total, *parts in rules()["totals"]:
        if absent & set(parts):
            values = {part: 5 for part in parts if part not in absent}
            assert found({total: sum(values.values()), **values}, unit) == []
            assert found({total: 99, **values}, unit) == [("sum_mismatch", total)]


@pytest.mark.parametrize("rule", rules()["at_most"], ids=lambda rule: rule["total"])
def test_parts_together_may_not_exceed_the_total(rule):
    values = dict.fromkeys(rule["parts"], 4)
    assert found({rule["total"]: 4 * len(values), **values}) == []
    assert found({rule["total"]: 4 * len(values) - 1, **values}) == [("part_exceeds_whole", rule["total"])]


@pytest.mark.parametrize("rule", rules()["balance"], ids=lambda rule: rule["came"][-1])
def test_what_came_in_is_what_went_out_or_is_left(rule):
    came, went = dict.fromkeys(rule["came"], 20), dict.fromkeys(rule["went"], 10)
    assert found({**came, **went}) == []
    assert found({**came, **went, rule["went"][0]: 12}) == [("balance_open", rule["came"][-1])]


@pytest.mark.parametrize("percent", rules()["count_in_percent"])
def test_a_rate_that_equals_a_count_may_be_that_count(percent):
    for count in rules()["count_in_percent"][percent]:
        assert ("count_in_percent", percent) in found({percent: 19, count: 19})
        assert ("count_in_percent", percent) not in found({percent: 100, count: 100})


def test_every_rule_names_known_indicators():
    for name in ("part_of_whole", "totals"):
        assert all(one in indicators() for rule in rules()[name] for one in rule)


RATE = ("plan_completion_pct", "plan_tasks_done", "plan_tasks_set")


def rate(stated, done, planned, **how):
    return found(dict(zip(RATE, (stated, done, planned), strict=True)), **how)


@pytest.mark.parametrize("stated", [76.9, 76.92, 76.923, 77.0, 76.85])
def test_a_rate_may_be_rounded_or_cut(stated):
    assert rate(stated, 20, 26) == []


@pytest.mark.parametrize("stated", [100, 76, 77.1, 0])
def test_a_rate_that_does_not_follow_from_its_counts(stated):
    assert rate(stated, 20, 26) == [("rate_mismatch", "plan_completion_pct")]


def test_a_rate_of_nothing():
    assert rate(0, 0, 0) == [("rate_without_base", "plan_completion_pct")]


def test_a_fraction_that_agrees_with_its_counts_is_the_percent():
    report = draft(
        {"plan_completion_pct": 0.769, "plan_tasks_done": 20, "plan_tasks_set": 26},
        quotes={"plan_completion_pct": "0,769"},
    )
    (problem,) = check_report(report)
    assert problem.code == "percent_from_fraction"
    assert (report.figures[0].value, report.figures[0].mark) == (76.9, "percent_from_fraction")
    assert sentence(problem.code, {"value": problem.value, **problem.details}) == (
        "Tỷ lệ hoàn thành Kế hoạch CCHC năm (lũy kế): ô ghi 0,769, hiểu là 76,9 % vì khớp với 20/26."
    )


def test_one_for_a_hundred_percent():
    report = draft({"plan_completion_pct": 1, "plan_tasks_done": 26, "plan_tasks_set": 26})
    assert [one.code for one in check_report(report)] == ["percent_from_fraction"]
    assert report.figures[0].value == 100


def test_a_percent_sign_means_what_it_says():
    assert rate(0.769, 20, 26, quotes={"plan_completion_pct": "0,769 %"}) == [
        ("rate_mismatch", "plan_completion_pct")
    ]
    assert found({"e_document_use_pct": 0.5}, quotes={"e_document_use_pct": "0,5 %"}) == []


def test_a_small_percent_without_counts_is_doubted_but_kept():
    report = draft({"e_document_use_pct": 0.98}, quotes={"e_document_use_pct": "0,98"})
    assert [one.code for one in check_report(report)] == ["fraction_in_percent"]
    assert (report.figures[0].value, report.figures[0].mark) == (0.98, "fraction_in_percent")


def test_a_small_percent_of_what_is_not_aimed_at_a_hundred_is_right():
    assert found({"staff_reduced_vs_2015_pct": 0.5}, quotes={"staff_reduced_vs_2015_pct": "0,5"}) == []


def test_a_small_percent_that_its_counts_confirm_is_right():
    assert rate(0.5, 1, 200) == []


def test_rows_of_higher_levels():
    row = {"dossiers_resolved@level:province": 259}
    figures = draft(row)
    figures.figures = [Figure("dossiers_resolved", 259, "form", "form:3", "level:province", quote="259")]
    assert [one.code for one in check_report(figures)] == ["row_of_other_level"]
    figures.unit_code = "hai-duong"
    figures.figures = [Figure("dossiers_resolved", 259, "form", "form:3", "level:province", quote="259")]
    assert check_report(figures) == []


def test_each_source_and_each_breakdown_is_checked_for_itself():
    values = {"plan_tasks_done": 9, "plan_tasks_set": 4}
    both = draft(values)
    both.figures[0] = draft(values, source="table").figures[0]
    assert check_report(both) == []
    fields = {"dossiers_same_day_saturday@field:CT": 3, "dossiers_same_day_resolved@field:CT": 2}
    assert found(fields) == [("part_exceeds_whole", "dossiers_same_day_saturday")]
    assert (
        found({"dossiers_same_day_saturday@field:CT": 3, "dossiers_same_day_resolved@field:TP-HT": 2}) == []
    )


def test_narratives_are_not_checked_here():
    assert found({"plan_tasks_done": 9, "plan_tasks_set": 4}, source="narrative") == []


def test_numbers_are_said_as_officials_read_them():
    assert said({"investment_disbursed": 2_633e9, "investment_plan": 6.42e9}) == [
        "Vốn đầu tư công đã giải ngân (2.633 tỷ đồng) lớn hơn Kế hoạch vốn đầu tư công được giao "
        "(6,42 tỷ đồng). Kiểm tra lại hai số liệu."
    ]
    assert said({"staff_present": 1234, "staff_assigned": 1000}) == [
        "Số biên chế có mặt tại thời điểm báo cáo (1.234) lớn hơn Số biên chế được giao trong năm (1.000). "
        "Kiểm tra lại hai số liệu."
    ]
