"""What differs between any two revisions of a report, chosen by the person or by the address."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.cached import ask
from dashboard.reports.report_contents import ReportHead
from dashboard.reports.report_revisions import RevisionLine, changes_between
from dashboard.views.choice_view import pick
from dashboard.views.report.changes_view import change_sentence, offer_changes, show_changes
from dashboard.views.report.report_choice_view import ReportChoice, compare_in_address
from dashboard.words.language import speaker
from dashboard.words.plain_text import escaped


def show_differences(head: ReportHead, lines: Sequence[RevisionLine], choice: ReportChoice) -> None:
    """Draw the choice of two revisions and what differs; nothing when there is only one.

    Starts from the newest and the one before it.
    """
    if len(lines) < 2:
        return
    with st.container(border=True, key="differences"):
        older, newer = _ask_two(head.report_id, lines, choice)
        _show_between(head, older, newer)


def _ask_two(report_id: int, lines: Sequence[RevisionLine], choice: ReportChoice) -> tuple[int, int]:
    """The numbers of the two, the older first; in the address unless they are those it starts from."""
    say = speaker()
    named = {str(line.number): _name(line) for line in lines}
    usual = (str(lines[1].number), str(lines[0].number))
    known = choice.compared and set(choice.compared) <= named.keys()
    asked = choice.compared if known else usual
    with st.container(horizontal=True, vertical_alignment="bottom"):
        labels = (say.say("So lần nộp"), say.say("với lần nộp"))
        picked = tuple(
            pick(label, list(named), number, key=f"compared_{place}_{report_id}", name=named.__getitem__)
            for place, (label, number) in enumerate(zip(labels, asked, strict=True))
        )
    compare_in_address(picked if picked != usual else ())
    older, newer = sorted(int(number) for number in picked)
    return older, newer


def _show_between(head: ReportHead, older: int, newer: int) -> None:
    say = speaker()
    if older == newer:
        st.markdown(escaped(say.say("Chọn hai lần nộp khác nhau.")))
        return
    changes = ask(changes_between, report_id=head.report_id, older=older, newer=newer)
    title = say.say("Từ lần {older} đến lần {newer}", older=older, newer=newer)
    st.markdown(f"**{escaped(title)}:** {escaped(change_sentence(changes))}.")
    if changes.empty:
        return
    key = f"between_{head.report_id}_{older}_{newer}"
    show_changes(changes, key=key)
    whose = f"{say.unit(head.unit_code)} {say.period(head.period)}"
    source = say.say("Báo cáo của {unit}", unit=say.unit(head.unit_code))
    offer_changes(changes, key=f"{key}_file", title=f"{title} - {whose}", source=source)


def _name(line: RevisionLine) -> str:
    say = speaker()
    return say.say("Lần {number}", number=line.number) + f" · {say.moment(line.at)} · {line.file}"
