"""The narrative of a report with its outline, its figures highlighted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import streamlit as st
from sqlalchemy import Row

from dashboard.reports.report_lines import note_of, part_of, stated_text
from dashboard.reports.told_figures import ToldFigure
from dashboard.words.language import speaker
from dashboard.words.marked_text import Mark, marked, moved
from dashboard.words.plain_text import escaped
from data_loaders.documents.outline import section_heading
from data_loaders.drafts import Figure

_OUTLINED = 2
"""How deep the outline goes; what is deeper is a bold line."""
_NAMED_AT_ONCE = 6
_ASKED, _SENTENCE = "asked_section", "asked_sentence"


@dataclass(frozen=True, slots=True)
class Reading:
    """What to point at: the figures in a text, an indicator (and breakdown), a section from 0 (-1: none)."""

    told: Sequence[ToldFigure] = field(default=())
    indicator: str = ""
    breakdown: str = ""
    section: int = -1

    def asks(self, figure: Figure) -> bool:
        """Whether this is the figure to point at."""
        return figure.indicator == self.indicator and self.breakdown in ("", figure.breakdown)

    def place(self) -> int:
        """The section to go to: the one asked for, else the first that tells the indicator."""
        first = (one.section for one in self.told if self.asks(one.figure))
        return self.section if self.section >= 0 else next(first, -1)


def show_narrative(sections: Sequence[Row], reading: Reading) -> None:
    """Draw outline and sections (number, title, depth, text) with their figures highlighted."""
    say = speaker()
    if not sections:
        st.info(say.say("Báo cáo này chưa có phần thuyết minh: chỉ có tệp số liệu được nộp."))
        return
    st.html(_GUIDE, unsafe_allow_javascript=True)
    outline, body = st.columns([1, 3], gap="large")
    with outline, st.container(key="outline"):
        lines = [_outline_line(number, one) for number, one in enumerate(sections) if one.depth <= _OUTLINED]
        st.markdown("\n".join(lines))
    with body:
        if reading.told:
            st.caption(say.say("Số liệu đọc được tô màu xanh; số chưa xác nhận màu cam, số đã sửa màu tím."))
        for number, one in enumerate(sections):
            _show_section(number, one, reading)


def _outline_line(number: int, section: Row) -> str:
    indent = "  " * (section.depth - 1)
    return f"{indent}- [{escaped(_heading(section))}](#muc-{number})"


def _show_section(number: int, section: Row, reading: Reading) -> None:
    """A section; the one asked for has a frame to be scrolled to."""
    if number != reading.place():
        _show_text(number, section, reading)
        return
    with st.container(border=True, key=_ASKED):
        _show_text(number, section, reading)


def _show_text(number: int, section: Row, reading: Reading) -> None:
    here = [one for one in reading.told if one.section == number]
    line = _show_title(number, section, [one for one in here if one.in_title], reading)
    told = [one for one in here if not one.in_title]
    for first, last, asked in _stretches(section.text, _asked_at(number, told, reading)):
        text = marked(section.text[first:last], moved(_marks(told, reading), -first))
        if shown := "\n\n".join(filter(None, (line, text))):
            (st.container(key=_SENTENCE) if asked else st).markdown(shown)
        line = ""
    if here:
        _name_figures(here)


def _asked_at(number: int, told: Sequence[ToldFigure], reading: Reading) -> int:
    """Where in the text of the section asked for the first sentence asked for begins, -1 where none does."""
    asked = (one.sentence[0] for one in told if reading.asks(one.figure))
    return min(asked, default=-1) if number == reading.place() else -1


def _stretches(text: str, at: int) -> list[tuple[int, int, bool]]:
    """[start, end) of what stands before, in and after the paragraph around `at`, and which it is."""
    if at < 0:
        return [(0, len(text), False)]
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    end = len(text) if end < 0 else end
    return [(0, start, False), (start, end, True), (end, len(text), False)]


def _show_title(number: int, section: Row, told: Sequence[ToldFigure], reading: Reading) -> str:
    """Draw a heading of the outline; a deeper one is handed back, to stand above its text as a bold line."""
    shift = len(_heading(section)) - len(section.title)
    heading = marked(_heading(section), moved(_marks(told, reading), shift))
    if section.depth > _OUTLINED:
        return heading if told else f"**{heading}**"
    draw = st.header if section.depth == 1 else st.subheader
    draw(heading, anchor=f"muc-{number}")
    return ""


def _marks(told: Sequence[ToldFigure], reading: Reading) -> list[Mark]:
    """The sentences asked for below, the numbers above them."""
    marks = [mark for one in told for mark in one.marks(asked=reading.asks(one.figure))]
    return sorted(marks, key=lambda one: one.color != "green")


def _name_figures(told: Sequence[ToldFigure]) -> None:
    """Which indicators the numbers of a section are: a line, or folded where there are many."""
    say = speaker()
    if len(told) <= _NAMED_AT_ONCE:
        st.caption(" · ".join(_named(one) for one in told))
        return
    with st.popover(say.say("{count} số liệu trong mục này", count=len(told)), type="tertiary"):
        st.markdown("\n".join(f"- {_named(one)}" for one in told))


def _named(one: ToldFigure) -> str:
    say, figure = speaker(), one.figure
    part = part_of(figure.breakdown, say)
    name = escaped(say.indicator(figure.indicator) + (f" ({part})" if part else ""))
    notes = ["" if figure.confirmed else say.say("chưa xác nhận"), note_of(figure.mark, say)]
    noted = "".join(f" :orange[({escaped(one)})]" for one in notes if one)
    return f"{name}: **{escaped(stated_text(figure, say))}**{noted}"


_GUIDE = f"""<script>
const find = (name) => document.querySelector(".st-key-" + name);
let tries = 60, before = null, moved = false;
const bring = () => {{
  if (moved || !tries--) return;
  const paragraph = find("{_SENTENCE}");
  const said = paragraph?.querySelector(".stMarkdownColoredBackground:not(:has(strong))");
  const asked = said || paragraph || find("{_ASKED}");
  const now = asked && asked.offsetParent ? asked.getBoundingClientRect().top : null;
  if (now !== null && now !== before) {{
    asked.scrollIntoView({{block: paragraph ? "center" : "start"}});
    before = asked.getBoundingClientRect().top;
  }}
  setTimeout(bring, 100);
}};
["wheel", "touchstart", "keydown", "mousedown"].forEach(
  (one) => addEventListener(one, () => {{ moved = true; }}, {{once: true, passive: true}}));
let read = -1;
const follow = () => {{
  const outline = find("outline"), links = outline ? [...outline.querySelectorAll("a")] : [];
  const heads = links.map((link) => document.getElementById(link.hash.slice(1)));
  const now = heads.findLastIndex((head) => head && head.getBoundingClientRect().top < innerHeight * 0.4);
  if (now === read) return;
  links[read]?.removeAttribute("aria-current");
  links[now]?.setAttribute("aria-current", "true");
  if (now >= 0) outline.scrollTop = links[now].offsetTop - outline.clientHeight / 2;
  read = now;
}};
document.removeEventListener("scroll", window.followOutline, true);
window.followOutline = follow;
document.addEventListener("scroll", follow, {{capture: true, passive: true}});
bring();
</script>"""
"""Brings what was asked for into sight, and shows in the outline what is being read; no report text in it."""


def _heading(section: Row) -> str:
    """Number and title; a number that is only a dash is left out."""
    numbered = any(sign.isalnum() for sign in section.number)
    return section_heading(section) if numbered else section.title
