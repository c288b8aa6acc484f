"""What a person decides about figures in sentences: a revision of its own that can be undone like any."""

from sqlalchemy import select

from data_loaders.drafts import Figure, Place, Section
from data_loaders.store.decisions import Decision, decide_figures, decided, key_of
from data_loaders.store.storage import undo_revision, undo_upload
from data_loaders.store.tables import figures, problems
from tests.dashboard.stored_reports import plan_draft, save, text_draft

SURE = Figure(
    "plan_tasks_set", 26, "narrative", "narrative", place=Place(section="I. KẾT QUẢ"), quote="26 nhiệm vụ"
)
DOUBTFUL = Figure(
    "plan_tasks_done",
    19,
    "narrative",
    "narrative",
    place=Place(section="I. KẾT QUẢ"),
    quote="khoảng 19 việc",
    confirmed=False,
    mark="doubt_wording",
)


def draft():
    told = text_draft()
    told.figures = [SURE, DOUBTFUL]
    told.sections = [Section("I", "KẾT QUẢ", 1, "Có 26 nhiệm vụ, khoảng 19 việc.")]
    told.slots = {"outline", "narrative"}
    return told


def rows(engine, table=figures, **narrowed):
    asked = select(table).order_by(table.c.id)
    with engine.connect() as connection:
        found = connection.execute(asked).all()
    return [row for row in found if all(getattr(row, name) == value for name, value in narrowed.items())]


def headlines(engine):
    return {row.indicator: row.value for row in rows(engine, headline=True)}


def test_an_unconfirmed_figure_enters_no_headline_until_confirmed(engine):
    saved = save(engine, draft(), name="a.docx")
    assert headlines(engine) == {"plan_tasks_set": 26}
    made = decide_figures(
        engine, report_id=saved.report_id, decisions={key_of(DOUBTFUL): Decision("accept")}, by="Lan"
    )
    assert made.revision == 2
    assert headlines(engine) == {"plan_tasks_set": 26, "plan_tasks_done": 19}
    assert [row.mark for row in rows(engine, indicator="plan_tasks_done")] == ["doubt_wording", ""]
    assert len(rows(engine)) == 4


def test_a_correction_keeps_sentence_and_first_reading(engine):
    saved = save(engine, draft(), name="a.docx")
    decide_figures(engine, report_id=saved.report_id, decisions={key_of(DOUBTFUL): Decision("correct", 18)})
    row = rows(engine, current=True, indicator="plan_tasks_done")[0]
    assert (row.value, row.quote, row.mark, row.confirmed) == (18, "khoảng 19 việc", "figure_corrected", True)
    noted = rows(engine, problems, code="figure_corrected")[0]
    assert (noted.details["original"], noted.details["new"], noted.slot) == ("19", "18", "narrative")
    decide_figures(engine, report_id=saved.report_id, decisions={key_of(SURE): Decision("drop")})
    assert len(rows(engine, problems, code="figure_corrected")) == 2, "a later decision keeps what was noted"


def test_a_dropped_figure_is_gone_and_undo_brings_it_back(engine):
    saved = save(engine, draft(), name="a.docx")
    made = decide_figures(engine, report_id=saved.report_id, decisions={key_of(SURE): Decision("drop")})
    assert headlines(engine) == {}
    undo_revision(engine, report_id=saved.report_id, number=made.revision)
    assert headlines(engine) == {"plan_tasks_set": 26}


def test_decisions_go_and_come_back_with_the_file_they_are_about(engine):
    saved = save(engine, draft(), name="a.docx")
    decide_figures(engine, report_id=saved.report_id, decisions={key_of(DOUBTFUL): Decision("accept")})
    undo_upload(engine, saved.upload_id)
    assert headlines(engine) == {}
    assert (
        decide_figures(engine, report_id=saved.report_id, decisions={key_of(SURE): Decision("drop")}) is None
    )
    undo_revision(engine, report_id=saved.report_id, number=3)
    assert headlines(engine) == {"plan_tasks_set": 26, "plan_tasks_done": 19}


def test_decisions_about_another_file_stay_when_one_is_undone(engine):
    first = save(engine, draft(), name="a.docx", content=b"a")
    decide_figures(engine, report_id=first.report_id, decisions={key_of(DOUBTFUL): Decision("accept")})
    save(engine, draft(), name="b.docx", content=b"b")
    save(engine, draft(), name="a.docx", content=b"a")
    decide_figures(engine, report_id=first.report_id, decisions={key_of(SURE): Decision("drop")})
    undo_revision(engine, report_id=first.report_id, number=1)
    assert headlines(engine) == {}


def test_the_form_stays_first_and_the_same_file_changes_nothing(engine):
    form = save(engine, plan_draft(done=20))
    save(engine, draft(), name="a.docx", content=b"word")
    decide_figures(engine, report_id=form.report_id, decisions={key_of(DOUBTFUL): Decision("accept")})
    assert headlines(engine)["plan_tasks_done"] == 20
    assert not save(engine, draft(), name="a.docx", content=b"word").changed


def test_decisions_about_nothing_that_holds_store_nothing(engine):
    saved = save(engine, plan_draft())
    assert (
        decide_figures(engine, report_id=saved.report_id, decisions={key_of(SURE): Decision("drop")}) is None
    )
    assert decide_figures(engine, report_id=999, decisions={key_of(SURE): Decision("drop")}) is None


def test_decisions_about_a_draft():
    told = draft()
    assert decided(told, {}) is told
    mended = decided(told, {key_of(DOUBTFUL): Decision("correct", 19), key_of(SURE): Decision("drop")})
    assert [(one.value, one.confirmed, one.mark) for one in mended.figures] == [(19, True, "")]
    (dropped,) = mended.problems
    assert (dropped.code, dropped.place, dropped.value) == ("figure_dropped", SURE.place, "26")
    assert (dropped.details["original"], dropped.details["quote"]) == ("26", "26 nhiệm vụ")
    form = plan_draft()
    assert decided(form, {key_of(form.figures[0]): Decision("drop")}).figures == form.figures
