"""Figures read from sentences beside their sentences: accept, correct or drop each; doubtful ones first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256

import pandas as pd
import streamlit as st

from dashboard.hand_in.corrections import corrected_value
from dashboard.reports.report_lines import part_of, place_of, standing_place, stated_text
from dashboard.reports.told_figures import (
    TextSection,
    ToldFigure,
    by_importance,
    others_told,
    paragraph_of,
)
from dashboard.words.language import speaker
from dashboard.words.marked_text import marked
from dashboard.words.plain_text import escaped
from data_loaders.catalogue.problem_kinds import problem_kinds, sentence
from data_loaders.drafts import Figure
from data_loaders.numbers import shown
from data_loaders.store.decisions import Decision, FigureKey

_MOST_OTHERS = 5
_CHOICES = ("accept", "correct", "drop")


@dataclass(frozen=True, slots=True)
class Deciding:
    """What is decided about: the sections, the decisions so far, whom to tell one (None: undecided).

    `stated` is all the report states, as it stands with the decisions.
    """

    sections: Sequence[TextSection]
    stated: pd.DataFrame
    decisions: Mapping[FigureKey, Decision]
    decide: Callable[[FigureKey, Decision | None], None]
    key: str


def ask_decisions(told: Sequence[ToldFigure], deciding: Deciding) -> None:
    """Draw the doubtful figures at once and the sure ones, accepted beforehand, folded, by section."""
    ordered = by_importance(told)
    doubtful = [one for one in ordered if not one.figure.confirmed]
    _show_key(doubtful=bool(doubtful))
    if doubtful:
        say = speaker()
        st.caption(
            say.say(
                "Nhận, sửa hoặc bỏ từng số chưa chắc chắn. Số để ngỏ vẫn được giữ, ghi là chưa xác nhận "
                "và không tính vào tổng."
            )
        )
    for one in doubtful:
        _ask(one, deciding)
    if sure := [one for one in ordered if one.figure.confirmed]:
        _ask_sure(sure, deciding)


def decision_sentence(told: Sequence[ToldFigure], decisions: Mapping[FigureKey, Decision]) -> str:
    """How many figures were read, how many wait for a person, how many were corrected or dropped."""
    say = speaker()
    chosen = [decisions[one.key].choice for one in told if one.key in decisions]
    waiting = sum(not one.figure.confirmed and one.key not in decisions for one in told)
    parts = [
        say.say("{count} số liệu đọc từ lời văn", count=len(told)),
        say.say("{count} chưa chắc chắn, cần xem", count=waiting) if waiting else "",
        say.say("{count} đã sửa", count=chosen.count("correct")) if "correct" in chosen else "",
        say.say("{count} đã bỏ", count=chosen.count("drop")) if "drop" in chosen else "",
    ]
    return ", ".join(part for part in parts if part)


def _show_key(*, doubtful: bool) -> None:
    """What the colours mean."""
    say = speaker()
    signs = [
        say.say(":blue-background[số chắc chắn]"),
        say.say(":orange-background[số chưa chắc chắn]") if doubtful else "",
        say.say(":green-background[câu đã đọc]"),
    ]
    st.markdown(f":small[{' · '.join(sign for sign in signs if sign)}]")


def _ask_sure(sure: Sequence[ToldFigure], deciding: Deciding) -> None:
    say = speaker()
    changed = [one.key for one in sure if one.key in deciding.decisions]
    label = say.say("{count} số chắc chắn đã được nhận sẵn", count=len(sure))
    with st.expander(label, expanded=False):
        if changed:
            st.button(
                say.say("Nhận tất cả số chắc chắn"),
                key=f"accept_all_{deciding.key}",
                on_click=_forget_all,
                args=(changed, deciding),
            )
        places = list(dict.fromkeys(one.section for one in sure))
        place = st.selectbox(
            say.say("Mục của báo cáo"),
            sorted(places),
            format_func=partial(_section_name, sure, deciding),
            key=f"sure_section_{deciding.key}",
        )
        for one in sure:
            if one.section == place:
                _ask(one, deciding)


def _section_name(sure: Sequence[ToldFigure], deciding: Deciding, place: int) -> str:
    number = sum(one.section == place for one in sure)
    section = deciding.sections[place] if place >= 0 else None
    name = f"{section.number} {section.title}".strip() if section else speaker().say("Khác")
    return f"{name} ({number})"


def _forget_all(keys: Sequence[FigureKey], deciding: Deciding) -> None:
    for key in keys:
        deciding.decide(key, None)
        for name in ("choice", "value"):
            st.session_state.pop(_widget(name, key, deciding), None)


def _ask(one: ToldFigure, deciding: Deciding) -> None:
    """One figure: its paragraph at the left, what was read and the choice at the right."""
    with st.container(border=True, key=_widget("told", one.key, deciding)):
        text, choice = st.columns([3, 2], gap="medium")
        with text:
            _show_paragraph(one, deciding)
        with choice:
            _show_reading(one)
            _show_others(one, deciding)
            _ask_choice(one, deciding)


def _show_paragraph(one: ToldFigure, deciding: Deciding) -> None:
    paragraph, marks = paragraph_of(one, deciding.sections)
    st.caption(escaped(place_of("", "", one.figure.place.section, speaker())))
    st.markdown(marked(paragraph, marks))


def _show_reading(one: ToldFigure) -> None:
    say, figure = speaker(), one.figure
    part = part_of(figure.breakdown, say)
    name = say.indicator(figure.indicator) + (f" ({part})" if part else "")
    doubt = "" if figure.confirmed else f" :orange-badge[{say.say('chưa chắc chắn')}]"
    st.markdown(f"{escaped(name)}: **{escaped(stated_text(figure, say))}**{doubt}")
    if not figure.confirmed and figure.mark in problem_kinds():
        st.caption(escaped(sentence(figure.mark, {}, say.language)))


def _show_others(one: ToldFigure, deciding: Deciding) -> None:
    """What the report says otherwise of the same thing, in forms and tables first."""
    say, made = speaker(), deciding.decisions.get(one.key)
    corrected = made.value if made and made.choice == "correct" else None
    others = others_told(one.figure, deciding.stated, corrected=corrected)
    first = others.head(_MOST_OTHERS).itertuples()
    told = ((stated_text(row, say), _other_place(row, one.figure)) for row in first)
    listed = [f"**{escaped(value)}** ({escaped(place)})" for value, place in told]
    if len(others) > len(listed):
        listed.append(say.say("và {count} số khác", count=len(others) - len(listed)))
    if listed:
        st.caption(say.say("Báo cáo còn ghi: {others}", others="; ".join(listed)))


def _other_place(row, figure: Figure) -> str:  # noqa: ANN001
    """Where another statement stands, seen from the figure."""
    say = speaker()
    if row.quote == figure.quote:
        return say.say("cùng câu này")
    beside = row.source == figure.source and row.section == figure.place.section
    return say.say("cùng mục này") if beside else standing_place(row, say)


def _ask_choice(one: ToldFigure, deciding: Deciding) -> None:
    say = speaker()
    key, made = _widget("choice", one.key, deciding), deciding.decisions.get(one.key)
    start = made.choice if made else "accept" if one.figure.confirmed else None
    names = {"accept": say.say("Nhận"), "correct": say.say("Sửa"), "drop": say.say("Bỏ")}
    if key not in st.session_state:
        st.session_state[key] = start
    chosen = st.segmented_control(
        say.say("Quyết định"),
        _CHOICES,
        format_func=names.__getitem__,
        key=key,
        on_change=_take_choice,
        args=(one, deciding),
        label_visibility="collapsed",
    )
    if chosen == "correct":
        _ask_value(one, deciding, made)


def _take_choice(one: ToldFigure, deciding: Deciding) -> None:
    chosen = st.session_state.get(_widget("choice", one.key, deciding))
    same = chosen == "accept" and one.figure.confirmed
    decided = Decision(chosen, one.figure.value) if chosen and not same else None
    deciding.decide(one.key, decided)


def _ask_value(one: ToldFigure, deciding: Deciding, made: Decision | None) -> None:
    say, key = speaker(), _widget("value", one.key, deciding)
    typed = st.text_input(
        say.say("Giá trị đúng"),
        shown(made.value if made else one.figure.value),
        key=key,
        max_chars=40,
        on_change=_take_value,
        args=(one, deciding),
    )
    if corrected_value(one.figure.indicator, typed) is None:
        st.markdown(f":red[{say.say('Ghi một con số phù hợp với chỉ tiêu này.')}]")
    else:
        told = say.say(
            "Máy đọc: {value}. Câu trong báo cáo được giữ làm nguồn.", value=shown(one.figure.value)
        )
        st.caption(escaped(told))


def _take_value(one: ToldFigure, deciding: Deciding) -> None:
    typed = str(st.session_state.get(_widget("value", one.key, deciding)) or "")
    value = corrected_value(one.figure.indicator, typed)
    if value is not None:
        deciding.decide(one.key, Decision("correct", value))


def _widget(name: str, key: FigureKey, deciding: Deciding) -> str:
    """The key of a widget; what stands in a sentence is not shown in it."""
    return f"{name}_{deciding.key}_{sha256(repr(key).encode()).hexdigest()[:12]}"
