"""Every phrase has an English translation that names the same things."""

from dashboard.words.phrases import phrases, places
from dashboard.words.translations import read_catalog
from dashboard.words.wording import Speaker


def test_every_phrase_is_translated():
    catalog = read_catalog()
    missing = [phrase for phrase in phrases() if not (phrase in catalog and catalog[phrase].string)]
    assert missing == [], "run python -m dashboard.words.translations and fill in dashboard.po"


def test_translations_have_the_places_of_their_phrases():
    translated = [message for message in read_catalog() if message.id]
    wrong = [one.id for one in translated if places(one.id) != places(one.string)]
    assert wrong == []


def test_english_is_spoken():
    assert Speaker("en").say("Nộp báo cáo") == "Submit reports"
    assert Speaker("vi").say("Nộp báo cáo") == "Nộp báo cáo"
