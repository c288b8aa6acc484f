"""Figures stated in sentences, each with its place in the text: section, paragraph, sentence, number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

import pandas as pd
from sqlalchemy import Connection

from dashboard.reports.report_contents import current_figures, narrative
from dashboard.words.marked_text import Mark, moved
from data_loaders.catalogue.indicators import indicators, themes
from data_loaders.documents.outline import section_path
from data_loaders.drafts import Figure, Place, ReportDraft
from data_loaders.sentences.folded_text import fold_in_place
from data_loaders.sentences.sentence_amounts import amounts_of
from data_loaders.sentences.sentence_figures import readable
from data_loaders.store.decisions import CORRECTED, FigureKey, key_of

_LONGEST_PATH = 300
NARRATIVE = "narrative"


class TextSection(Protocol):
    """A section, drafted or stored."""

    number: str
    title: str
    depth: int
    text: str


@dataclass(frozen=True, slots=True)
class ToldFigure:
    """A figure and where it is told: `section` counts the report's sections from 0, -1 where it is not found.

    `sentence` is [start, end) in the section's text, or in its title where `in_title`; `number` is where the
    value itself stands in the same text, empty where it is said in other words.
    """

    figure: Figure
    section: int = -1
    in_title: bool = False
    sentence: tuple[int, int] = (0, 0)
    number: tuple[int, int] = (0, 0)

    @property
    def key(self) -> FigureKey:
        """What a decision about it names."""
        return key_of(self.figure)

    @property
    def color(self) -> str:
        """The colour behind its number: doubtful, corrected or sure."""
        if not self.figure.confirmed:
            return "orange"
        return "violet" if self.figure.mark == CORRECTED else "blue"

    def marks(self, *, asked: bool = False) -> list[Mark]:
        """What to colour in the text; when asked for, its whole sentence too."""
        first, last = self.number
        whole = [Mark(*self.sentence, "green")] if asked else []
        told = (
            Mark(first, last, self.color, strong=True) if last > first else Mark(*self.sentence, self.color)
        )
        return [*whole, told] if last > first or not asked else whole


def figures_of_draft(draft: ReportDraft) -> list[Figure]:
    """The figures of a draft that stand in sentences."""
    return [one for one in draft.figures if one.slot == NARRATIVE]


def figures_of_report(stated: pd.DataFrame) -> list[Figure]:
    """The figures of a stored report (its current figures) that stand in sentences, in the order stored."""
    told = stated[stated["slot"] == NARRATIVE].sort_values("id")
    return [
        Figure(
            row.indicator,
            row.value,
            row.source,
            row.slot,
            row.breakdown,
            Place(section=row.section),
            row.quote,
            approximate=bool(row.approximate),
            confirmed=bool(row.confirmed),
            mark=row.mark,
        )
        for row in told.itertuples()
    ]


def told_in_report(connection: Connection, *, report_id: int) -> tuple[ToldFigure, ...]:
    """The figures in the sentences of a stored report, with their places in its narrative."""
    stated = current_figures(connection, report_id=report_id)
    return tuple(located(figures_of_report(stated), narrative(connection, report_id=report_id)))


def stands_in_text(stated: pd.DataFrame, indicator: str) -> bool:
    """Whether sentences are the most trusted place where the report states an indicator."""
    found = stated.loc[stated["indicator"] == indicator, "source"]
    return bool(len(found)) and found.iloc[0] == NARRATIVE


def located(figures: Iterable[Figure], sections: Sequence[TextSection]) -> list[ToldFigure]:
    """The figures with their places in the sections, in the same order."""
    paths = [section_path(sections, place)[:_LONGEST_PATH] for place in range(len(sections))]
    return [_located(one, sections, paths) for one in figures]


def paragraph_of(told: ToldFigure, sections: Sequence[TextSection]) -> tuple[str, list[Mark]]:
    """The paragraph that holds the sentence, with the sentence and its number to be coloured in it."""
    if told.section < 0:
        return told.figure.quote, []
    section = sections[told.section]
    text = section.title if told.in_title else section.text
    start = text.rfind("\n", 0, told.sentence[0]) + 1
    end = text.find("\n", told.sentence[1])
    return text[start : end if end >= 0 else len(text)], moved(told.marks(asked=True), -start)


def others_told(figure: Figure, stated: pd.DataFrame, *, corrected: float | None = None) -> pd.DataFrame:
    """The rows of `stated` that say otherwise of what `figure` says, each value once at each place.

    What a person `corrected` the figure itself to is none of them.
    """
    same = (stated["indicator"] == figure.indicator) & (stated["breakdown"] == figure.breakdown)
    itself = (stated["quote"] == figure.quote) & stated["value"].isin([figure.value, corrected])
    other = stated[same & ~itself & (stated["value"] != figure.value)]
    return other.drop_duplicates(["value", "source", "sheet", "cell", "section"])


def by_importance(told: Iterable[ToldFigure]) -> list[ToldFigure]:
    """The doubtful ones first, then by field of reform; what is said of one thing stands together."""
    listed, order = list(told), {name: number for number, name in enumerate(themes())}
    first = {one.figure.indicator: place for place, one in reversed(list(enumerate(listed)))}
    return sorted(
        listed,
        key=lambda one: (
            one.figure.confirmed,
            _theme_order(one.figure, order),
            first[one.figure.indicator],
        ),
    )


def _theme_order(figure: Figure, order: dict[str, int]) -> int:
    known = indicators().get(figure.indicator)
    return order.get(known.theme, len(order)) if known else len(order)


def _located(figure: Figure, sections: Sequence[TextSection], paths: Sequence[str]) -> ToldFigure:
    named = [place for place, path in enumerate(paths) if path == figure.place.section[:_LONGEST_PATH]]
    for place in [*named, *(place for place in range(len(sections)) if place not in named)]:
        for in_title, text in ((False, sections[place].text), (True, sections[place].title)):
            at = text.find(figure.quote) if figure.quote else -1
            if at >= 0:
                bounds = at, at + len(figure.quote)
                return ToldFigure(figure, place, in_title, bounds, _number_at(figure, at))
    return ToldFigure(figure, named[0] if named else -1)


def _number_at(figure: Figure, offset: int) -> tuple[int, int]:
    first, last = number_in(figure.quote, figure.value)
    return (offset + first, offset + last) if last > first else (0, 0)


@lru_cache(maxsize=4096)
def number_in(quote: str, value: float) -> tuple[int, int]:
    """[start, end) of the number in a sentence that says `value`, or (0, 0)."""
    plain = readable(quote)
    amounts = [one for one in amounts_of(plain, fold_in_place(plain)) if one.end > one.start]
    for wanted in ("value", "whole"):
        for one in amounts:
            said = getattr(one, wanted)
            if said is not None and abs(said - value) <= 1e-6 * max(abs(value), 1):
                return one.start, one.end
    return 0, 0
