"""What people corrected or dropped stays to be read, whichever revision holds now."""

from dashboard.reports.made_decisions import made_decisions
from data_loaders.catalogue.indicators import indicators
from data_loaders.store.decisions import Decision, decide_figures, decided, key_of
from data_loaders.store.storage import undo_revision
from tests.dashboard.stored_reports import save, text_draft, told_figure


def made(engine, report_id, language="vi"):
    with engine.connect() as connection:
        return made_decisions(connection, report_id=report_id, language=language)


def test_every_decision_stands_once_where_it_was_made(engine):
    draft = text_draft()
    draft.figures.append(told_figure("plan_tasks_set", 26, "đã hoàn thành 19/26 nhiệm vụ"))
    done, planned = map(key_of, draft.figures)
    saved = save(engine, decided(draft, {planned: Decision("drop")}), by="Lan")
    decide_figures(engine, report_id=saved.report_id, decisions={done: Decision("correct", 18)}, by="Minh")
    undo_revision(engine, report_id=saved.report_id, number=2)
    corrected, dropped = made(engine, saved.report_id)
    assert (corrected.revision, corrected.by, corrected.undone) == (2, "Minh", True)
    assert (dropped.revision, dropped.by, dropped.undone) == (1, "Lan", False)
    assert "là 26, người nộp bỏ" in dropped.sentence
    assert dropped.sentence.endswith("“đã hoàn thành 19/26 nhiệm vụ”")
    english = made(engine, saved.report_id, "en")[0].sentence
    assert english.startswith(f"{indicators()['plan_tasks_done'].name_en}: read from the text as 19")


def test_a_report_nobody_changed_has_none(engine):
    assert made(engine, save(engine, text_draft()).report_id) == ()
