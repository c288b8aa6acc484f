"""Import and export from the command line: JSON, status words, exit codes, answers, filters, formats."""

import csv
import io
import json
import os
import sqlite3
import sys

import openpyxl
import pytest
from sqlalchemy.exc import DataError

from data_loaders import importing
from data_loaders.reading.recognition import full_path
from data_loaders.store.database import opened_database
from tests.dashboard_command import ROOT, run, run_here
from tests.data_loaders.stored_state import row_counts, stored_files

FORMS = ROOT / "sample_data" / "reports" / "tien-dong-2023-q3" / "bieu-mau.xlsx"
UNIT, PERIOD, FIGURES = "hai-duong.tu-ky.tien-dong", "2023-Q3", 69
PROBLEM_KEYS = ["code", "severity", "sheet", "cell", "section", "indicator", "value", "message"]
FIGURE_KEYS = [
    *("unit_code", "unit", "level", "parent_code", "period", "indicator", "breakdown", "value"),
    *("unit_of_measure", "basis", "headline", "confirmed", "source", "file", "place", "quote", "approximate"),
]

HEADER = ("Đơn vị", "Kỳ báo cáo", "Chỉ tiêu", "Giá trị")
WARD, OTHER_WARD = "Phường Trung Lâm", "Phường Bến Thượng"


def table(folder, name, *rows, header=HEADER):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path


@pytest.fixture
def counts(database_url):
    """How many rows each table of the test's database holds, asked when called."""
    with opened_database(database_url) as engine:
        yield lambda: row_counts(engine)


@pytest.fixture
def two_wards(tmp_path):
    return table(
        tmp_path,
        "hai-phuong.csv",
        (WARD, "2023-Q3", "dossiers_received", 20),
        (WARD, "2023-Q3", "dossiers_resolved", 16),
        (WARD, "2023-Q3", "dossiers_resolved_early_or_on_time", 12),
        (OTHER_WARD, "2023-Q3", "dossiers_received", 30),
        (WARD, "2023-Q1", "dossiers_received", 9),
    )


# ---------------------------------------------------------------- import


def test_a_file_is_imported_with_one_json_object(counts, tmp_path):
    done = run("import", FORMS, "--json", cwd=tmp_path)
    assert (done.code, done.errors) == (0, "")
    (line,) = done.lines
    assert list(line) == ["file", "status", "kind", "reports", "problems"]
    assert (line["file"], line["status"], line["kind"]) == ("bieu-mau.xlsx", "saved", "forms")
    unit = {"unit_code": UNIT, "unit": "Xã Tiên Động", "period": PERIOD, "revision": 1, "figures": FIGURES}
    assert line["reports"] == [unit]
    assert counts()["figures"] == FIGURES


def test_figures_that_wait_for_a_person_are_told(database_url, tmp_path):
    told = ("XÃ TIÊN ĐỘNG", "BÁO CÁO", "Công tác cải cách hành chính quý III năm 2023", "I. KẾT QUẢ")
    stated = "Đã tiếp nhận 20 hồ sơ đất đai, ban hành 02 nghị quyết."
    (tmp_path / "bao-cao.txt").write_text(
        "\n".join((*told, "1. Cải cách thủ tục hành chính", stated)), encoding="utf-8"
    )
    done = run_here("import", tmp_path / "bao-cao.txt")
    assert "1 chưa xác nhận nên chưa tính vào tổng" in done.output


def test_wrong_usage_of_the_real_command(database_url):
    done = run("import", FORMS, "--period", "2023-Q2")
    assert (done.code, done.output) == (2, "")
    assert "không có kỳ '2023-Q2'" in done.errors


def test_the_same_file_again_is_unchanged(counts):
    first, again = (run_here("import", FORMS, "--json").lines[0] for _ in range(2))
    assert (first["status"], again["status"]) == ("saved", "unchanged")
    assert again["reports"] == first["reports"]
    assert counts()["revisions"] == 1


def test_a_dry_run_checks_and_stores_nothing(counts):
    done = run_here("import", FORMS, "--dry-run", "--json")
    assert (done.code, done.lines[0]["status"]) == (0, "checked")
    assert done.lines[0]["reports"][0]["revision"] is None
    assert done.lines[0]["reports"][0]["figures"] == FIGURES
    assert counts()["uploads"] == 0


def test_a_problem_says_where_it_is_and_what_to_do(database_url, tmp_path):
    path = table(tmp_path, "so-lieu.csv", (WARD, "2023-Q3", "dossiers_received", "chưa có"))
    done = run_here("import", path, "--json")
    assert (done.code, done.lines[0]["status"]) == (1, "rejected")
    found = {one["code"]: one for one in done.lines[0]["problems"]}
    assert all(list(one) == PROBLEM_KEYS for one in found.values())
    wrong = found["not_a_number"]
    assert (wrong["sheet"], wrong["cell"], wrong["value"]) == ("so-lieu", "D2", "chưa có")
    assert (wrong["severity"], wrong["indicator"]) == ("error", "dossiers_received")
    assert "chưa có" in wrong["message"]


def test_one_bad_file_of_a_folder_stops_no_other(counts, tmp_path):
    (tmp_path / "a-broken.xlsx").write_bytes(FORMS.read_bytes()[:5000])
    table(tmp_path, "b/so-lieu.csv", (WARD, "2023-Q3", "dossiers_received", 20))
    (tmp_path / "c-empty.xlsx").write_bytes(b"")
    (tmp_path / "d.csv").write_bytes(b"\xff\xff\xff")
    table(tmp_path, "e.CSV", (OTHER_WARD, "2023-Q3", "dossiers_received", 30))
    for ignored in ("~$a-broken.xlsx", ".hidden.csv", "b/photo.jpg", "copying.tmp"):
        (tmp_path / ignored).write_bytes(b"x")
    done = run("import", tmp_path, "--json")
    assert done.code == 1
    assert [(one["file"], one["status"]) for one in done.lines] == [
        ("a-broken.xlsx", "rejected"),
        ("so-lieu.csv", "saved"),
        ("c-empty.xlsx", "rejected"),
        ("d.csv", "rejected"),
        ("e.CSV", "saved"),
    ]
    assert counts()["uploads"] == 2


def test_a_file_that_cannot_be_fetched_stops_no_other(counts, tmp_path):
    (tmp_path / "a.csv").symlink_to(tmp_path / "gone.csv")
    (tmp_path / "b.csv").symlink_to(tmp_path / "b.csv")
    good = table(tmp_path, "c.csv", (WARD, "2023-Q3", "dossiers_received", 20))
    with (tmp_path / "huge.csv").open("wb") as file:
        file.truncate(3 << 30)
    done = run("import", tmp_path / "huge.csv", tmp_path, good, "--json")
    assert done.code == 1
    assert [(one["file"], one["status"]) for one in done.lines] == [
        ("huge.csv", "rejected"),
        ("c.csv", "saved"),
        ("huge.csv", "rejected"),
        ("c.csv", "unchanged"),
    ]
    assert done.lines[0]["problems"][0]["code"] == "file_too_large"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
def test_a_pipe_nobody_writes_into_is_not_waited_for(counts, tmp_path):
    os.mkfifo(tmp_path / "a.csv")
    done = run_here("import", tmp_path / "a.csv", "--json")
    assert [one["code"] for one in done.lines[0]["problems"]] == ["file_locked"]


def test_a_file_that_cannot_be_stored_stops_no_other(counts, tmp_path, monkeypatch):
    table(tmp_path, "a.csv", (WARD, "2023-Q3", "dossiers_received", 20))
    table(tmp_path, "b.csv", (OTHER_WARD, "2023-Q3", "dossiers_received", 30))
    save = importing.save_reading

    def refuse(engine, reading, **given):
        if reading.file == "a.csv":
            raise DataError("INSERT", {}, ValueError("value too long"))
        return save(engine, reading, **given)

    monkeypatch.setattr(importing, "save_reading", refuse)
    done = run_here("import", tmp_path, "--json")
    assert [(one["file"], one["status"]) for one in done.lines] == [("a.csv", "rejected"), ("b.csv", "saved")]
    assert done.lines[0]["problems"][0]["code"] == "file_not_stored"
    assert counts()["uploads"] == 1


def test_answers_settle_what_the_file_does_not_say(counts, tmp_path):
    path = table(tmp_path, "so-lieu.csv", ("dossiers_received", 20, ""), header=("Chỉ tiêu", "Giá trị", "Kỳ"))
    asked = run_here("import", path, "--json")
    assert (asked.code, asked.lines[0]["status"]) == (0, "needs_review")
    assert {"unit_unknown", "period_unknown"} <= {one["code"] for one in asked.lines[0]["problems"]}
    assert counts()["uploads"] == 0
    told = run_here("import", path, "--json", "--unit", UNIT, "--period", PERIOD)
    report = told.lines[0]["reports"][0]
    assert (told.lines[0]["status"], report["unit_code"], report["period"]) == ("saved", UNIT, PERIOD)


def test_a_person_reads_sentences(database_url, tmp_path):
    path = table(
        tmp_path,
        "so-lieu.csv",
        (WARD, "2023-Q3", "dossiers_received", 20),
        (WARD, "2023-Q3", "dossiers_resolved", "x"),
    )
    done = run("import", path)
    lines = done.output.splitlines()
    assert (done.code, lines[:2]) == (
        0,
        ["so-lieu.csv: đã lưu", "  Phường Trung Lâm, kỳ 2023-Q3: 1 số liệu"],
    )
    assert lines[2].startswith("  ! so-lieu, ô D3: ")


def test_a_name_that_is_no_text_is_no_obstacle(counts, tmp_path):
    name = b"b\xe1o-c\xe1o.csv".decode("utf-8", "surrogateescape")
    table(tmp_path, name, (WARD, "2023-Q3", "dossiers_received", 20))
    done = run("import", tmp_path, "--json")
    assert (done.code, done.lines[0]["status"]) == (0, "saved")
    assert counts()["figures"] == 1


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("import",),
        ("import", "no-such-file.xlsx"),
        ("import", FORMS, "--unit", "no.such.unit"),
        ("import", FORMS, "--period", "2023-Q2"),
        ("import", "--table", "figures"),
        ("import", "--from-database", "sqlite:///x.db"),
        ("import", FORMS, "--watch", "."),
        ("import", FORMS, "--every", "1"),
        ("import", "--watch", "no-such-folder"),
        ("import", "--watch", ".", "--every", "0"),
        ("export", "--format", "xlsx"),
        ("export", "--format", "pdf"),
        ("export", "--indicator", "no_such_indicator"),
        ("export", "--level", "village"),
        ("explode",),
    ],
)
def test_wrong_usage_is_exit_code_2_with_a_word_why(database_url, arguments):
    done = run_here(*arguments)
    assert (done.code, done.output) == (2, "")
    assert "dashboard" in done.errors
    assert "Traceback" not in done.errors


@pytest.mark.parametrize(
    "url",
    [
        "postgresql+psycopg://user:secret@127.0.0.1:1/none",
        "no url at all",
        "sqlite:////dev/null/x/y.db",
    ],
)
def test_a_database_that_cannot_be_used_is_said_in_one_line(url):
    done = run("import", FORMS, DATABASE_URL=url)
    assert (done.code, done.output) == (1, "")
    assert done.errors.startswith("Không dùng được cơ sở dữ liệu")
    assert len(done.errors.splitlines()) == 1
    assert "secret" not in done.errors


# ---------------------------------------------------------------- import from a database


@pytest.fixture
def other_database(tmp_path):
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE report (unit TEXT, period TEXT, indicator TEXT, value REAL)")
        connection.execute("INSERT INTO report VALUES (?, '2023-Q3', 'dossiers_received', 20)", (WARD,))
    connection.close()
    return f"sqlite:///{path.as_posix()}"


@pytest.mark.parametrize("source", [("--table", "report"), ("--query", "SELECT * FROM report")])
def test_a_table_of_another_database_is_imported(counts, other_database, source):
    done = run_here("import", "--from-database", other_database, *source, "--json")
    assert (done.code, done.lines[0]["status"], done.lines[0]["kind"]) == (0, "saved", "table")
    assert done.lines[0]["reports"][0]["figures"] == counts()["figures"] == 1


@pytest.mark.parametrize("source", [("--table", "none"), ("--query", "DROP TABLE report"), ("--query", "?")])
def test_a_table_that_cannot_be_read_is_rejected(counts, other_database, source):
    done = run_here("import", "--from-database", other_database, *source, "--json")
    assert (done.code, done.lines[0]["status"]) == (1, "rejected")
    assert [one["code"] for one in done.lines[0]["problems"]] == ["database_unreachable"]
    assert counts()["uploads"] == 0
    assert run_here("import", "--from-database", other_database, "--table", "report").code == 0


# ---------------------------------------------------------------- export


@pytest.fixture
def stored(database_url, two_wards):
    assert run_here("import", two_wards).code == 0


def exported(*arguments):
    done = run_here("export", *arguments)
    assert (done.code, done.errors) == (0, "")
    return json.loads(done.output)


def test_every_figure_leaves_with_its_cell(stored):
    rows = exported()
    assert [list(row) for row in rows] == [FIGURE_KEYS] * 5
    assert [(row["unit"], row["period"], row["indicator"], row["value"]) for row in rows] == [
        ("Phường Bến Thượng", "2023-Q3", "dossiers_received", 30),
        ("Phường Trung Lâm", "2023-Q1", "dossiers_received", 9),
        ("Phường Trung Lâm", "2023-Q3", "dossiers_received", 20),
        ("Phường Trung Lâm", "2023-Q3", "dossiers_resolved", 16),
        ("Phường Trung Lâm", "2023-Q3", "dossiers_resolved_early_or_on_time", 12),
    ]
    first = rows[0]
    assert (first["level"], first["parent_code"]) == ("commune", "hoai-giang.ben-lam")
    assert (first["basis"], first["source"], first["headline"], first["confirmed"]) == (
        "reported",
        "table",
        True,
        True,
    )
    assert (first["file"], first["place"], first["quote"]) == ("hai-phuong.csv", "hai-phuong!D5", "30")


WARD_CODE = "hoai-giang.ben-lam.trung-lam"


@pytest.mark.parametrize(
    ("arguments", "values"),
    [
        (("--unit", WARD_CODE), [9, 20, 16, 12]),
        (("--unit", WARD_CODE, "--period", "2023-Q3"), [20, 16, 12]),
        (("--period", "2023-Q1", "--period", "2023-Q3", "--indicator", "dossiers_received"), [30, 9, 20]),
        (("--indicator", "dossiers_received", "--indicator", "dossiers_resolved"), [30, 9, 20, 16]),
        (("--level", "commune"), [30, 9, 20, 16, 12]),
        (("--level", "district"), []),
        (("--period", "2024-Q1"), []),
    ],
)
def test_filters_choose_rows(stored, arguments, values):
    assert [row["value"] for row in exported(*arguments)] == values


def test_computed_rows_come_when_asked(stored):
    rows = [row for row in exported("--computed", "--period", "2023-Q3") if row["basis"] == "computed"]
    found = {(row["unit_code"], row["indicator"], row["breakdown"]): row for row in rows}
    rate = next(row for row in rows if row["unit_code"] == WARD_CODE and row["value"] == 75)
    assert (rate["quote"], rate["unit_of_measure"]) == ("12/16", "%")
    total = found["hoai-giang.ben-lam", "dossiers_received", "level:commune"]
    assert (total["value"], total["quote"]) == (50, "2/16 xã")
    assert all(list(row) == FIGURE_KEYS for row in rows)


def test_json_goes_to_a_file_too(stored, tmp_path):
    path = tmp_path / "figures.json"
    done = run_here("export", "--output", path)
    assert (done.code, done.output) == (0, "")
    assert len(json.loads(path.read_text(encoding="utf-8"))) == 5


def test_csv_is_for_excel(stored, tmp_path):
    path = tmp_path / "figures.csv"
    assert run_here("export", "--format", "csv", "--output", path).code == 0
    assert path.read_bytes().startswith("\ufeffunit_code,unit,".encode())
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    assert [list(row) for row in rows] == [FIGURE_KEYS] * 5
    printed = run("export", "--format", "csv")
    assert list(csv.DictReader(io.StringIO(printed.output.lstrip("\ufeff")))) == rows


def test_xlsx_holds_typed_numbers(stored, tmp_path):
    path = tmp_path / "figures.xlsx"
    assert run_here("export", "--format", "xlsx", "--output", path).code == 0
    rows = list(openpyxl.load_workbook(path).active.iter_rows(values_only=True))
    assert list(rows[0]) == FIGURE_KEYS
    assert [row[7] for row in rows[1:]] == [30, 9, 20, 16, 12]


def test_what_is_exported_is_imported_without_a_difference(stored, database_url, tmp_path):
    path = tmp_path / "figures.csv"
    run_here("export", "--format", "csv", "--output", path)
    other = f"sqlite:///{(tmp_path / 'other.db').as_posix()}"
    assert run("import", path, DATABASE_URL=other).code == 0
    compared = [name for name in FIGURE_KEYS if name not in ("file", "place")]
    again = json.loads(run("export", DATABASE_URL=other).output)
    assert [[row[name] for name in compared] for row in again] == [
        [row[name] for name in compared] for row in exported()
    ]


def test_a_file_that_cannot_be_written_is_said(stored, tmp_path):
    done = run_here("export", "--output", tmp_path / "no-such-folder" / "figures.json")
    assert done.code == 2
    assert "không ghi được" in done.errors


# ---------------------------------------------------------------- the sample data


def test_sample_data_are_removed_and_real_data_stay(counts, two_wards, tmp_path):
    assert run_here("import", two_wards).code == 0
    assert run("prepare").output == ""  # a database that is not empty is left alone
    before = counts()
    done = run_here("remove-sample-data")
    assert (done.code, done.output) == (0, "Đã xóa 0 báo cáo minh họa.\n")
    assert counts() == before


def test_an_empty_database_can_stay_empty(counts):
    assert run("prepare", DASHBOARD_SAMPLE_DATA="0").code == 0
    assert counts()["uploads"] == 0


def test_the_original_is_kept_as_it_was_handed_in(database_url):
    assert run_here("import", FORMS).code == 0
    with opened_database(database_url) as engine:
        assert stored_files(engine) == [("bieu-mau.xlsx", FORMS.read_bytes())]
    assert "Huyện Tứ Kỳ" in full_path(UNIT)
