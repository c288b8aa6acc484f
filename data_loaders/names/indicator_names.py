"""Which indicator a header or a cell means: id, form row ("BM3-3.3.1"), label, or a close label."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from data_loaders.catalogue.folding import fold, fold_words
from data_loaders.catalogue.forms import FormRow, form_rows, row_by_code
from data_loaders.catalogue.headers import words
from data_loaders.catalogue.indicators import indicators
from data_loaders.catalogue.label_words import bare_label, likeness, plain_label
from data_loaders.catalogue.units_of_measure import money_factor

_CLOSE, _MARGIN, _SHORTEST = 91.0, 2.0, 12
_FORM = r"(?:bieu(?: mau)?(?: so)?|bm)[\s.:_-]*0?(?P<form>[1-7])"
_CODE = re.compile(
    rf"\b{_FORM}\s*[-–./:,_]?\s*(?:(?:dong|muc|stt|chi tieu)\s*)?(?P<row>\d+(?:\.\d+)*)\.?(?=$|[\s:;,)(-])"
)
_FORM_ALONE = re.compile(rf"\b{_FORM}\b")
_ROW_ALONE = re.compile(r"(?P<row>\d+(?:\.\d+)*)\.?")
_MEASURE = re.compile(
    r"\((?:đơn vị(?: tính)?:?\s*|đvt:?\s*)?([^()]*(?:đồng|đ|%|hồ sơ|người|vnd)[^()]*)\)", re.IGNORECASE
)
_WRITTEN_CODE = re.compile(
    r"\b(?:biểu|bieu)?\s*(?:mẫu|mau|bm)\s*(?:số|so)?[\s.:_-]*0?[1-7]\s*[-–./:,_]?\s*\d+(?:\.\d+)*\.?(?=$|[\s:;,)(-])",
    re.IGNORECASE,
)
_LEADING = re.compile(r"^\s*(?:\d+(?:\.\d+)*\.?\)?\s+|[a-zđ]\)\s*|[-+]\s*)")
_PERCENT_WORDS = ("ty le", "ti le", "phan tram", "dat ty le")

Named = tuple[str, str]
"""An indicator's id and a breakdown."""


@dataclass(frozen=True, slots=True)
class NamedIndicator:
    """An indicator a text names, with its breakdown and the unit of measure printed with it.

    `candidates` are ids when the text fits several; then `id` is "". `disputed` is the id that a code beside
    the label names, where the label is another's: the label decides.
    """

    id: str = ""
    breakdown: str = ""
    measure: str = ""
    candidates: tuple[str, ...] = ()
    disputed: str = ""


NOT_NAMED = NamedIndicator()


def named_indicator(texts: Sequence[str]) -> NamedIndicator:
    """The indicator that the header texts of a column (top down) or the cells of a row name together."""
    measure = _measure(texts)
    for text in reversed(texts):
        if text.strip() in indicators():
            return NamedIndicator(text.strip(), measure=measure or indicators()[text.strip()].unit)
    row = _coded(texts)
    labelled = _by_label(texts, measure)
    if row is None:
        return labelled
    coded = NamedIndicator(row.indicator, row.breakdown, measure or row.unit)
    if not labelled.id or labelled.id == coded.id:
        return coded
    return replace(labelled, disputed=coded.id)


def _by_label(texts: Sequence[str], measure: str) -> NamedIndicator:
    """By the lowest text that is a label; what stands below it may only say that it is a number."""
    for index in range(len(texts) - 1, -1, -1):
        if labelled(texts[index]):
            return _below(_chosen(texts[index], measure, texts[:index]), texts[index + 1 :])
        if labelled(joined := " ".join(texts[index:])):
            return _chosen(joined, measure, texts[:index])
    return NOT_NAMED


def _below(named: NamedIndicator, lower: Sequence[str]) -> NamedIndicator:
    """What the column is when texts stand below the label: the same, its rate, or something not known."""
    said = [text for text in lower if not is_neutral(text)]
    if not said:
        return named
    if all(is_percent(text) for text in said) and named.id:
        rates = [one.id for one in indicators().values() if one.numerator == named.id]
        return replace(named, id=rates[0], measure="%") if len(rates) == 1 else NOT_NAMED
    return NOT_NAMED


def is_neutral(text: str) -> bool:
    """Whether a header text below a label only says that its number stands here ("Tổng số", "Số lượng")."""
    bare = fold_words(re.sub(r"\([^()]*\)", " ", text))
    return not bare or bare.isdigit() or bare in words("wide", "neutral")


def is_percent(text: str) -> bool:
    """Whether a header text speaks of a rate."""
    folded = fold(text)
    return folded.strip("() ") == "%" or folded.startswith(_PERCENT_WORDS)


def _chosen(label: str, measure: str, above: Sequence[str]) -> NamedIndicator:
    """One indicator among rows of the same label, told by the texts above; its breakdown when all agree."""
    found = labelled(label)
    fitting = _under(found, above) or found
    ids = {indicator for indicator, _ in fitting}
    if len(ids) > 1:
        return NamedIndicator(candidates=tuple(sorted(ids)))
    breakdowns = {breakdown for _, breakdown in fitting}
    own = measure or _money_measure(fitting, label)
    return NamedIndicator(ids.pop(), breakdowns.pop() if len(breakdowns) == 1 else "", own)


def _under(found: frozenset[Named], above: Sequence[str]) -> frozenset[Named]:
    """The rows whose parent row is named in the header texts above."""
    if len(found) < 2 or not above:
        return frozenset()
    rows = [row for row in form_rows() if (row.indicator, row.breakdown) in found]
    under = [row for row in rows if (parent := _parent(row)) and _named_above(parent, rows, above)]
    return frozenset((row.indicator, row.breakdown) for row in under)


def _parent(row: FormRow) -> FormRow | None:
    return row_by_code().get((row.form, row.row.rpartition(".")[0]))


def _named_above(parent: FormRow, rows: Sequence[FormRow], above: Sequence[str]) -> bool:
    """Whether a text above is the parent's label, or holds the words only this parent's label has."""
    own = set(plain_label(parent.label).split())
    others = [set(plain_label(one.label).split()) for row in rows if (one := _parent(row)) and one != parent]
    special = own - set().union(*others) if others else set()
    said = set(plain_label(" ".join(above)).split())
    return any(likeness(text, parent.label) >= _CLOSE for text in above) or bool(special and special <= said)


def _money_measure(found: Iterable[Named], label: str) -> str:
    """The measure ("Triệu đồng") a form prints with the row of money whose very label this is."""
    rows = [row for row in form_rows() if (row.indicator, row.breakdown) in found]
    return next(
        (row.unit for row in rows if money_factor(row.unit) and likeness(label, row.label) > _CLOSE), ""
    )


def _coded(texts: Sequence[str]) -> FormRow | None:
    """The form row named by its code, if one is: "BM3-3.3.1", or form and row in two header cells."""
    for text in (*reversed(texts), " ".join(texts)):
        match = _CODE.search(fold(text))
        row = match and row_by_code().get((int(match["form"]), match["row"]))
        if row and row.indicator:
            return row
    forms = [match for text in texts if (match := _FORM_ALONE.search(fold(text)))]
    rows = [match for text in texts if (match := _ROW_ALONE.fullmatch(fold(text)))]
    row = forms and rows and row_by_code().get((int(forms[0]["form"]), rows[-1]["row"]))
    return row if row and row.indicator else None


def names_row(text: str) -> bool:
    """Whether a text names a form row by its code."""
    return bool(_CODE.search(fold(text)))


def _measure(texts: Iterable[str]) -> str:
    return next((match[1] for text in texts if (match := _MEASURE.search(text))), "")


@lru_cache(maxsize=16_384)
def labelled(text: str) -> frozenset[Named]:
    """Indicators with breakdowns whose label `text` is, or is close to; empty when none."""
    clean = _LEADING.sub("", _WRITTEN_CODE.sub(" ", _MEASURE.sub(" ", text)).strip())
    for key in (plain_label(clean), bare_label(clean)):
        if key and key in _labels():
            return _labels()[key]
    return _close(clean) if len(plain_label(clean)) >= _SHORTEST else frozenset()


def _close(text: str) -> frozenset[Named]:
    scored = sorted(((likeness(text, label), key) for label, key in _spellings()), key=lambda one: -one[0])
    best, key = scored[0]
    rival = next((score for score, other in scored if _labels()[other] != _labels()[key]), 0.0)
    if best < _CLOSE or rival > best - _MARGIN:
        return frozenset()
    return _labels()[key]


@cache
def _spellings() -> tuple[tuple[str, str], ...]:
    """Every label as printed with the key it stands under."""
    names = [row.label for row in form_rows() if row.indicator]
    names += [name for one in indicators().values() for name in (one.name_vi, one.name_en)]
    return tuple((name, plain_label(name)) for name in dict.fromkeys(names))


@cache
def _labels() -> dict[str, frozenset[Named]]:
    index: dict[str, set[Named]] = {}
    for row in form_rows():
        if row.indicator:
            for key in (plain_label(row.label), bare_label(row.label)):
                index.setdefault(key, set()).add((row.indicator, row.breakdown))
    for one in indicators().values():
        for name in (one.name_vi, one.name_en):
            for key in (plain_label(name), bare_label(name)):
                index.setdefault(key, {(one.id, "")})
    return {key: frozenset(found) for key, found in index.items() if key}
