"""The data files check themselves; a wrong line is named."""

import tomllib
from pathlib import Path

import pytest

from data_loaders.sentences import sentence_words as words_file
from data_loaders.sentences.sentence_words import sentence_words, words_of
from data_loaders.sentences.word_patterns import WordingError
from data_loaders.sentences.wording_lines import rules, rules_of

FOLDER = Path(words_file.__file__).parent


def test_every_line_can_be_read():
    for rule in rules():
        for term in rule.terms:
            assert term.words.pattern
    assert len(rules()) > 250
    assert sentence_words().masks


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("dossiers_received tiếp nhận", 'không có dạng "chỉ tiêu : từ & từ"'),
        ("dossiers_recieved : tiếp nhận", "không có chỉ tiêu 'dossiers_recieved'"),
        ("dossiers_received@level:thon : tiếp nhận", "không có phần 'level:thon'"),
        ("dossiers_received : (tiếp nhận", "ngoặc mở và ngoặc đóng không khớp"),
        ("dossiers_received : @nhan", r"không có \[words\] 'nhan'"),
        ("dossiers_received : <hồ sơ", "không hiểu '<hồ sơ'"),
        ("dossiers_received : -trả lại", "không có từ nào đứng cạnh con số"),
        ("dossiers_received : tiếp nhận & thing=hoso", "thing=hoso: không có trong dossier"),
        ("dossiers_received : tiếp nhận & kind=so", "kind=so: không có trong count, percent"),
        ("dossiers_received : tiếp nhận & report=ward", "không có trong commune, district, province"),
    ],
)
def test_a_wrong_line_is_named(line, what):
    with pytest.raises(WordingError, match=what) as caught:
        rules_of({"words": {}, "wordings": {"dossiers": [line]}})
    assert str(caught.value).startswith("wordings.toml: ")
    assert line in str(caught.value)


def test_a_line_stands_once():
    line = "dossiers_received : tiếp nhận"
    with pytest.raises(WordingError, match="có hai lần"):
        rules_of({"wordings": {"one": [line], "two": [line]}})


def test_a_line_says_what_it_means():
    (rule,) = rules_of(
        {
            "words": {"late": "(quá|trễ) hạn"},
            "wordings": {"dossiers": ["_ : @late & -trước & <hồ sơ> & thing=dossier & kind=count !doubtful"]},
        }
    )
    assert rule.targets == ()
    assert [(term.phrase, term.scope, term.negative) for term in rule.terms] == [
        ("((quá|trễ) hạn)", "", False),
        ("hồ sơ", "<", False),
        ("trước", "", True),
    ]
    assert (rule.kind, rule.doubtful, rule.topics[0].values) == ("count", True, {"dossier"})


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"zero_ids": ["khong_co"]}, "không có chỉ tiêu 'khong_co'"),
        ({"nouns": {"con": ["con"]}}, "không có đơn vị tính 'con'"),
        ({"masks": ["(abc"]}, r"masks: '\(abc'"),
        ({"past": ["(cùng kỳ"]}, "ngoặc"),
    ],
)
def test_wrong_words_are_named(change, what):
    loaded = tomllib.loads((FOLDER / words_file.FILE).read_text(encoding="utf-8"))
    with pytest.raises(WordingError, match=what):
        words_of(loaded | change)
