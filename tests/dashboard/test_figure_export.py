"""What is downloaded can be handed in again: into an empty database, without a difference in any figure."""

import csv
import io
import json
import unicodedata
import zipfile
from contextlib import contextmanager

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from dashboard.command_line import main
from dashboard.downloads.figure_export import COLUMNS, exported, write_csv, write_xlsx
from data_loaders.catalogue.breakdowns import groups
from data_loaders.catalogue.fields import fields
from data_loaders.catalogue.forms import form_rows
from data_loaders.catalogue.indicators import indicators
from data_loaders.catalogue.units import units
from data_loaders.drafts import Figure, Place, Reading, ReportDraft
from data_loaders.importing import read_file
from data_loaders.store.database import opened_database
from data_loaders.store.storage import save_reading
from data_loaders.store.tables import figures

COMPARED = (
    "confirmed",
    "approximate",
    "unit_code",
    "period",
    "indicator",
    "breakdown",
    "value",
    "source",
    "quote",
    "sheet",
    "cell",
    "section",
)
BEGINNINGS = ("", "- ", "+ ", "=", "@", "\t", "\r", "'", "''", '=HYPERLINK("http://x")', "-2+3", "\n")
TEXTS = st.text(
    st.one_of(
        st.sampled_from("aÂđợ\u0302\u0331\u0323;,\"'|\n\r\t =+-@_x000D_/!"),
        st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"], exclude_characters="\ufeff"),
    ),
    max_size=24,
)
QUOTES = st.builds(
    lambda first, rest: unicodedata.normalize("NFC", first + rest), st.sampled_from(BEGINNINGS), TEXTS
)
SHEETS = st.text(st.sampled_from("Biểu mẫu 1!-=ẫ"), min_size=1, max_size=12).map(
    lambda name: unicodedata.normalize("NFC", name)
)


def values_of(indicator):
    one = indicators()[indicator]
    if one.kind == "code":
        return st.sampled_from([code for code, _ in one.states])
    if one.kind == "money":
        return st.integers(0, 10**14).map(lambda cents: cents / 100)
    if one.kind == "count":
        return st.integers(0, 10**9).map(float)
    return st.one_of(
        st.integers(0, 100).map(float), st.floats(0, 100).map(lambda v: round(v, 12)), st.just(200 / 3)
    )


@st.composite
def stated_figures(draw):
    """One figure as any reader could have left it."""
    source = draw(st.sampled_from(["form", "table", "narrative"]))
    if source == "form":
        row = draw(st.sampled_from([row for row in form_rows() if row.indicator]))
        indicator, breakdown = row.indicator, row.breakdown
        slot, place = row.slot, Place(sheet=draw(SHEETS), cell="D9")
    elif source == "table":
        indicator = draw(st.sampled_from(sorted(indicators())))
        breakdown = draw(
            st.sampled_from(
                ["", *(one.breakdown for one in fields().values()), *(f"group:{g}" for g in groups())]
            )
        )
        slot, place = f"table:{indicator}@{breakdown}", Place(sheet=draw(SHEETS), cell="AB120")
    else:
        indicator, breakdown, slot = draw(st.sampled_from(sorted(indicators()))), "", "narrative"
        place = Place(section=draw(QUOTES))
    return Figure(
        indicator,
        draw(values_of(indicator)),
        source,
        slot,
        breakdown,
        place,
        draw(QUOTES),
        approximate=draw(st.booleans()),
        confirmed=draw(st.booleans()),
    )


@st.composite
def drafts(draw):
    """Reports of some units, no figure stated twice in one slot."""
    codes = draw(st.lists(st.sampled_from(sorted(units())), min_size=1, max_size=3, unique=True))
    return [
        ReportDraft(
            code,
            draw(st.sampled_from(["2023-Q1", "2023-H1", "2024", "2024-9M"])),
            "table",
            figures=(
                found := draw(
                    st.lists(
                        stated_figures(),
                        min_size=1,
                        max_size=8,
                        unique_by=lambda f: (
                            f.indicator,
                            f.breakdown,
                            f.slot,
                            f.source != "narrative" or f.quote,
                        ),
                    )
                )
            ),
            slots={one.slot for one in found},
        )
        for code in codes
    ]


@contextmanager
def kept(reading):
    """A fresh database that holds the reading."""
    with opened_database("sqlite://") as engine:
        save_reading(engine, reading, content=b"x")
        yield engine


def stated_in(engine):
    asked = select(*(figures.c[name] for name in COMPARED)).where(figures.c.current)
    with engine.connect() as connection:
        return sorted(tuple(row) for row in connection.execute(asked))


def files_of(rows):
    return {
        "so-lieu.csv": write_csv(rows).encode("utf-8-sig"),
        "so-lieu.json": json.dumps(rows, ensure_ascii=False).encode(),
        "so-lieu.xlsx": write_xlsx(rows),
    }


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(drafts())
def test_an_export_read_again_says_the_same(found):
    with kept(Reading("a.xlsx", "table", drafts=found)) as engine:
        before, written = stated_in(engine), files_of(exported(engine))
    for name, content in written.items():
        reading = read_file(name, content)
        assert reading.questions == [], name
        with kept(reading) as again:
            after = stated_in(again)
        assert [as_close(row) for row in after] == [as_close(row) for row in before], name


def as_close(row):
    """A workbook keeps sixteen digits of a number, as Excel does."""
    return tuple(float(f"{one:.15g}") if isinstance(one, float) else one for one in row)


@given(st.lists(QUOTES, min_size=1, max_size=5))
def test_nothing_runs_as_a_formula(texts):
    rows = [dict.fromkeys(COLUMNS, text) | {"value": 1} for text in texts]
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx(rows)))
    assert {cell.data_type for line in book.active.iter_rows(min_row=2) for cell in line} <= {"s", "n"}
    with zipfile.ZipFile(io.BytesIO(write_xlsx(rows))) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
    for line in list(csv.reader(io.StringIO(write_csv(rows), newline="")))[1:]:
        assert all(cell[:1] not in ("=", "+", "-", "@", "\t", "\r") for cell in line)


def test_a_text_that_could_run_is_marked_as_text_in_the_workbook():
    rows = [dict.fromkeys(COLUMNS, "") | {"value": 1, "quote": "=1+1"}]
    cell = openpyxl.load_workbook(io.BytesIO(write_xlsx(rows))).active["P2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)


@pytest.mark.parametrize("kind", ["csv", "json", "xlsx"])
def test_the_commands_export_and_import_fit_together(kind, tmp_path, engine, monkeypatch, capsys):
    quote = '- Giải quyết 26 hồ sơ;\n+ đúng hạn "25"'
    figure = Figure("dossiers_resolved", 26.0, "narrative", "narrative", "", Place(section="II › 2"), quote)
    draft = ReportDraft("hai-duong.tu-ky.tien-dong", "2023-Q3", "table", [figure], slots={"narrative"})
    save_reading(engine, Reading("a.md", "table", drafts=[draft]), content=b"x")
    file = tmp_path / f"so-lieu.{kind}"
    assert main(["export", "--format", kind, "--output", str(file)]) == 0
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{(tmp_path / 'other.db').as_posix()}")
    assert main(["import", str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["problems"] == []
    with opened_database() as other:
        assert stated_in(other) == stated_in(engine)
