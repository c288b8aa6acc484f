"""Files on their way in: read, asked about, compared, saved; one bad file stops no other."""

import pytest

from dashboard.hand_in import staging
from dashboard.hand_in.receipts import receipt_text
from dashboard.hand_in.staging import StagedFile, changes_against_stored, problem_table
from dashboard.words.wording import Speaker
from data_loaders.drafts import Reading
from tests.dashboard.stored_reports import TIEN_DONG, plan_draft, save, text_draft

RUBBISH = "chẳng có gì".encode()


def staged_with(*drafts, name="bieu-mau.xlsx", content=b"bytes"):
    one = StagedFile(name, content, "ab" * 32)
    one.reading = Reading(name, kind="forms", drafts=list(drafts))
    return one


def test_the_same_file_waits_once():
    files = []
    for _ in range(2):
        staging.stage(files, "a.csv", RUBBISH)
    assert [one.name for one in files] == ["a.csv"]
    assert files[0].status == "unread"


def test_a_file_that_is_no_report_is_rejected_with_a_reason():
    one = StagedFile("a.csv", RUBBISH, "0" * 64)
    staging.read(one)
    assert one.status == "rejected"
    assert list(problem_table(one, "vi")["severity"]) == ["error"]


def test_a_bug_is_noted_on_the_file_only(monkeypatch):
    def fail(*_arguments):
        raise ZeroDivisionError

    monkeypatch.setattr(staging, "read_apart", fail)
    one = StagedFile("a.csv", RUBBISH, "0" * 64)
    staging.read(one)
    assert one.status == "failed"
    assert len(one.failure) == 6


@pytest.mark.parametrize(
    ("about", "asked", "answers"),
    [
        ("period", "", ("", "2023-Q3", {})),
        ("unit", "", (TIEN_DONG, "", {})),
        ("unit", "An Lão", ("", "", {"An Lão": TIEN_DONG})),
    ],
)
def test_an_answer_has_the_file_read_again(about, asked, answers):
    one = staged_with(plan_draft())
    staging.answer(one, about=about, asked=asked, said="2023-Q3" if about == "period" else TIEN_DONG)
    assert (one.answers.unit, one.answers.period, dict(one.answers.names)) == answers
    assert one.status == "unread"


def test_saving_tells_what_became_of_it(engine):
    one = staged_with(plan_draft())
    assert one.status == "ready"
    staging.save(engine, one, by="Nguyễn Thị Hoa")
    assert (one.status, one.saved[0].revision, one.by) == ("saved", 1, "Nguyễn Thị Hoa")
    again = staged_with(plan_draft())
    staging.save(engine, again, by="")
    assert again.status == "unchanged"


def test_what_would_change_is_known_before_saving(engine):
    save(engine, plan_draft())
    save(engine, text_draft())
    with engine.connect() as connection:
        changes = changes_against_stored(connection, [plan_draft(done=22)])
    assert changes[["change", "before", "after"]].to_numpy().tolist() == [["changed", 20, 22]]


def test_the_receipt_says_who_when_what(engine):
    one = staged_with(plan_draft())
    staging.save(engine, one, by="Nguyễn Thị Hoa")
    text = receipt_text(one, Speaker()).decode("utf-8-sig")
    assert "Người nộp: Nguyễn Thị Hoa" in text
    assert f"Mã SHA-256: {'ab' * 32}" in text
    assert "Xã Tiên Động, Quý III/2023: lần 1, 3 số liệu." in text
    assert "- [Phải sửa] Biểu mẫu 1, ô D10: " in text
