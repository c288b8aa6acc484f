"""What is known of handed-in files: questions of a batch, changes, problems in their places, receipts."""

import io

import docx
import pytest

from dashboard.hand_in import batch_work
from dashboard.hand_in.batch_changes import batch_changes, changes_against_stored
from dashboard.hand_in.batch_overlaps import overlaps
from dashboard.hand_in.batch_questions import batch_questions
from dashboard.hand_in.batch_saving import mark_for_saving
from dashboard.hand_in.batch_store import new_batch
from dashboard.hand_in.problem_places import cells_around, passage_around
from dashboard.hand_in.receipts import receipt_document
from dashboard.hand_in.staged_words import batch_sentence
from dashboard.hand_in.staging import ReportLine, StagedFile, with_answer
from dashboard.words.wording import Speaker
from data_loaders.documents.outline import section_path
from data_loaders.drafts import CellWindow, Figure, Place, Question, Reading, Section, replace
from tests.dashboard.stored_reports import PHO_MINH, QUARTER, TIEN_DONG, plan_draft, save, text_draft


def asking(number, *questions, **told):
    return StagedFile(
        number, f"{number}.xlsx", "00", 1, "read", outcome="needs_review", questions=questions, **told
    )


def batch_with(*drafts):
    """A batch of files that state a draft each."""
    batch = new_batch()
    batch.add([(f"{number}.xlsx", b"%d" % number) for number in range(len(drafts))])
    for one, draft in zip(batch.files(), drafts, strict=True):
        batch.keep_reading(one, Reading(one.name, "forms", [draft]))
    return batch


def test_a_question_is_asked_once_for_all_files():
    period, named = Question("period", "", ("2023-Q1",)), Question("unit", "An Lão", ("a", "b"))
    files = [asking(1, period, named), asking(2, period), asking(3, named)]
    files.append(asking(4, reports=(ReportLine(TIEN_DONG, "2023-H1", 1, 0, 0),)))
    asked = [(one.about, one.asked, one.candidates, one.file_ids) for one in batch_questions(files)]
    assert asked == [
        ("period", "", ("2023-Q1", "2023-H1"), (1, 2)),
        ("unit", "An Lão", ("a", "b"), (1, 3)),
    ]


def test_files_that_name_no_unit_are_asked_about_one_by_one():
    silent = Question("unit", "")
    assert [one.file_ids for one in batch_questions([asking(1, silent), asking(2, silent)])] == [(1,), (2,)]


@pytest.mark.parametrize(
    ("about", "asked", "answers"),
    [
        ("period", "", ("", QUARTER, {})),
        ("unit", "", (TIEN_DONG, "", {})),
        ("unit", "An Lão", ("", "", {"An Lão": TIEN_DONG})),
    ],
)
def test_an_answer_has_the_file_read_again(about, asked, answers):
    said = QUARTER if about == "period" else TIEN_DONG
    one = with_answer(asking(1), about=about, asked=asked, said=said)
    assert (one.answers.unit, one.answers.period, dict(one.answers.names)) == answers
    assert (one.status, one.edition) == ("waiting", 1)


def test_what_would_change_is_known_before_saving(engine):
    save(engine, plan_draft())
    save(engine, text_draft())
    with engine.connect() as connection:
        changes = changes_against_stored(connection, [plan_draft(done=22)])
    assert changes[["change", "before", "after"]].to_numpy().tolist() == [["changed", 20, 22]]


def test_each_file_of_a_batch_is_compared_on_its_own(engine):
    save(engine, plan_draft(done=20))
    batch = batch_with(plan_draft(done=22), plan_draft(unit_code=PHO_MINH), plan_draft(done=23))
    with engine.connect() as connection:
        found = batch_changes(connection, token=batch.token, version=batch.version())
    ids = [one.id for one in batch.files()]
    table = found.table.set_index("file_id")
    assert table.loc[[ids[0], ids[2]], ["before", "after"]].to_numpy().tolist() == [[20, 22], [20, 23]]
    assert list(table.loc[ids[1], "change"]) == ["new"] * 3
    assert found.seen_version == 1


def test_a_batch_with_nothing_to_save_changes_nothing(engine):
    batch = new_batch()
    with engine.connect() as connection:
        assert batch_changes(connection, token=batch.token, version=0).table.empty


def test_files_that_would_replace_one_another_are_found(engine):
    batch = batch_with(plan_draft(done=1), plan_draft(unit_code=PHO_MINH), plan_draft(done=2), text_draft())
    (found,) = overlaps(batch.files())
    assert (found.unit_code, found.period, found.files) == (TIEN_DONG, QUARTER, ("0.xlsx", "2.xlsx"))


def test_the_cell_is_marked_and_nothing_in_the_others_acts():
    window = CellWindow((0, 8), (1, 3), (("**Số** :red[lượng]", "x"), ("$a$", "")))
    shown = cells_around(window, "D9", "(ô trống)")
    assert (list(shown.columns), list(shown.index)) == (["B", "D"], ["1", "9"])
    assert shown.loc["9", "D"] == r":orange-badge[**➤ \(ô trống\)**]"
    assert shown.loc["1", "B"] == r"\*\*Số\*\* \:red\[lượng\]"


def test_the_sentence_of_a_document_is_marked():
    sections = [Section("II", "KẾT QUẢ", 1, "Năm nay hoàn thành 19/26 việc, còn 7 việc.")]
    section = section_path(sections, 0)
    told = Figure(
        "plan_tasks_done", 19, "narrative", "narrative", place=Place(section=section), quote="19/26 việc"
    )
    draft = replace(text_draft(), sections=sections, figures=[told])
    reading = Reading("bao-cao.docx", "document", [draft])
    by_figure = passage_around(reading, indicator="plan_tasks_done", section=section, value="19")
    assert by_figure.startswith("Năm nay hoàn thành :blue-background[**19")
    by_text = passage_around(reading, indicator="", section=section, value="7 việc")
    assert "còn :orange-background[**7 việc**]" in by_text
    assert passage_around(reading, indicator="", section="không có mục này", value="") == ""


def test_the_sentence_over_the_batch_counts_each_state():
    files = [StagedFile(1, "a", "", 1), StagedFile(2, "b", "", 1), StagedFile(3, "c", "", 1, "stopped")]
    assert batch_sentence(files, Speaker()) == "3 tệp: 2 tệp đang chờ đọc; 1 tệp chưa đọc."
    assert batch_sentence(files[:1], Speaker()) == "1 tệp đang chờ đọc."


def test_the_receipt_says_who_when_which_file_what_and_what_to_look_at(engine):
    batch = batch_with(plan_draft(), plan_draft(unit_code=PHO_MINH))
    mark_for_saving(batch, [one.id for one in batch.files()], by="Nguyễn Thị Hoa", seen_version=None)
    batch_work.start(batch, lambda: engine)
    batch_work.wait(batch, 60)
    files = batch.files()
    paper = docx.Document(io.BytesIO(receipt_document(batch, files, Speaker())))
    text = "\n".join(one.text for one in paper.paragraphs)
    assert "Người nộp: Nguyễn Thị Hoa" in text
    assert f"Thời điểm: {Speaker().moment(files[0].saved_at)}" in text
    assert "Đã lưu 2 tệp, 6 số liệu." in text
    for one in files:
        assert f"{one.name}\nMã SHA-256: {one.sha256}" in text
    assert "Xã Tiên Động, Quý III/2023: lần 1, 3 số liệu." in text
    assert "– [Phải sửa] Biểu mẫu 1, ô D10: " in text
