"""What files leave open, asked by selectboxes, each question once for all files it concerns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from hashlib import sha256

import streamlit as st

from dashboard.hand_in.batch_questions import BatchQuestion, batch_questions
from dashboard.hand_in.batch_store import Batch
from dashboard.hand_in.staging import StagedFile, with_answer
from dashboard.words.language import speaker
from dashboard.words.plain_text import escaped
from data_loaders.catalogue.periods import period_key, period_kinds, period_of
from data_loaders.catalogue.units import units
from data_loaders.reading.recognition import full_path

_YEARS_BACK = 6
_MOST_ASKED = 12


@dataclass(frozen=True, slots=True)
class _Asked:
    """One question to draw: its words, what is offered first, what is chosen, for which files it counts."""

    about: str
    asked: str
    label: str
    candidates: tuple[str, ...]
    file_ids: tuple[int, ...]
    chosen: str | None = None


def ask_batch_questions(batch: Batch, files: Sequence[StagedFile]) -> None:
    """Draw the questions that the files leave open; an answer has the files it concerns read again."""
    questions = batch_questions(files)
    if not questions:
        return
    say = speaker()
    with st.container(border=True, key="batch_questions"):
        if len(files) > 1:
            st.markdown(f"**{say.say('Cần trả lời trước khi lưu')}**")
        for one in questions[:_MOST_ASKED]:
            label = _label(one) + _of_how_many(one, len(files))
            _ask(batch, _Asked(one.about, one.asked, label, one.candidates, one.file_ids))
        if len(questions) > _MOST_ASKED:
            rest = len(questions) - _MOST_ASKED
            st.caption(say.say("Còn {count} câu hỏi khác, hiện khi trả lời xong các câu trên.", count=rest))


def ask_again(batch: Batch, one: StagedFile) -> None:
    """Draw what was answered for a file, to be changed for this file alone; nothing without answers."""
    answered = _answered(one)
    if not answered:
        return
    with st.expander(speaker().say("Đổi câu trả lời của riêng tệp này")):
        for asked in answered:
            _ask(batch, asked)


def _answered(one: StagedFile) -> list[_Asked]:
    say, ids = speaker(), (one.id,)
    found = [
        _Asked("unit", asked, say.say("“{asked}” là đơn vị nào?", asked=escaped(asked)), (), ids, said)
        for asked, said in one.answers.names.items()
    ]
    if one.answers.unit:
        found.append(_Asked("unit", "", say.say("Đơn vị"), (), ids, one.answers.unit))
    if one.answers.period:
        found.append(_Asked("period", "", say.say("Kỳ báo cáo"), (), ids, one.answers.period))
    return found


def _ask(batch: Batch, one: _Asked) -> None:
    options = _options(one)
    told = repr((batch.token, one.about, one.asked, one.file_ids, one.chosen))
    key = f"answer_{sha256(told.encode()).hexdigest()[:16]}"
    st.selectbox(
        one.label,
        options,
        index=options.index(one.chosen) if one.chosen in options else None,
        key=key,
        format_func=full_path if one.about == "unit" else speaker().period,
        placeholder=_placeholder(one.about),
        filter_mode="contains",
        on_change=_take,
        args=(batch, one, key),
    )


def _take(batch: Batch, one: _Asked, key: str) -> None:
    if said := st.session_state.get(key):
        batch.change(one.file_ids, partial(with_answer, about=one.about, asked=one.asked, said=str(said)))


def _label(one: BatchQuestion) -> str:
    say, asked = speaker(), escaped(one.asked)
    if one.about == "period":
        if one.asked:
            return say.say("Tệp ghi kỳ “{asked}”. Số liệu thuộc kỳ nào?", asked=asked)
        return say.say("Tệp không ghi kỳ báo cáo. Số liệu thuộc kỳ nào?")
    if one.asked:
        return say.say("“{asked}” là đơn vị nào?", asked=asked)
    return say.say("Tệp không ghi tên đơn vị. Báo cáo của đơn vị nào?")


def _of_how_many(one: BatchQuestion, files: int) -> str:
    """Which files a question is about; nothing where there is only one."""
    say = speaker()
    if files == 1:
        return ""
    if len(one.file_ids) == 1:
        return say.say(" — tệp {file}", file=escaped(one.file))
    return say.say(" — {count} tệp, trả lời một lần", count=len(one.file_ids))


def _placeholder(about: str) -> str:
    say = speaker()
    return say.say("Chọn đơn vị") if about == "unit" else say.say("Chọn kỳ báo cáo")


def _options(one: _Asked) -> list[str]:
    """The candidates first, then everything else there is."""
    every = every_unit() if one.about == "unit" else recent_periods()
    return [*one.candidates, *(each for each in every if each not in one.candidates)]


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
