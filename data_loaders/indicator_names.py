"""Which indicator a header or a cell means: id, form row ("BM3-3.3.1"), label, or a close label."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz, process

from data_loaders.catalogue.folding import fold, fold_words
from data_loaders.catalogue.forms import form_rows, row_by_code
from data_loaders.catalogue.indicators import indicators
from data_loaders.form_matching import bare_label

_CLOSE = 93
_FORM = r"(?:bieu(?: mau)?(?: so)?|bm)[\s.:_-]*0?(?P<form>[1-7])"
_CODE = re.compile(rf"\b{_FORM}\s*[-–./:,_]?\s*(?:(?:dong|muc|stt|chi tieu)\s*)?(?P<row>\d+(?:\.\d+)*)\.?(?=$|[\s:;,)(-])")
_FORM_ALONE = re.compile(rf"\b{_FORM}\b")
_ROW_ALONE = re.compile(r"(?P<row>\d+(?:\.\d+)*)\.?")
_MEASURE = re.compile(r"\((?:đơn vị(?: tính)?:?\s*)?([^()]*(?:đồng|đ|%|hồ sơ|người|vnd)[^()]*)\)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NamedIndicator:
    """An indicator a text names, with its breakdown and the unit of measure printed with it.

    `candidates` are ids when the text fits several; then `id` is "".
    """

    id: str = ""
    breakdown: str = ""
    measure: str = ""
    candidates: tuple[str, ...] = ()


NOT_NAMED = NamedIndicator()


def named_indicator(texts: Sequence[str]) -> NamedIndicator:
    """The indicator that the header texts of a column (top down) or one cell name together."""
    measure = _measure(texts)
    for text in reversed(texts):
        if text.strip() in indicators():
            return NamedIndicator(text.strip(), measure=measure)
    if row := _coded(texts):
        return NamedIndicator(row[0], row[1], measure or row[2])
    for text in reversed(texts):
        if found := _labelled(text):
            return _chosen(found, measure)
    return NOT_NAMED


def _chosen(found: frozenset[tuple[str, str]], measure: str) -> NamedIndicator:
    """One indicator among rows of the same label: its breakdown only when all rows agree on it."""
    ids = {indicator for indicator, _ in found}
    if len(ids) > 1:
        return NamedIndicator(candidates=tuple(sorted(ids)))
    breakdowns = {breakdown for _, breakdown in found}
    return NamedIndicator(ids.pop(), breakdowns.pop() if len(breakdowns) == 1 else "", measure)


def _coded(texts: Sequence[str]) -> tuple[str, str, str] | None:
    """Indicator, breakdown and printed unit of the form row named by code, if one is."""
    for text in (*reversed(texts), " ".join(texts)):
        match = _CODE.search(fold(text))
        row = match and row_by_code().get((int(match["form"]), match["row"]))
        if row and row.indicator:
            return row.indicator, row.breakdown, row.unit
    return _coded_apart(texts)


def _coded_apart(texts: Sequence[str]) -> tuple[str, str, str] | None:
    """The form in one header cell, the row number in another."""
    forms = [match for text in texts if (match := _FORM_ALONE.search(fold(text)))]
    rows = [match for text in texts if (match := _ROW_ALONE.fullmatch(fold(text)))]
    row = forms and rows and row_by_code().get((int(forms[0]["form"]), rows[-1]["row"]))
    return (row.indicator, row.breakdown, row.unit) if row and row.indicator else None


def _measure(texts: Iterable[str]) -> str:
    return next((match[1] for text in texts if (match := _MEASURE.search(text))), "")


def _labelled(text: str) -> frozenset[tuple[str, str]]:
    """Indicators with breakdowns whose label `text` is, or is close to; empty when none."""
    clean = _MEASURE.sub(" ", text)
    for key in (fold_words(clean), bare_label(clean)):
        if key and key in _by_label():
            return _by_label()[key]
    return _close(fold_words(clean))


def _close(key: str) -> frozenset[tuple[str, str]]:
    if len(key) < 12:
        return frozenset()
    found = process.extract(key, list(_by_label()), scorer=fuzz.ratio, score_cutoff=_CLOSE, limit=3)
    if not found or (len(found) > 1 and found[1][1] > found[0][1] - 2 and _differ(found[0][0], found[1][0])):
        return frozenset()
    return _by_label()[found[0][0]]


def _differ(one: str, other: str) -> bool:
    return _by_label()[one] != _by_label()[other]


@cache
def _by_label() -> dict[str, frozenset[tuple[str, str]]]:
    index: dict[str, set[tuple[str, str]]] = {}
    for row in form_rows():
        if row.indicator:
            for key in (row.folded_label, bare_label(row.label)):
                index.setdefault(key, set()).add((row.indicator, row.breakdown))
    for one in indicators().values():
        for name in (one.name_vi, one.name_en):
            key = fold_words(name)
            if key not in index or (one.id, "") not in index[key]:
                index.setdefault(key, {(one.id, "")})
    return {key: frozenset(found) for key, found in index.items() if key}
