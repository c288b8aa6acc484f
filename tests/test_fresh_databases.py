"""The database a test gets is its own, empty, and of the kind that was asked for."""

import os

import pytest
from sqlalchemy import Column, Engine, Integer, MetaData, Table, create_engine, insert, inspect, select

TABLE = Table("left_behind", MetaData(), Column("number", Integer, primary_key=True))


@pytest.mark.parametrize("turn", ["first", "second"])
def test_each_test_gets_an_empty_database(database_url, turn):
    engine = create_engine(database_url)
    assert inspect(engine).get_table_names() == []
    leave_a_row_and_an_open_connection(engine)
    with engine.connect() as connection:
        assert connection.execute(select(TABLE)).all() == [(7,)]
    engine.dispose()


def leave_a_row_and_an_open_connection(engine: Engine):
    TABLE.metadata.create_all(engine)
    with engine.begin() as connection:
        connection.execute(insert(TABLE).values(number=7))


def test_the_database_is_of_the_kind_asked_for(database_url):
    wanted = {"sqlite": "sqlite", "postgresql": "postgresql"}[os.environ.get("TEST_DATABASE", "sqlite")]
    engine = create_engine(database_url)
    assert engine.dialect.name == wanted
    engine.dispose()
    assert engine.driver == {"sqlite": "pysqlite", "postgresql": "psycopg"}[wanted]


def test_programs_that_the_test_starts_find_its_database(database_url):
    assert os.environ["DATABASE_URL"] == database_url


def test_without_the_fixture_there_is_no_database():
    assert "no-such-folder" in os.environ["DATABASE_URL"]
