"""What a file leaves open, asked by selectboxes: whose it is, which period."""

from __future__ import annotations

from datetime import date

import streamlit as st

from dashboard.hand_in.staging import StagedFile, answer
from dashboard.words.language import speaker
from data_loaders.catalogue.periods import period_key, period_kinds, period_of
from data_loaders.catalogue.units import units
from data_loaders.drafts import Question
from data_loaders.reading.recognition import full_path

_YEARS_BACK = 6


def ask_questions(one: StagedFile) -> None:
    """Draw a selectbox for each question of the file; an answer has the file read again."""
    for number, question in enumerate(one.reading.questions if one.reading else ()):
        key = f"answer_{one.sha256[:12]}_{number}_{question.about}_{question.asked}"
        st.selectbox(
            _label(question),
            _options(question),
            index=None,
            key=key,
            format_func=full_path if question.about == "unit" else speaker().period,
            placeholder=_placeholder(question),
            filter_mode="contains",
            on_change=_take,
            args=(one, question, key),
        )


def _take(one: StagedFile, question: Question, key: str) -> None:
    if said := st.session_state.get(key):
        answer(one, about=question.about, asked=question.asked, said=str(said))


def _label(question: Question) -> str:
    say = speaker()
    if question.about == "period":
        if question.asked:
            return say.say("Tệp ghi kỳ “{asked}”. Số liệu thuộc kỳ nào?", asked=question.asked)
        return say.say("Tệp không ghi kỳ báo cáo. Số liệu thuộc kỳ nào?")
    if question.asked:
        return say.say("“{asked}” là đơn vị nào?", asked=question.asked)
    return say.say("Tệp không ghi tên đơn vị. Báo cáo của đơn vị nào?")


def _placeholder(question: Question) -> str:
    say = speaker()
    return say.say("Chọn đơn vị") if question.about == "unit" else say.say("Chọn kỳ báo cáo")


def _options(question: Question) -> list[str]:
    """The candidates first, then everything else there is."""
    every = every_unit() if question.about == "unit" else recent_periods()
    return [*question.candidates, *(one for one in every if one not in question.candidates)]


def every_unit() -> list[str]:
    """The codes of all units, by name."""
    return [one.code for one in sorted(units().values(), key=lambda one: one.sort_key)]


def recent_periods() -> list[str]:
    """The periods of this year and the six before, newest first."""
    this_year = date.today().year
    years = range(this_year - _YEARS_BACK, this_year + 1)
    return sorted(
        (period_of(year, kind) for year in years for kind in period_kinds()), key=period_key, reverse=True
    )
