"""Several people and programs at once: saves in order, nobody stopped, everybody told."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy import inspect, select

from data_loaders.store.database import data_version, opened_database
from data_loaders.store.storage import save_reading, undo_revision
from data_loaders.store.tables import metadata, settings
from tests.data_loaders.other_processes import (
    context,
    exit_code,
    prepare_with_others,
    save_with_others,
    start,
)
from tests.data_loaders.stored_state import (
    FORM_3,
    RECEIVED,
    draft,
    headlines,
    history,
    holds,
    reading,
    row_counts,
)

PEOPLE = 6
PROGRAMS = 3


def test_people_who_save_the_same_report_at_once_all_come_in_order(engine):
    save_reading(engine, reading(draft(FORM_3)), content=b"first")
    with engine.connect() as connection:
        seen = data_version(connection)
    barrier = Barrier(PEOPLE)

    def save(number: int):
        barrier.wait(30)
        one = reading(draft({"form:3": {RECEIVED: float(number)}}))
        content = b"of person %d" % number
        return save_reading(engine, one, content=content, by=str(number), expected_version=seen)[0]

    with ThreadPoolExecutor(PEOPLE) as pool:
        saved = sorted(pool.map(save, range(PEOPLE)), key=lambda one: one.revision)

    assert [one.revision for one in saved] == list(range(2, PEOPLE + 2))
    by = {number: person for number, _, _, person in history(engine)}
    for one in saved:  # each is told of those who came before, and of nobody else
        told = [(other.number, other.by) for other in one.between]
        assert told == [(number, by[number]) for number in range(2, one.revision)]
    last = float(by[PEOPLE + 1])
    assert (holds(engine), headlines(engine)) == ({("form:3", RECEIVED): last}, {RECEIVED: last})
    assert engine.pool.checkedout() == 0


def test_one_of_two_who_undo_the_same_revision_is_told_it_is_undone(engine):
    saved = save_reading(engine, reading(draft(FORM_3)), content=b"first")[0]
    barrier = Barrier(2)

    def undo(person: str) -> int | None:
        barrier.wait(30)
        try:
            return undo_revision(engine, report_id=saved.report_id, number=1, by=person)
        except LookupError:
            return None

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(undo, ("Lan", "Hoa")), key=bool) == [None, 2]
    assert len(history(engine)) == 2


def test_programs_that_save_the_same_report_at_once_all_come_in_order(database_url, engine):
    barrier, times = context.Barrier(PROGRAMS), 4
    programs = [start(save_with_others, database_url, barrier, one, times) for one in range(PROGRAMS)]
    assert [exit_code(one) for one in programs] == [0] * PROGRAMS
    made = history(engine)
    assert [number for number, *_ in made] == list(range(1, PROGRAMS * times + 1))
    assert sorted(by for *_, by in made) == sorted(str(one) for one in range(PROGRAMS) for _ in range(times))
    last = int(made[-1][3])
    assert holds(engine) == {("form:3", RECEIVED): 100.0 * last + times - 1}


LONG_TABLE = """\
Đơn vị,Kỳ báo cáo,Chỉ tiêu,Giá trị
Phường Trung Lâm,2023-Q3,dossiers_received,12
"""


def test_programs_that_start_at_once_make_one_database_with_the_samples_once(database_url, tmp_path):
    (tmp_path / "samples").mkdir()
    (tmp_path / "samples" / "mau.csv").write_text(LONG_TABLE, encoding="utf-8")
    barrier = context.Barrier(PROGRAMS)
    folder = str(tmp_path / "samples")
    programs = [start(prepare_with_others, database_url, barrier, folder) for _ in range(PROGRAMS)]
    assert [exit_code(one) for one in programs] == [0] * PROGRAMS
    with opened_database(database_url) as engine:
        counts = row_counts(engine)
        with engine.connect() as connection:
            assert connection.execute(select(settings)).all() == [("data_version", "1")]
    assert {counts[name] for name in ("uploads", "files", "reports", "revisions", "figures")} == {1}


def test_a_database_of_an_earlier_version_is_completed(database_url, engine):
    save_reading(engine, reading(draft(FORM_3)), content=b"first")
    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE revisions DROP COLUMN version")
        connection.exec_driver_sql("ALTER TABLE revisions DROP COLUMN head")
        connection.exec_driver_sql("DROP INDEX ix_figures_revision_id")
        connection.exec_driver_sql("DROP TABLE watched_files")
    with opened_database(database_url) as completed:
        again = save_reading(completed, reading(draft(FORM_3)), content=b"second", expected_version=0)[0]
        found = inspect(completed)
        assert set(found.get_table_names()) == set(metadata.tables)
        assert "ix_figures_revision_id" in {one["name"] for one in found.get_indexes("figures")}
    assert (again.revision, again.between) == (2, ())
