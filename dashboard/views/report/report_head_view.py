"""The top of a report: whose it is, when it came, how much it holds and what is wrong with it."""

from __future__ import annotations

import streamlit as st

from dashboard.reports.report_contents import ReportHead
from dashboard.words.language import speaker
from dashboard.words.plain_text import escaped
from data_loaders.catalogue.periods import window
from data_loaders.catalogue.units import ancestors, units

_ARCHIVED_AFTER = 180
"""Days after the due date from which a report is an old one entered afterwards, not a late one."""


def show_head(head: ReportHead, *, figures: int, unconfirmed: int, errors: int, warnings: int) -> None:
    """Draw the heading, the line of facts and the marks; `unconfirmed` of the figures wait for a person."""
    say = speaker()
    st.title(f"{say.unit(head.unit_code)}: {say.period(head.period)}", anchor=False)
    counted = _figure_sentence(figures, unconfirmed)
    st.markdown(escaped(_summary(head, counted, _problem_sentence(errors, warnings))))
    st.caption(
        " · ".join(escaped(part) for part in (_parents(head), _window(head), *_document(head)) if part)
    )
    if head.illustrative:
        st.markdown(f":orange-badge[{say.say('Số liệu minh họa')}] {say.say('không phải số liệu thật.')}")


def _summary(head: ReportHead, counted: str, problems: str) -> str:
    say = speaker()
    sentences = [
        counted,
        problems,
        _arrival(head),
        say.say("Đã nộp {number} lần.", number=head.revision) if head.revision > 1 else "",
    ]
    return " ".join(part for part in sentences if part)


def _figure_sentence(figures: int, unconfirmed: int) -> str:
    say = speaker()
    if not unconfirmed:
        return say.say("{count} số liệu.", count=say.number(figures))
    told = {"count": say.number(figures), "unconfirmed": say.number(unconfirmed)}
    return say.say("{count} số liệu, {unconfirmed} chưa xác nhận nên chưa tính vào tổng.", **told)


def _problem_sentence(errors: int, warnings: int) -> str:
    say = speaker()
    if not errors + warnings:
        return say.say("Không có điều cần xem lại.")
    if not errors:
        return say.say("{count} điều nên xem lại.", count=warnings)
    if not warnings:
        return say.say("{count} lỗi phải sửa.", count=errors)
    return say.say("{errors} lỗi phải sửa và {warnings} điều nên xem lại.", errors=errors, warnings=warnings)


def _arrival(head: ReportHead) -> str:
    say = speaker()
    if not head.received_on:
        return ""
    if not head.due_on:
        return say.say("Nhận ngày {day}.", day=say.day(head.received_on))
    days = {"day": say.day(head.received_on), "due": say.day(head.due_on)}
    if head.days_late > _ARCHIVED_AFTER:
        return say.say("Nhập vào hệ thống ngày {day} (hạn nộp {due}).", **days)
    if head.days_late:
        return say.say("Nhận ngày {day}, trễ {late} ngày (hạn {due}).", late=head.days_late, **days)
    return say.say("Nhận ngày {day}, đúng hạn (hạn {due}).", **days)


def _parents(head: ReportHead) -> str:
    if head.unit_code not in units():
        return ""
    return ", ".join(speaker().unit(above.code) for above in ancestors(head.unit_code))


def _window(head: ReportHead) -> str:
    say = speaker()
    first, last = (say.day(day) for day in window(head.period))
    return say.say("Số liệu từ {first} đến {last}", first=first, last=last)


def _document(head: ReportHead) -> list[str]:
    """Number, day and signatory of the document, as far as they are known."""
    say, known = speaker(), head.head
    parts = {
        "number": say.say("Văn bản số {value}", value=known.get("number", "")),
        "signed_on": say.say("ngày ký {value}", value=say.day(known.get("signed_on", ""))),
        "signatory": say.say("người ký {value}", value=known.get("signatory", "")),
    }
    return [text for name, text in parts.items() if known.get(name)]
