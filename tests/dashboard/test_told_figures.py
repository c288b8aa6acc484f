"""Figures in sentences: where they stand in the text, what is coloured, what a person may type instead."""

from dataclasses import replace

import pytest

from dashboard.hand_in.corrections import corrected_value
from dashboard.hand_in.preview import preview
from dashboard.reports.report_contents import conflicts
from dashboard.reports.told_figures import (
    by_importance,
    located,
    number_in,
    others_told,
    paragraph_of,
    told_in_report,
)
from dashboard.words.marked_text import Mark, marked
from data_loaders.drafts import Figure, Place, Section
from data_loaders.store.decisions import Decision, decided, key_of
from tests.dashboard.stored_reports import QUARTER, TIEN_DONG, plan_draft, save, text_draft, told_figure

SENTENCE = "- Xã hoàn thành 19/26 nhiệm vụ, đạt 73,1 %."
SECTIONS = [
    Section("I", "KẾT QUẢ", 1, "Mở đầu."),
    Section("1", "Kế hoạch: 26 nhiệm vụ", 2, f"Dòng đầu.\n{SENTENCE}\nDòng cuối."),
]


def figure(
    value, quote=SENTENCE, indicator="plan_tasks_done", section="I. KẾT QUẢ › 1. Kế hoạch: 26 nhiệm vụ"
):
    return Figure(indicator, value, "narrative", "narrative", place=Place(section=section), quote=quote)


def written(told):
    text = SECTIONS[told.section].title if told.in_title else SECTIONS[told.section].text
    return text[slice(*told.sentence)], text[slice(*told.number)]


def test_a_figure_is_found_in_its_sentence():
    (one,) = located([figure(19)], SECTIONS)
    assert (one.section, one.in_title) == (1, False)
    assert written(one) == (SENTENCE, "19/26 nhiệm vụ")


def test_a_figure_of_a_heading_and_one_whose_text_is_gone():
    heading, gone = located(
        [figure(26, "Kế hoạch: 26 nhiệm vụ"), figure(7, "không có", section="")], SECTIONS
    )
    assert heading.in_title
    assert written(heading)[1] == "26 nhiệm vụ"
    assert gone.section == -1
    assert paragraph_of(gone, SECTIONS) == ("không có", [])


def test_the_paragraph_of_a_figure_with_sentence_and_number():
    (one,) = located([figure(73.1)], SECTIONS)
    text, marks = paragraph_of(one, SECTIONS)
    assert text == SENTENCE
    assert [(text[mark.start : mark.end], mark.color) for mark in marks] == [
        (SENTENCE, "green"),
        ("73,1 %", "blue"),
    ]


@pytest.mark.parametrize(
    ("quote", "value", "number"),
    [
        ("tiếp nhận 1.234 hồ sơ", 1234, "1.234 hồ sơ"),
        ("giải ngân 1,2 tỷ đồng", 1.2e9, "1,2 tỷ đồng"),
        ("có 19/26 nhiệm vụ", 26, "19/26 nhiệm vụ"),
        ("không có đơn nào", 0, ""),
    ],
)
def test_the_number_in_a_sentence(quote, value, number):
    assert quote[slice(*number_in(quote, value))] == number


def test_marked_text_is_escaped_line_by_line():
    text = "**a** [b](c)\n\n$x$ 12 hồ sơ"
    at = text.index("12")
    marks = [Mark(at - 4, len(text), "green"), Mark(at, at + 2, "blue", strong=True)]
    assert marked(text, marks) == (
        "\\*\\*a\\*\\* \\[b\\]\\(c\\)\n\n:green-background[\\$x\\$] :blue-background[**12**]"
        " :green-background[hồ sơ]"
    )
    assert marked("a", [Mark(-3, 99, "blue")]) == ":blue-background[a]"
    assert marked("") == ""


@pytest.mark.parametrize(
    ("indicator", "typed", "value"),
    [
        ("plan_tasks_done", "1.234", 1234),
        ("plan_tasks_done", "2,5", None),
        ("plan_tasks_done", "-3", None),
        ("plan_tasks_done", "hai mươi", None),
        ("dossiers_on_time_pct", "97,5 %", 97.5),
        ("investment_disbursed", "1,2 tỷ", 1.2e9),
        ("unknown", "7", 7),
    ],
)
def test_what_a_person_may_type(indicator, typed, value):
    assert corrected_value(indicator, typed) == value


def test_form_and_narrative_that_differ_stand_together_before_saving(engine):
    save(engine, plan_draft(done=20))
    with engine.connect() as connection:
        stated = preview(connection, text_draft(), "bao-cao.docx")
    rows = conflicts(stated, "commune")
    assert [(row.source, row.value, row.file) for row in rows.itertuples()] == [
        ("form", 20, "bieu-mau.xlsx"),
        ("narrative", 19, "bao-cao.docx"),
    ]


def test_what_is_said_otherwise_of_the_same_thing(engine):
    told = text_draft()
    one, other = figure(19), figure(18, quote="Còn 18 việc.")
    told.figures = [one, other, figure(26, indicator="plan_tasks_set")]
    corrected = decided(told, {key_of(one): Decision("correct", 21)})
    save(engine, plan_draft(done=20))
    with engine.connect() as connection:
        stated, mended = (preview(connection, draft, "bao-cao.docx") for draft in (told, corrected))
    assert others_told(one, stated)["value"].tolist() == [20, 18]
    assert others_told(one, mended, corrected=21)["value"].tolist() == [20, 18]
    assert others_told(other, mended)["value"].tolist() == [20, 21]


def test_doubtful_figures_stand_first_and_those_of_one_thing_together():
    doubtful = [replace(figure(value, indicator=name), confirmed=False) for name, value in DOUBTFUL]
    ordered = by_importance(located([figure(26, indicator="plan_tasks_set"), *doubtful], SECTIONS))
    assert [(one.figure.indicator, one.figure.value) for one in ordered] == [
        ("plan_tasks_done", 19),
        ("plan_tasks_done", 20),
        ("inspected_orgs", 4),
        ("dossiers_received", 7),
        ("plan_tasks_set", 26),
    ]


DOUBTFUL = [("dossiers_received", 7), ("plan_tasks_done", 19), ("inspected_orgs", 4), ("plan_tasks_done", 20)]


def test_the_figures_of_a_stored_report(engine):
    told = text_draft()
    told.sections[1] = Section("1", "Kế hoạch", 2, "Xã đã hoàn thành 19/26 nhiệm vụ.")
    told.figures = [told_figure("plan_tasks_done", 19, "Xã đã hoàn thành 19/26 nhiệm vụ.")]
    saved = save(engine, told)
    with engine.connect() as connection:
        (one,) = told_in_report(connection, report_id=saved.report_id)
    assert (one.section, one.figure.value, one.color) == (1, 19, "blue")
    assert (saved.unit_code, saved.period) == (TIEN_DONG, QUARTER)
