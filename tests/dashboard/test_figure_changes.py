"""New, changed and gone figures."""

from dataclasses import replace

from dashboard.reports.figure_changes import drafted_frame, figure_changes
from tests.dashboard.stored_reports import plan_draft, text_draft


def kinds(before, after):
    changes = figure_changes(drafted_frame(before), drafted_frame(after))
    return list(changes[["change", "indicator"]].itertuples(index=False, name=None))


def test_the_same_figures_change_nothing():
    assert kinds([plan_draft()], [plan_draft()]) == []


def test_a_changed_figure_shows_both_values():
    changes = figure_changes(drafted_frame([plan_draft()]), drafted_frame([plan_draft(done=22)]))
    row = changes.iloc[0]
    assert len(changes) == 1
    assert (row["change"], row["indicator"], row["before"], row["after"], row["cell"]) == (
        "changed",
        "plan_tasks_done",
        20,
        22,
        "D12",
    )


def test_new_and_gone_figures():
    fewer = plan_draft()
    del fewer.figures[0]
    assert kinds([plan_draft()], [fewer]) == [("gone", "plan_completion_pct")]
    assert kinds([fewer], [plan_draft()]) == [("new", "plan_completion_pct")]
    assert len(kinds([], [plan_draft()])) == 3


def test_one_indicator_told_twice_is_compared_in_order():
    twice = text_draft()
    twice.figures = [*twice.figures, *twice.figures]
    assert kinds([text_draft()], [twice]) == [("new", "plan_tasks_done")]


def test_of_one_indicator_told_often_what_stays_is_no_change():
    told = text_draft()
    (one,) = told.figures
    told.figures = [replace(one, value=float(value)) for value in (463, 451, 470)]
    mended = replace(told, figures=[replace(one, value=464.0), told.figures[2]])
    changes = figure_changes(drafted_frame([told]), drafted_frame([mended]))
    assert changes[["change", "before"]].to_numpy().tolist() == [["changed", 463], ["gone", 451]]


def test_units_are_kept_apart():
    other = plan_draft(unit_code="quang-ngai.duc-pho.pho-minh", done=1)
    assert kinds([plan_draft(), other], [plan_draft(), other]) == []
