"""The lines of `wordings.toml` as rules: words that make a number an indicator."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from data_loaders.catalogue.breakdowns import breakdown_named
from data_loaders.catalogue.indicators import indicators
from data_loaders.sentences.sentence_words import sentence_words
from data_loaders.sentences.word_patterns import WordingError, pattern, pattern_text

FILE = "wordings.toml"
KINDS = ("count", "percent", "money", "pair", "zero")
LEVELS = ("commune", "district", "province")
_LINE = re.compile(r"^\s*(?P<targets>[\w@:+ ]+?)\s+:\s+(?P<terms>.+?)(?P<doubtful>\s+!doubtful)?\s*$")
_TERM = re.compile(r"^(?P<negative>-?)(?P<scope>[<~^]?)(?P<words>[^<>~^!]+)>?$")
_SETTING = re.compile(r"^(?P<negative>-?)(?P<name>\w+)=(?P<value>[\w|]+)$")
_WORDS_REFERENCE = re.compile(r"@(\w+)")
_NOTHING = re.compile("")
BESIDE, LEADING, SENTENCE, HEAD = "", "<", "~", "^"


@dataclass(frozen=True, slots=True)
class Term:
    """Words that must (or, `negative`, must not) stand where `scope` says: beside the number or farther."""

    phrase: str
    scope: str
    negative: bool

    @property
    def words(self) -> re.Pattern[str]:
        """The phrase as a pattern, made when first needed."""
        return pattern(self.phrase)


@dataclass(frozen=True, slots=True)
class Topic:
    """What the statement must (or must not) be about: one of the values of a topic."""

    name: str
    values: frozenset[str]
    negative: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """One line: what a number is when all terms and topics hold; no `targets` for "_"."""

    line: str
    targets: tuple[tuple[str, str], ...]
    terms: tuple[Term, ...]
    topics: tuple[Topic, ...]
    kind: str
    no_pair: bool
    report: str
    doubtful: bool

    @property
    def about(self) -> frozenset[tuple[str, str]]:
        """The topics it asks for, as pairs of name and value."""
        asked = (one for one in self.topics if not one.negative)
        return frozenset((one.name, value) for one in asked for value in one.values)

    @property
    def opener(self) -> re.Pattern[str]:
        """What must stand near the number, whatever else: the first of its words, or nothing."""
        first = self.terms[0] if self.terms else None
        asked = first is not None and not first.negative and first.scope == BESIDE
        return first.words if first and asked else _NOTHING


@cache
def topics_about(indicator: str) -> frozenset[tuple[str, str]]:
    """All topics that some line for the indicator asks for."""
    return frozenset().union(*(one.about for one in rules() if indicator in dict(one.targets)))


@cache
def rules() -> tuple[Rule, ...]:
    """All lines of the data file. Raises `WordingError` that names the line it cannot read."""
    loaded = tomllib.loads(Path(__file__).with_name(FILE).read_text(encoding="utf-8"))
    return rules_of(loaded)


def rules_of(loaded: dict[str, Any]) -> tuple[Rule, ...]:
    """The rules of a loaded data file: tables `words` and `wordings`."""
    lines = [line for theme in loaded["wordings"].values() for line in theme]
    doubled = next((line for line in lines if lines.count(line) > 1), "")
    if doubled:
        raise WordingError(f"{FILE}: dòng {doubled!r} có hai lần")
    return tuple(_rule(line, loaded.get("words", {})) for line in lines)


def _rule(line: str, words: dict[str, str]) -> Rule:
    match = _LINE.match(line)
    if not match:
        raise WordingError(f'{FILE}: {line!r} không có dạng "chỉ tiêu : từ & từ"')
    try:
        return _read(match, line, words)
    except WordingError as error:
        raise WordingError(f"{FILE}: {line!r}: {error}") from None


def _read(match: re.Match[str], line: str, words: dict[str, str]) -> Rule:
    settings: dict[str, str] = {}
    terms: list[Term] = []
    topics: list[Topic] = []
    for text in match["terms"].split(" & "):
        if setting := _SETTING.match(text.strip()):
            _set(setting, settings, topics)
        else:
            terms.append(_term(text.strip(), words))
    if not any(not term.negative and term.scope == BESIDE for term in terms) and not topics:
        raise WordingError("không có từ nào đứng cạnh con số")
    return Rule(
        line,
        _targets(match["targets"]),
        tuple(sorted(terms, key=lambda term: (term.negative, term.scope))),
        tuple(topics),
        settings.get("kind", ""),
        "no_pair" in settings,
        settings.get("report", ""),
        bool(match["doubtful"]),
    )


def _set(setting: re.Match[str], settings: dict[str, str], topics: list[Topic]) -> None:
    name, value = setting["name"], setting["value"]
    kinds = ("pair",) if setting["negative"] else KINDS
    allowed = {"kind": kinds, "report": LEVELS}.get(name) or tuple(sentence_words().topics.get(name, ()))
    values = frozenset(value.split("|"))
    if not values <= set(allowed):
        raise WordingError(f"{name}={value}: không có trong {', '.join(allowed) or 'danh mục'}")
    if name == "kind" and setting["negative"]:
        settings["no_pair"] = value
    elif name in ("kind", "report"):
        settings[name] = value
    else:
        topics.append(Topic(name, values, bool(setting["negative"])))


def _term(text: str, words: dict[str, str]) -> Term:
    match = _TERM.match(text)
    if not match or (match["scope"] == LEADING) != text.endswith(">"):
        raise WordingError(f"không hiểu {text!r}")
    phrase = _named_words(match["words"], words)
    pattern_text(phrase)
    return Term(phrase, match["scope"], bool(match["negative"]))


def _named_words(text: str, words: dict[str, str]) -> str:
    def named(reference: re.Match[str]) -> str:
        if reference[1] not in words:
            raise WordingError(f"không có [words] {reference[1]!r}")
        return f"({_named_words(words[reference[1]], words)})"

    return _WORDS_REFERENCE.sub(named, text)


def _targets(text: str) -> tuple[tuple[str, str], ...]:
    named = [piece.strip().partition("@") for piece in text.split("+") if piece.strip() != "_"]
    for name, _, breakdown in named:
        if name not in indicators():
            raise WordingError(f"không có chỉ tiêu {name!r}")
        if breakdown and breakdown_named(breakdown) is None:
            raise WordingError(f"không có phần {breakdown!r}")
    return tuple((name, breakdown) for name, _, breakdown in named)
