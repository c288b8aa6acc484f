"""What every test can ask for: an empty database of its own, the real reports."""

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from sqlalchemy import Engine

from data_loaders.store.database import opened_database
from tests.postgresql_server import PostgresqlMissing, PostgresqlServer

ROOT = Path(__file__).resolve().parent.parent

MARKER_OF_FIXTURE = {"database_url": "database", "real_reports": "real_reports", "browser": "browser"}

LEFT_OUT = pytest.StashKey[int]()

settings.register_profile("repeatable", deadline=None, derandomize=True)
settings.load_profile("repeatable")


def pytest_configure() -> None:
    if test_database() not in ("sqlite", "postgresql"):
        raise pytest.UsageError("TEST_DATABASE is sqlite or postgresql")
    # A test that forgets to ask for `database_url` fails here instead of writing to the real one.
    os.environ["DATABASE_URL"] = "sqlite:////no-such-folder/ask-for-the-fixture-database_url.db"
    os.environ.pop("DASHBOARD_SAMPLE_DATA", None)
    # Programs that tests start and interrupt would inherit the deafness of a suite run in the background.
    signal.signal(signal.SIGINT, signal.default_int_handler)


def test_database() -> str:
    return os.environ.get("TEST_DATABASE", "sqlite")


test_database.__test__ = False


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> Iterator[None]:
    """Mark tests by the fixtures they use before -m chooses; leave the real reports out after it."""
    for item in items:
        for fixture in MARKER_OF_FIXTURE.keys() & set(getattr(item, "fixturenames", ())):
            item.add_marker(MARKER_OF_FIXTURE[fixture])
    result = yield
    if not os.environ.get("REAL_REPORTS"):
        left_out = [item for item in items if item.get_closest_marker("real_reports")]
        config.stash[LEFT_OUT] = len(left_out)
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]
    return result


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    left_out = config.stash.get(LEFT_OUT, 0)
    if left_out or not os.environ.get("REAL_REPORTS"):
        terminalreporter.write_line(
            f"REAL_REPORTS is not set: {left_out or 'the'} tests that read the real reports were left out. "
            "To run them: REAL_REPORTS=../shared/reports python3 run.py test",
            yellow=True,
        )


@pytest.fixture(scope="session")
def real_reports() -> Path:
    """The folder of the five real reports: docx/, pdf/, text/, xlsx/."""
    folder = (ROOT / os.environ["REAL_REPORTS"]).resolve()
    if not folder.is_dir():
        pytest.fail(f"REAL_REPORTS={os.environ['REAL_REPORTS']}: there is no folder {folder}", pytrace=False)
    return folder


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[PostgresqlServer]:
    try:
        server = PostgresqlServer()
    except PostgresqlMissing as missing:
        pytest.exit(str(missing), returncode=1)
    yield server
    server.stop()


@pytest.fixture
def database_url(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """The URL of an empty database of the test's own, also in the environment as DATABASE_URL."""
    if test_database() == "sqlite":
        url = f"sqlite:///{(tmp_path / 'test.db').as_posix()}"
        monkeypatch.setenv("DATABASE_URL", url)
        yield url
        return
    monkeypatch.setenv("HAND_IN_FOLDER", str(tmp_path / "hand_in"))
    server = request.getfixturevalue("postgresql_server")
    with server.fresh_database() as url:
        monkeypatch.setenv("DATABASE_URL", url)
        yield url


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """The engine on `database_url`; a test leaves none of its connections behind."""
    with opened_database(database_url) as opened:
        yield opened
        assert opened.pool.checkedout() == 0


@pytest.fixture(autouse=True)
def _fresh_caches() -> Iterator[None]:
    """Streamlit's caches outlive a test: what one test has read must not answer another."""
    yield
    if streamlit := sys.modules.get("streamlit"):
        streamlit.cache_data.clear()
        streamlit.cache_resource.clear()
