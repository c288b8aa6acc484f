"""The overview's tiles: value, change, target or k/n, coverage, course."""

from __future__ import annotations

import streamlit as st

from dashboard.analysis.comparison import polarity
from dashboard.analysis.findings import covered, measure, pair
from dashboard.analysis.sentences import share, since, unit_word
from dashboard.analysis.state_words import state_word
from dashboard.analysis.summary import Summary, Tile
from dashboard.words.language import speaker
from dashboard.words.plain_text import escaped
from dashboard.words.short_names import rate_name
from dashboard.words.wording import Speaker

_COLORS = {"higher": "normal", "lower": "inverse", "neutral": "off"}


def show_tiles(summary: Summary) -> None:
    """Six tiles of equal width; the sixth counts the reports received."""
    with st.container(key="tiles"):
        for tile in summary.tiles:
            _show_rate(tile, summary)
        _show_reports(summary)


def _show_rate(tile: Tile, summary: Summary) -> None:
    say = speaker()
    compared = next(iter(tile.changes), "")
    moved = bool(compared) and abs(tile.changes[compared]) >= 0.05
    course = [one for one in tile.course.values() if one is not None]
    with st.container(border=True, height="stretch", gap=None):
        st.metric(
            rate_name(tile.rate, say),
            say.say("chưa có") if tile.total.rate is None else say.percent(tile.total.rate),
            delta=_delta(tile.changes[compared], say) if compared else None,
            delta_color=_COLORS[polarity(tile.rate)] if moved else "off",
            delta_arrow="auto" if moved else "off",
            help=_help(tile, summary, say),
            chart_data=course if len(course) > 1 else None,
        )
        st.caption("  \n".join(escaped(line) for line in _lines(tile, summary, say)))


def _show_reports(summary: Summary) -> None:
    say, reports, level = speaker(), summary.facts.reports, summary.selection.level
    counts = [one.received for one in summary.received.values()]
    with st.container(border=True, height="stretch", gap=None):
        st.metric(
            say.say("Báo cáo đã nộp"),
            f"{say.number(reports.received)}/{say.number(reports.expected)}",
            help=say.say("Số đơn vị đã nộp báo cáo trên số đơn vị phải nộp; nộp trễ là sau hạn của cấp đó."),
            chart_data=list(reversed(counts)) if len(counts) > 1 else None,
            delta_color="off",
        )
        st.caption(
            say.say(
                "{unit}: {late} nộp trễ, {missing} chưa nộp",
                unit=unit_word(level, say),
                late=reports.late,
                missing=reports.missing + reports.not_due,
            )
        )


def _delta(points: float, say: Speaker) -> str:
    """The change as written, with the hyphen by which Streamlit knows a loss; "không đổi" for nothing."""
    said = say.points(points)
    return say.say("không đổi") if abs(points) < 0.05 else said.replace("−", "-")


def _lines(tile: Tile, summary: Summary, say: Speaker) -> list[str]:
    """The quiet lines: what the change is against, target and coverage, numerator and denominator."""
    level, period, total = summary.selection.level, summary.selection.period, tile.total
    compared = next(iter(tile.changes), "")
    reason = [_reason(tile, summary, say)] if total.rate is None else []
    lines = [say.say("so với {compared}", compared=since(period, compared, say))] if compared else []
    if tile.target:
        lines.append(say.say("mục tiêu {target}", target=say.percent(tile.target.value, 0)))
    if total.rate is not None:
        lines.append(pair(tile.rate, total.numerator, total.denominator, say))
    lines.append(share(total.counted, total.expected, level, say))
    if tile.communes and tile.communes.rate is not None:
        covered_communes = share(tile.communes.counted, tile.communes.expected, "commune", say)
        lines.append(
            say.say("các xã {rate}", rate=say.percent(tile.communes.rate)) + f" ({covered_communes})"
        )
    return [*reason, *lines]


def _reason(tile: Tile, summary: Summary, say: Speaker) -> str:
    """Why there is no rate: nothing to divide, only a percentage written, not confirmed or not stated."""
    rows = summary.comparisons[tile.rate].rows
    written = rows.loc[rows["state"] == "stated", "stated"]
    if len(written) == 1:
        return say.say("chỉ ghi tỷ lệ: {rate}", rate=say.percent(written.iloc[0]))
    if len(written):
        return state_word("stated", say)
    if tile.total.state != "missing" or not summary.facts.reports.received:
        return state_word(tile.total.state, say)
    return state_word("unconfirmed" if "unconfirmed" in set(rows["state"]) else "unstated", say)


def _help(tile: Tile, summary: Summary, say: Speaker) -> str:
    """What is measured, the changes in words, and why there is none."""
    level, period = summary.selection.level, summary.selection.period
    said = [measure(tile.rate, say) + ".", covered(tile.total, level, say) + "."]
    if tile.target:
        said.append(
            say.say(
                "Mục tiêu {target}: {source}.",
                target=say.percent(tile.target.value, 0),
                source=tile.target.source_vi,
            )
        )
    if tile.communes and tile.communes.rate is not None:
        total = covered(tile.communes, "commune", say)
        said.append(
            say.say("Tổng các xã: {rate} ({coverage}).", rate=say.percent(tile.communes.rate), coverage=total)
        )
    said += [
        say.say("So với {compared}: {points}.", compared=say.period(one), points=say.points(points))
        for one, points in tile.changes.items()
    ]
    return "\n\n".join(said if tile.changes else [*said, _why_no_change(period, say)])


def _why_no_change(period: str, say: Speaker) -> str:
    return say.say(
        "Chưa có kỳ tương tự để so sánh với {period}. Quý tính riêng từng quý, 6 tháng và năm tính lũy kế: "
        "không so sánh trực tiếp.",
        period=say.period(period),
    )
