"""The headline stays grammatical for none, one and many."""

import pytest

from dashboard.analysis.measures import Total
from dashboard.analysis.punctuality import Punctuality
from dashboard.analysis.sentences import PeriodFacts, headline, short_period, since
from dashboard.words.wording import Speaker
from tests.dashboard.stated_figures import MINH_SON

VI = Speaker("vi")
ON_TIME = Total(978, 1000, 97.8, 44, 48)


def facts(received=44, late=2, expected=48, **others):
    reports = Punctuality(expected, received, late, expected - received, 0)
    stated = {"period": "2023-Q3", "level": "commune", "on_time": ON_TIME, **others}
    return PeriodFacts(reports=reports, **stated)


GOLDEN = {
    "many": (
        facts(change=0.6, compared="2023-Q1", disbursing=44, disbursing_below=6, disbursement_target=50.0),
        "Quý III/2023: 44/48 xã đã nộp báo cáo, 2 xã nộp trễ. 97,8 % hồ sơ được giải quyết đúng hạn, "
        "tăng 0,6 điểm so với quý I. 6 xã giải ngân dưới 50 % kế hoạch.",
    ),
    "none late, none below, last year": (
        facts(late=0, change=-1.25, compared="2022-Q3", disbursing=44, disbursing_below=0,
              disbursement_target=50.0),
        "Quý III/2023: 44/48 xã đã nộp báo cáo, không xã nào nộp trễ. 97,8 % hồ sơ được giải quyết đúng hạn, "
        "giảm 1,3 điểm so với quý III 2022. Không xã nào giải ngân dưới 50 % kế hoạch.",
    ),
    "one": (
        facts(received=1, late=1, change=0.01, compared="2023-Q1", disbursing=1, disbursing_below=1,
              disbursement_target=70.0),
        "Quý III/2023: 1/48 xã đã nộp báo cáo, 1 xã nộp trễ. 97,8 % hồ sơ được giải quyết đúng hạn, "
        "không đổi so với quý I. 1 xã giải ngân dưới 70 % kế hoạch.",
    ),
    "nobody": (facts(received=0, late=0), "Quý III/2023: chưa có báo cáo nào trong số 48 xã."),
    "nobody expected": (
        facts(received=0, late=0, expected=0),
        "Quý III/2023: không có đơn vị nào phải báo cáo.",
    ),
    "one unit": (
        facts(received=1, late=0, expected=1, only=MINH_SON),
        "Quý III/2023: Xã Minh Sơn đã nộp báo cáo đúng hạn. 97,8 % hồ sơ được giải quyết đúng hạn.",
    ),
    "no dossiers": (
        facts(on_time=Total(0, 0, None, 44, 48)),
        "Quý III/2023: 44/48 xã đã nộp báo cáo, 2 xã nộp trễ. Không phát sinh hồ sơ.",
    ),
    "no figures": (
        facts(on_time=Total(0, 0, None, 0, 48)),
        "Quý III/2023: 44/48 xã đã nộp báo cáo, 2 xã nộp trễ. Chưa có số liệu giải quyết hồ sơ.",
    ),
    "districts": (
        facts(received=3, late=0, expected=3, level="district"),
        "Quý III/2023: 3/3 huyện đã nộp báo cáo, không huyện nào nộp trễ. "
        "97,8 % hồ sơ được giải quyết đúng hạn.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", GOLDEN)
def test_headline(case):
    stated, sentence = GOLDEN[case]
    assert headline(stated, VI) == sentence


def test_a_period_beside_another_goes_without_its_year_where_that_is_the_same():
    assert since("2023-Q3", "2023-Q1", VI) == "quý I"
    assert since("2023-H1", "2022-H1", VI) == "6 tháng 2022"


def test_narrow_places():
    assert short_period("2023-H1", VI) == "6 tháng 2023"
    assert short_period("2023", VI, "<br>") == "Năm<br>2023"
