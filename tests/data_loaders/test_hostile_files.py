"""Broken, disguised, enormous files are refused with a sentence that helps; the next file is read."""

import re
import time

import pytest

from data_loaders.catalogue.problem_kinds import sentence
from data_loaders.drafts import Reading
from data_loaders.importing import status_of
from data_loaders.reading.reading_process import read_apart
from tests.data_loaders.hostile_files import GOOD, GOOD_FIGURES, GOOD_NAME, HOSTILE

SECONDS = 20
WHAT_TO_DO = re.compile(r"nộp lại|Nộp |Dùng |Chọn |Kiểm tra ", re.UNICODE)
VIETNAMESE = re.compile(r"[ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđ]")
WORDS_OF_PROGRAMS = re.compile(r"Error|Exception|Traceback|invalid|failed", re.IGNORECASE)


def sentences(reading: Reading) -> list[str]:
    return [sentence(one.code, {"value": one.value, **one.details}) for one in reading.problems]


def figures(reading: Reading) -> int:
    return sum(len(draft.figures) for draft in reading.drafts)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_and_the_next_one_is_read(name):
    content = HOSTILE[name].make()
    began = time.monotonic()
    reading = read_apart(name, content)
    assert time.monotonic() - began < SECONDS
    assert (status_of(reading), figures(reading)) == ("rejected", 0)
    assert HOSTILE[name].code in [one.code for one in reading.problems]
    for said in sentences(reading):
        assert WHAT_TO_DO.search(said), said
        assert VIETNAMESE.search(said.lower()), said
        assert not WORDS_OF_PROGRAMS.search(said), said
    assert figures(read_apart(GOOD_NAME, GOOD)) == GOOD_FIGURES


def test_there_are_enough_of_them():
    assert len(HOSTILE) > 80
