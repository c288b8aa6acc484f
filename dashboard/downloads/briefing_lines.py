"""What a briefing says in lines: its scope, key figures, who needs attention."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.analysis import headcount, workplan
from dashboard.analysis.attention import Attention, count_reasons, ranked, target_reasons, zero_reasons
from dashboard.analysis.reason_words import attention_line
from dashboard.analysis.selection import Selection
from dashboard.analysis.sentences import share
from dashboard.analysis.summary import DISBURSED, ON_TIME, Summary, changes_in
from dashboard.analysis.themes import Theme
from dashboard.downloads.briefing import KeyFigure
from dashboard.downloads.briefing_parts import key_figure
from dashboard.words.wording import Speaker
from data_loaders.catalogue.units import units as known_units

Line = tuple[str, str]
_WATCHED = {
    "dossiers": (ON_TIME, "dossiers_online_pct"),
    "plan": (workplan.COMPLETION,),
    "budget": (DISBURSED,),
}


def scope_of(selection: Selection, speaker: Speaker) -> str:
    """ "6 tháng đầu năm 2025 · Tỉnh Hoài Giang · cấp xã"."""
    parent = speaker.unit(selection.parent) if selection.parent else speaker.say("Cả nước")
    named = ", ".join(speaker.short_unit(code) for code in selection.units)
    parts = (speaker.period(selection.period), parent, speaker.level(selection.level), named)
    return " · ".join(part for part in parts if part)


def unit_name(code: str, speaker: Speaker) -> str:
    """ "Xã Minh Sơn (Tràng Sơn)"."""
    parent = known_units()[code].parent
    return speaker.unit(code) + (f" ({speaker.short_unit(parent)})" if parent else "")


def reports_figure(summary: Summary, speaker: Speaker) -> KeyFigure:
    """How many units have reported, how many late."""
    reports = summary.facts.reports
    lines = (
        speaker.say("{late} nộp trễ", late=reports.late),
        speaker.say("{missing} chưa nộp", missing=reports.missing + reports.not_due),
    )
    value = share(reports.received, reports.expected, summary.selection.level, speaker)
    return KeyFigure(speaker.say("Báo cáo đã nộp"), value, lines)


def theme_figures(theme: Theme, speaker: Speaker) -> list[KeyFigure]:
    """The rates of the page that some unit states."""
    period, found = theme.selection.period, []
    for rate in theme.rates:
        comparison, course = theme.comparison(rate), theme.course(rate)
        if comparison.total.state == "missing":
            continue
        rates = {one: total.rate for one, total in course.totals.items()}
        change = None if theme.selection.units else next(iter(changes_in(rate, period, rates).items()), None)
        where = (period, theme.selection.level)
        found.append(
            key_figure(
                rate, comparison.total, target=comparison.target, change=change, where=where, speaker=speaker
            )
        )
    return found


def attention_lines(entries: Sequence[Attention], speaker: Speaker) -> list[Line]:
    """Units with their reasons in words."""
    return [(unit_name(one.unit_code, speaker), attention_line(one, speaker)) for one in entries]


def theme_attention(theme: Theme, page: str, speaker: Speaker) -> list[Line]:
    """Who is below a target of the page, has tasks or dossiers overdue, or positions vacant."""
    if page == "staffing":
        return _vacant(theme, speaker)
    period = theme.selection.period
    reasons = [
        reason
        for rate in _WATCHED[page]
        for reason in target_reasons(theme.comparison(rate), theme.data.course(rate, period))
    ]
    reasons += zero_reasons(theme.comparison(DISBURSED)) if page == "budget" else []
    reasons += count_reasons(theme.data, period, theme.units) if page != "budget" else []
    return attention_lines(ranked(one for one in reasons if one[0] in set(theme.units)), speaker)


def _vacant(theme: Theme, speaker: Speaker) -> list[Line]:
    """The units with positions vacant, the most first."""
    rows = headcount.gaps(theme, headcount.PRESENT)
    said = "thiếu {gap} biên chế, có mặt {present} trên {assigned} được giao"
    return [
        (
            unit_name(row.unit_code, speaker),
            speaker.say(
                said,
                gap=speaker.number(row.denominator - row.numerator),
                present=speaker.number(row.numerator),
                assigned=speaker.number(row.denominator),
            ),
        )
        for row in rows.itertuples()
        if row.numerator < row.denominator
    ]
