"""Narratives are found with or without accents, narrowed, and only where the text still holds."""

import pytest

from dashboard.reports.asked_words import snippet, wanted_of
from dashboard.reports.narrative_search import search, theme_parts, units_telling
from data_loaders.drafts import ReportDraft, Section
from data_loaders.store.section_folding import fold_sections
from data_loaders.store.storage import undo_revision
from data_loaders.store.tables import sections
from tests.dashboard.stored_reports import PHO_MINH, QUARTER, TIEN_DONG, save

ONE_STOP = "Bộ phận Một cửa tiếp nhận 463 hồ sơ, đạt 100 % kế hoạch."
DIGITAL = "Ứng dụng công nghệ thông tin trong xử lý hồ sơ."


def told(unit=TIEN_DONG, period=QUARTER, procedures=ONE_STOP):
    texts = [
        Section("II", "KẾT QUẢ", 1, ""),
        Section("1", "Cải cách thủ tục hành chính", 2, procedures, theme="procedures"),
        Section("2", "Chính quyền số", 2, DIGITAL, theme="digital"),
    ]
    return ReportDraft(unit, period, "document", sections=texts, slots={"outline", "narrative"})


@pytest.fixture
def engine(engine):
    save(engine, told(), name="a.docx")
    save(engine, told(PHO_MINH, procedures="Không có hồ sơ một cửa nào trễ."), name="b.docx")
    save(engine, told(period="2023-Q1"), name="c.docx")
    return engine


def found(engine, asked, **narrowed):
    with engine.connect() as connection:
        hits = search(connection, asked=asked, **narrowed)
    return [(one.unit_code, one.period, one.section) for one in hits.shown]


def test_words_are_found_without_accents_and_the_newest_period_stands_first(engine):
    everywhere = [(PHO_MINH, QUARTER, 1), (TIEN_DONG, QUARTER, 1), (TIEN_DONG, "2023-Q1", 1)]
    assert found(engine, "mot cua") == everywhere
    assert found(engine, "Một Cửa") == everywhere
    assert found(engine, "cửa 463") == everywhere[1:]
    assert found(engine, "cua tin") == []
    assert found(engine, "") == found(engine, "%_") == []
    assert found(engine, "100 % ke hoach") == everywhere[1:]


def test_a_phrase_in_quotation_marks_stands_as_written(engine):
    assert len(found(engine, '"hồ sơ một cửa"')) == 1
    assert len(found(engine, '"ho so mot cua"')) == 1
    assert found(engine, '"hô sơ một cửa"') == []
    assert found(engine, '"cửa một"') == []


def test_narrowed_by_period_unit_parent_and_field(engine):
    assert found(engine, "ho so", period="2023-Q1", theme="digital") == [(TIEN_DONG, "2023-Q1", 2)]
    assert found(engine, "ho so", parent="quang-ngai", theme="procedures") == [(PHO_MINH, QUARTER, 1)]
    assert found(engine, "mot cua", unit_codes=(PHO_MINH,)) == [(PHO_MINH, QUARTER, 1)]


def test_only_the_newest_text_that_is_not_undone(engine):
    saved = save(engine, told(procedures="Nội dung khác hẳn."), name="d.docx")
    assert found(engine, "463", period=QUARTER) == []
    undo_revision(engine, report_id=saved.report_id, number=saved.revision)
    assert found(engine, "463", period=QUARTER) == [(TIEN_DONG, QUARTER, 1)]


def test_a_hit_names_its_headings_and_counts_go_on(engine):
    with engine.connect() as connection:
        hits = search(connection, asked="ho so", most=1)
    assert (hits.sections, hits.reports, len(hits.shown)) == (6, 3, 1)
    assert hits.shown[0].path == "II. KẾT QUẢ › 1. Cải cách thủ tục hành chính"


def test_one_field_of_several_units(engine):
    with engine.connect() as connection:
        assert units_telling(connection, period=QUARTER, theme="procedures") == (PHO_MINH, TIEN_DONG)
        parts = theme_parts(connection, unit_code=TIEN_DONG, period=QUARTER, theme="procedures")
    assert [(one.section, one.text) for one in parts] == [(1, ONE_STOP)]


def test_texts_stored_without_searchable_words_are_completed(engine):
    with engine.begin() as connection:
        connection.execute(sections.update().values(folded=""))
    assert found(engine, "mot cua") == []
    with engine.begin() as connection:
        fold_sections(connection)
    assert len(found(engine, "mot cua")) == 3


def test_accents_count_where_the_person_typed_some(engine):
    save(engine, told(period="2023-H1", procedures="Ủy ban của xã mở cửa; một việc, hai cửa."), name="e.docx")
    narrowed = {"period": "2023-H1"}
    assert found(engine, "của", **narrowed) == found(engine, "cua", **narrowed) != []
    assert found(engine, "cưa", **narrowed) == []
    assert found(engine, "Uỷ ban", **narrowed) == found(engine, "ủy BAN", **narrowed) != []
    assert found(engine, "một cửa", **narrowed) == found(engine, "mot cua", **narrowed) != []
    assert found(engine, '"một cửa"', **narrowed) == []


def test_where_the_words_stand_together_comes_first_even_if_older(engine):
    save(engine, told(period="2023", procedures="Cửa này chỉ một."), name="f.docx")
    for asked in ("mot cua", "một cửa"):
        assert found(engine, asked)[-1] == (TIEN_DONG, "2023", 1)


def test_tasks_ahead_are_told_apart(engine):
    ahead = [
        Section("III", "PHƯƠNG HƯỚNG, NHIỆM VỤ QUÝ IV", 1, ""),
        Section("1", "Cải cách thủ tục hành chính", 2, "Số hóa 500 hồ sơ.", theme="procedures"),
    ]
    only_ahead = ReportDraft(PHO_MINH, "2023-Q1", "document", sections=ahead, slots={"outline", "narrative"})
    both = told(period="2023-H1")
    both.sections = [*ahead, *both.sections]
    save(engine, only_ahead, name="g.docx")
    save(engine, both, name="h.docx")
    assert found(engine, "so hoa 500") == [(TIEN_DONG, "2023-H1", 1), (PHO_MINH, "2023-Q1", 1)]
    with engine.connect() as connection:
        assert search(connection, asked="so hoa").shown[0].ahead
        assert units_telling(connection, period="2023-Q1", theme="procedures") == (TIEN_DONG,)
        parts = theme_parts(connection, unit_code=TIEN_DONG, period="2023-H1", theme="procedures")
    assert [(one.section, one.ahead) for one in parts] == [(3, False), (1, True)]


def marked_words(text, asked):
    piece, marks = snippet(text, wanted_of(asked))
    return piece, [piece[one.start : one.end] for one in marks]


def test_a_snippet_shows_the_hit_and_cuts_between_words():
    piece, marks = marked_words("từ " * 200 + "Một cửa liên thông" + " sau" * 200, "mot cua")
    assert piece.startswith("… ")
    assert piece.endswith(" …")
    assert marks == ["Một cửa"]
    assert marked_words("ngắn", "khac") == ("ngắn", [])


@pytest.mark.parametrize(
    ("asked", "marks"),
    [
        ("mot cua", ["Một cửa"]),
        ("của", ["của"]),
        ("cua", ["cửa", "của", "cửa"]),
        ("cửa xã", ["cửa", "xã", "cửa"]),
        ('"cửa của"', ["cửa của"]),
        ("ua", []),
    ],
)
def test_only_what_truly_matched_is_coloured(asked, marks):
    assert marked_words("Một cửa của xã, hai cửa.", asked)[1] == marks


def test_what_a_person_types():
    wanted = wanted_of('Một cửa "liên thông, số"')
    assert wanted.pieces == ("một", "cửa", "liên thông số")
    assert wanted.folded == ("mot", "cua", "lien thong so")
    assert wanted.accented
    assert not wanted_of("“lien thong”").accented
    assert wanted_of(' "" %_ ').pieces == ()
