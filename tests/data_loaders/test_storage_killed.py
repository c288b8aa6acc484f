"""A process killed at any moment of a save leaves the old state, or the new one."""

from collections.abc import Callable
from itertools import count

from sqlalchemy import Engine, select

from data_loaders.store.storage import save_reading
from data_loaders.store.tables import metadata
from tests.data_loaders.other_processes import (
    KILLED,
    exit_code,
    replacement,
    save_until_killed,
    start,
    undo_until_killed,
)
from tests.data_loaders.stored_state import (
    FORM_1,
    FORM_3,
    OTHER,
    RECEIVED,
    RESOLVED,
    TASKS,
    draft,
    holds,
    reading,
    row_counts,
)

FEWEST_STATEMENTS, FEWEST_OF_AN_UNDO = 12, 8


def everything(engine: Engine) -> dict[str, list[tuple]]:
    """Every row of every table."""
    with engine.connect() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))]
            for table in metadata.sorted_tables
        }


def test_a_save_killed_at_any_statement_leaves_the_old_state(database_url, engine):
    save_reading(engine, reading(draft({**FORM_1, **FORM_3}, title="Cũ")), content=b"old")
    save_reading(engine, reading(draft(FORM_3, unit=OTHER)), content=b"old too")
    old = everything(engine)
    assert kills(engine, old, save_until_killed, database_url) > FEWEST_STATEMENTS
    assert holds(engine) == {("form:1", TASKS): 20, ("form:3", RECEIVED): 99}
    assert holds(engine, OTHER) == {("form:3", RECEIVED): 99}


def test_an_undo_killed_at_any_statement_leaves_the_old_state(database_url, engine):
    save_reading(engine, reading(draft({**FORM_1, **FORM_3}, title="Cũ")), content=b"old")
    upload = save_reading(engine, replacement(), content=b"new")[0].upload_id
    assert kills(engine, everything(engine), undo_until_killed, database_url, upload) > FEWEST_OF_AN_UNDO
    assert holds(engine) == {("form:1", TASKS): 20, ("form:3", RECEIVED): 10, ("form:3", RESOLVED): 8}
    assert holds(engine, OTHER) == {}


def kills(engine: Engine, old: dict, act: Callable[..., None], url: str, *arguments: object) -> int:
    """How often `act` was killed, at one statement after the other, before it could end."""
    for statement in count(1):
        code = exit_code(start(act, url, statement, *arguments))
        if code == 0:
            return statement - 1
        assert (statement, code) == (statement, KILLED)
        assert everything(engine) == old


def test_after_a_kill_the_next_save_works(database_url, engine):
    save_reading(engine, reading(draft(FORM_3)), content=b"old")
    before = row_counts(engine)
    for statement in (2, 6, FEWEST_STATEMENTS):
        assert exit_code(start(save_until_killed, database_url, statement)) == KILLED
        assert row_counts(engine) == before
        save_reading(engine, reading(draft({"form:3": {RECEIVED: statement}})), content=b"%d" % statement)
        assert holds(engine) == {("form:3", RECEIVED): statement}
        before = row_counts(engine)
    saved = save_reading(engine, replacement(), content=b"new")
    assert [one.revision for one in saved] == [5, 1, 1]
    assert ("form:3", RESOLVED) not in holds(engine)
