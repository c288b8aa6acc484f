"""Saving, replacing, undoing: on SQLite and on PostgreSQL."""

from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, event, select, text

from data_loaders.drafts import Figure, Place, Problem, Section, TableCopy
from data_loaders.store.database import data_version
from data_loaders.store.storage import remove_sample, save_reading, sha256_of, undo_revision, undo_upload
from data_loaders.store.tables import figures, problems, report_tables, sections
from tests.data_loaders.stored_state import (
    COMMUNE,
    FORM_1,
    FORM_3,
    OTHER,
    PERIOD,
    RECEIVED,
    RESOLVED,
    TASKS,
    draft,
    headlines,
    history,
    holds,
    reading,
    report_row,
    row_counts,
    stored_files,
    upload_ids,
)


def version(engine: Engine) -> int:
    with engine.connect() as connection:
        return data_version(connection)


# ---------------------------------------------------------------- saving


def test_a_save_says_what_it_stored(engine):
    saved = save_reading(engine, reading(draft(FORM_3)), content=b"one", by="Lan")
    assert [(one.unit_code, one.period, one.revision, one.figures, one.changed) for one in saved] == [
        (COMMUNE, PERIOD, 1, 2, True)
    ]
    assert [saved[0].upload_id] == upload_ids(engine)
    assert saved[0].report_id == report_row(engine).id
    assert holds(engine) == {("form:3", RECEIVED): 10, ("form:3", RESOLVED): 8}
    assert history(engine) == [(1, "save", None, "Lan")]


def test_the_original_is_kept_byte_for_byte_with_its_hash(engine):
    content = bytes(range(256)) * 40
    save_reading(engine, reading(draft(FORM_3)), content=content)
    assert stored_files(engine) == [("bieu-mau.xlsx", content)]
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT sha256 FROM files")) == sha256_of(content)


def test_the_same_bytes_again_change_nothing(engine):
    first = save_reading(engine, reading(draft(FORM_3)), content=b"one")
    before, counted = row_counts(engine), version(engine)
    again = save_reading(engine, reading(draft(FORM_3), file="another-name.xlsx"), content=b"one")
    assert [(one.changed, one.revision, one.report_id) for one in again] == [(False, 1, first[0].report_id)]
    assert row_counts(engine) == before
    assert version(engine) == counted  # what was remembered stays good


def test_a_new_file_replaces_only_the_slots_it_speaks_for(engine):
    save_reading(engine, reading(draft({**FORM_1, **FORM_3})), content=b"one")
    save_reading(engine, reading(draft({"form:3": {RECEIVED: 11}})), content=b"two")
    assert holds(engine) == {("form:1", TASKS): 20, ("form:3", RECEIVED): 11}
    assert headlines(engine) == {TASKS: 20, RECEIVED: 11}


def test_an_older_file_again_is_a_new_revision(engine):
    for content, value in ((b"one", 10), (b"two", 11), (b"one", 10)):
        save_reading(engine, reading(draft({"form:3": {RECEIVED: value}})), content=content)
    assert [number for number, *_ in history(engine)] == [1, 2, 3]
    assert holds(engine) == {("form:3", RECEIVED): 10}


def test_nothing_is_overwritten(engine):
    for value in (10, 11, 12):
        save_reading(engine, reading(draft({"form:3": {RECEIVED: value}})), content=b"%d" % value)
    with engine.connect() as connection:
        kept = list(connection.scalars(select(figures.c.value).order_by(figures.c.id)))
    assert kept == [10, 11, 12]
    assert len(row_counts(engine)) == 10
    assert row_counts(engine)["files"] == 3


def test_of_a_file_with_many_reports_only_those_that_differ_get_a_revision(engine):
    save_reading(engine, reading(draft(FORM_3), draft(FORM_3, unit=OTHER)), content=b"both")
    save_reading(engine, reading(draft({"form:3": {RECEIVED: 1}})), content=b"one")
    again = save_reading(engine, reading(draft(FORM_3), draft(FORM_3, unit=OTHER)), content=b"both")
    assert [(one.unit_code, one.changed, one.revision) for one in again] == [
        (COMMUNE, True, 3),
        (OTHER, False, 1),
    ]


def test_a_draft_that_speaks_for_no_slot_is_no_report(engine):
    assert save_reading(engine, reading(draft({})), content=b"empty") == []
    assert row_counts(engine)["reports"] == row_counts(engine)["uploads"] == 0


def test_the_headline_is_the_form_before_the_table_before_the_narrative(engine):
    save_reading(engine, reading(draft({"narrative": {RECEIVED: 3}})), content=b"text")
    assert headlines(engine) == {RECEIVED: 3}
    save_reading(engine, reading(draft({f"table:{RECEIVED}": {RECEIVED: 2}})), content=b"table")
    assert headlines(engine) == {RECEIVED: 2}
    save_reading(engine, reading(draft({"form:3": {RECEIVED: 1}})), content=b"form")
    assert headlines(engine) == {RECEIVED: 1}
    save_reading(engine, reading(draft({"narrative": {RECEIVED: 4}})), content=b"new text")
    assert headlines(engine) == {RECEIVED: 1}
    assert len(holds(engine)) == 3


def test_a_figure_nobody_confirmed_is_no_headline(engine):
    doubtful = draft({})
    doubtful.slots = {"form:3"}
    doubtful.figures = [Figure(RECEIVED, 5.0, "form", "form:3", confirmed=False)]
    save_reading(engine, reading(doubtful), content=b"one")
    assert (holds(engine), headlines(engine)) == ({("form:3", RECEIVED): 5}, {})


def test_sections_tables_and_problems_are_kept_in_their_order(engine):
    one = draft(FORM_3)
    one.sections = [Section("I", "Chỉ đạo", 1, "a" * 5000), Section("1", "Kế hoạch", 2, "b")]
    one.tables = [TableCopy("Biểu 3", Place(sheet="BM3"), (("STT", "Nội dung"), ("1", "Hồ sơ")))]
    one.problems = [Problem("not_a_number", Place("form:3", "D9"), RECEIVED, "chưa", {"name": "Tiếp nhận"})]
    save_reading(engine, reading(one), content=b"one")
    with engine.connect() as connection:
        assert [row.title for row in connection.execute(select(sections))] == ["Chỉ đạo", "Kế hoạch"]
        assert connection.scalar(select(report_tables.c.rows)) == [["STT", "Nội dung"], ["1", "Hồ sơ"]]
        row = connection.execute(select(problems)).one()
    assert (row.code, row.cell, row.slot, row.details) == (
        "not_a_number",
        "D9",
        "form:3",
        {"name": "Tiếp nhận"},
    )


def test_a_problem_belongs_to_the_slot_it_is_about(engine):
    one = draft({**FORM_1, **FORM_3, f"table:{TASKS}": {TASKS: 20}})
    places = {"cell": Place("form:1", "D5"), "sheet": Place("form:3", "B99"), "nowhere": Place()}
    one.problems = [Problem("sum_mismatch", place, value=name) for name, place in places.items()]
    one.problems.append(Problem("not_a_number", Place("Tổng hợp", "F7"), TASKS, "column"))
    save_reading(engine, reading(one), content=b"one")
    with engine.connect() as connection:
        found = {row.value: row.slot for row in connection.execute(select(problems))}
    assert found == {"cell": "form:1", "sheet": "form:3", "nowhere": "", "column": f"table:{TASKS}"}


def test_problems_of_another_unit_are_not_told_with_this_report(engine):
    shared = (
        Problem("unit_unknown", value="Xã Nào Đó"),
        Problem("unit_misspelt", value="Trung Lam", details={"unit": "Phường Trung Lâm, Thị xã Bến Lâm"}),
        Problem("unknown_column", value="Cột lạ"),
    )
    both = reading(draft(FORM_3), draft(FORM_3, unit=OTHER), problems=shared)
    saved = save_reading(engine, both, content=b"one")
    assert [one.changed for one in saved] == [True, True]
    with engine.connect() as connection:
        codes = list(connection.scalars(select(problems.c.code).order_by(problems.c.id)))
    assert codes == ["unit_misspelt", "unknown_column", "unknown_column"]


def test_what_a_file_says_about_the_report_follows_what_holds(engine):
    one = draft(FORM_1, number="12/BC-UBND", received_on="2023-09-09")
    two = draft({"outline": {}}, number="13/BC-UBND", title="Báo cáo")
    save_reading(engine, reading(draft(FORM_3)), content=b"plain", at=datetime(2023, 9, 20, tzinfo=UTC))
    assert report_row(engine).received_on == "2023-09-20"  # the day it came in, nobody says another
    save_reading(engine, reading(one), content=b"one")
    assert report_row(engine).received_on == "2023-09-09"
    saved = save_reading(engine, reading(two), content=b"two")
    assert report_row(engine).head == {"number": "13/BC-UBND", "title": "Báo cáo"}
    undo_revision(engine, report_id=saved[0].report_id, number=saved[0].revision)
    assert report_row(engine).head == {"number": "12/BC-UBND"}


def test_texts_longer_than_their_columns_are_cut(engine):
    one = draft({"form:3" + "x" * 150: {RECEIVED: 1}})
    one.sections = [Section("1" * 50, "t" * 900, 1, "text")]
    one.problems = [Problem("unknown_row", Place("s" * 400, "D1", "p" * 900), value="v" * 5000)]
    long_name = "Biểu mẫu " * 60 + ".xlsx"
    save_reading(engine, reading(one, file=long_name), content=b"one", by="N" * 300)
    ((name, _),) = stored_files(engine)
    assert (len(name), name[-6:]) == (255, "….xlsx")
    assert history(engine)[0][3] == "N" * 100


def test_a_save_takes_few_statements_however_many_reports(engine):
    counted = {}
    for units in (2, 40):
        drafts = [draft({**FORM_1, **FORM_3}, period=f"{units}{number:02}") for number in range(units)]
        with counting(engine) as statements:
            save_reading(engine, reading(*drafts), content=b"%d" % units)
        counted[units] = len(statements)
    assert counted[40] == counted[2] <= 12


@contextmanager
def counting(engine):
    """The statements that run meanwhile."""
    seen = []

    def note(_connection, _cursor, statement, *_):
        seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield seen
    event.remove(engine, "before_cursor_execute", note)


# ---------------------------------------------------------------- undoing


def test_an_undo_is_a_revision_and_brings_back_what_held_before(engine):
    save_reading(engine, reading(draft(FORM_3)), content=b"one", by="Lan")
    second = save_reading(engine, reading(draft({"form:3": {RECEIVED: 99}})), content=b"two", by="Lan")[0]
    assert undo_revision(engine, report_id=second.report_id, number=2, by="Hoa") == 3
    assert history(engine) == [(1, "save", None, "Lan"), (2, "save", None, "Lan"), (3, "undo", 2, "Hoa")]
    assert holds(engine) == {("form:3", RECEIVED): 10, ("form:3", RESOLVED): 8}
    assert headlines(engine) == {RECEIVED: 10, RESOLVED: 8}


def test_undoing_an_older_revision_leaves_the_newer_one(engine):
    first = save_reading(engine, reading(draft({**FORM_1, **FORM_3})), content=b"one")[0]
    save_reading(engine, reading(draft({"form:3": {RECEIVED: 99}})), content=b"two")
    undo_revision(engine, report_id=first.report_id, number=1)
    assert holds(engine) == {("form:3", RECEIVED): 99}


def test_undoing_everything_leaves_a_report_that_states_nothing(engine):
    saved = save_reading(engine, reading(draft(FORM_3)), content=b"one")[0]
    undo_revision(engine, report_id=saved.report_id, number=1)
    assert (holds(engine), headlines(engine)) == ({}, {})
    assert row_counts(engine)["figures"] == 2  # still there to look at


def test_an_undo_can_be_undone_and_what_it_brought_back_undone_again(engine):
    save_reading(engine, reading(draft(FORM_1)), content=b"one")
    saved = save_reading(engine, reading(draft(FORM_3)), content=b"two")[0]
    for number, held in ((2, False), (3, True), (2, False), (5, True)):
        undo_revision(engine, report_id=saved.report_id, number=number, by="Hoa")
        assert (("form:3", RECEIVED) in holds(engine), RECEIVED in headlines(engine)) == (held, held)
    assert [undoes for _, _, undoes, _ in history(engine)] == [None, None, 2, 3, 2, 5]
    assert holds(engine)["form:1", TASKS] == 20


@pytest.mark.parametrize("number", [1, 3, 7], ids=["undone already", "brought back", "never made"])
def test_what_cannot_be_undone_is_said_and_changes_nothing(engine, number):
    saved = save_reading(engine, reading(draft(FORM_3)), content=b"one")[0]
    undo_revision(engine, report_id=saved.report_id, number=1)
    if number == 3:
        undo_revision(engine, report_id=saved.report_id, number=2)
    before, counted = row_counts(engine), version(engine)
    with pytest.raises(LookupError):
        undo_revision(engine, report_id=saved.report_id, number=number)
    assert (row_counts(engine), version(engine)) == (before, counted)


def test_saving_the_same_bytes_after_an_undo_brings_them_back(engine):
    saved = save_reading(engine, reading(draft(FORM_3)), content=b"one")[0]
    undo_revision(engine, report_id=saved.report_id, number=1)
    again = save_reading(engine, reading(draft(FORM_3)), content=b"one")[0]
    assert (again.changed, again.revision) == (True, 3)
    assert holds(engine) == {("form:3", RECEIVED): 10, ("form:3", RESOLVED): 8}
    assert row_counts(engine)["files"] == 1


def test_an_upload_is_undone_as_a_whole(engine):
    save_reading(engine, reading(draft(FORM_1)), content=b"before")
    both = save_reading(engine, reading(draft(FORM_3), draft(FORM_3, unit=OTHER)), content=b"both")
    ids = {one.unit_code: one.report_id for one in both}
    assert undo_upload(engine, both[0].upload_id, by="Hoa") == {ids[COMMUNE]: 3, ids[OTHER]: 2}
    assert holds(engine) == {("form:1", TASKS): 20}
    assert holds(engine, OTHER) == {}
    assert history(engine, OTHER) == [(1, "save", None, ""), (2, "undo", 1, "Hoa")]


def test_an_upload_partly_undone_is_undone_in_the_rest(engine):
    both = save_reading(engine, reading(draft(FORM_3), draft(FORM_3, unit=OTHER)), content=b"both")
    undo_revision(engine, report_id=both[0].report_id, number=1)
    assert undo_upload(engine, both[0].upload_id) == {both[1].report_id: 2}
    with pytest.raises(LookupError):
        undo_upload(engine, both[0].upload_id)


# ---------------------------------------------------------------- what others did meanwhile


def test_a_person_is_told_which_revisions_came_in_between(engine):
    save_reading(engine, reading(draft(FORM_3)), content=b"one", by="Lan")
    seen = version(engine)
    changed = draft({"form:3": {RECEIVED: 99}})
    save_reading(engine, reading(changed, file="sửa.xlsx"), content=b"two", by="Hoa")
    mine = save_reading(engine, reading(draft(FORM_1)), content=b"mine", by="Lan", expected_version=seen)[0]
    assert [(one.number, one.action, one.file, one.slots, one.by) for one in mine.between] == [
        (2, "save", "sửa.xlsx", ("form:3",), "Hoa")
    ]
    assert mine.revision == 3


def test_an_undo_in_between_is_told_too_and_so_it_is_when_nothing_changes(engine):
    first = save_reading(engine, reading(draft(FORM_1)), content=b"one")[0]
    save_reading(engine, reading(draft(FORM_3)), content=b"two")
    seen = version(engine)
    undo_revision(engine, report_id=first.report_id, number=1, by="Hoa")
    again = save_reading(engine, reading(draft(FORM_3)), content=b"two", expected_version=seen)[0]
    assert again.changed is False
    assert [(one.number, one.action, one.by) for one in again.between] == [(3, "undo", "Hoa")]


def test_revisions_of_other_reports_are_none_of_it(engine):
    save_reading(engine, reading(draft(FORM_3)), content=b"one")
    seen = version(engine)
    save_reading(engine, reading(draft(FORM_3, unit=OTHER)), content=b"other")
    mine = save_reading(engine, reading(draft(FORM_1)), content=b"mine", expected_version=seen)[0]
    assert mine.between == ()


# ---------------------------------------------------------------- the sample data


def test_only_samples_are_removed(engine):
    save_reading(engine, reading(draft(FORM_3), draft(FORM_3, unit=OTHER)), content=b"s", sample="province")
    save_reading(engine, reading(draft(FORM_1, number="12/BC-UBND")), content=b"real", by="Lan")
    save_reading(engine, reading(draft(FORM_3, period="2023-Q1")), content=b"r", sample="reports")
    assert remove_sample(engine) == 1  # the other unit; the commune keeps what is real
    assert holds(engine) == {("form:1", TASKS): 20, ("form:3", RECEIVED): 10, ("form:3", RESOLVED): 8}
    assert holds(engine, OTHER) == {}
    assert history(engine, OTHER) == []
    assert [content for _, content in stored_files(engine)] == [b"r", b"real"]
    before, counted = row_counts(engine), version(engine)
    assert remove_sample(engine) == 0
    assert (row_counts(engine), version(engine)) == (before, counted)


def test_what_a_sample_had_covered_holds_again(engine):
    save_reading(engine, reading(draft({"form:3": {RECEIVED: 1}})), content=b"real")
    save_reading(engine, reading(draft(FORM_3, title="Mẫu")), content=b"sample", sample="province")
    assert remove_sample(engine) == 0
    assert (holds(engine), headlines(engine)) == ({("form:3", RECEIVED): 1}, {RECEIVED: 1})
    assert report_row(engine).head == {}


def test_a_real_file_with_the_bytes_of_a_sample_is_kept_when_the_sample_goes(engine):
    save_reading(engine, reading(draft(FORM_3)), content=b"same", sample="province")
    assert save_reading(engine, reading(draft(FORM_3)), content=b"same")[0].changed
    assert not save_reading(engine, reading(draft(FORM_3)), content=b"same")[0].changed
    remove_sample(engine)
    assert holds(engine) == {("form:3", RECEIVED): 10, ("form:3", RESOLVED): 8}
    assert [content for _, content in stored_files(engine)] == [b"same"]


def test_an_undone_sample_is_removed_with_its_undo(engine):
    saved = save_reading(engine, reading(draft(FORM_3)), content=b"sample", sample="province")[0]
    undo_revision(engine, report_id=saved.report_id, number=1)
    assert remove_sample(engine) == 1
    assert {name: count for name, count in row_counts(engine).items() if count} == {"settings": 1}
