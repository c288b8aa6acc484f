"""Titles and captions of the charts on one theme's page."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from dashboard.analysis.findings import names, not_drawn, sentence_of
from dashboard.analysis.headcount import vacancies
from dashboard.analysis.sentences import share, unit_word
from dashboard.analysis.themes import Theme
from dashboard.words.wording import Speaker


def outcome_finding(rows: pd.DataFrame, speaker: Speaker) -> str:
    """ "665 hồ sơ giải quyết trễ hạn, 36 hồ sơ quá hạn chưa xong"."""
    if not rows["late"].notna().any():
        return speaker.say("Chưa có số liệu hồ sơ trễ hạn")
    late, overdue = rows["late"].sum(), rows["overdue"].sum()
    if rows["overdue"].notna().any() and overdue:
        said = "{late} hồ sơ giải quyết trễ hạn, {overdue} hồ sơ quá hạn chưa xong"
        return speaker.say(said, late=speaker.number(late), overdue=speaker.number(overdue))
    if late:
        return speaker.say("{late} hồ sơ giải quyết trễ hạn", late=speaker.number(late))
    return speaker.say("Không hồ sơ nào trễ hạn")


def tasks_finding(rows: pd.DataFrame, speaker: Speaker) -> str:
    """ "37 nhiệm vụ cấp trên giao quá hạn chưa hoàn thành, nhiều nhất: …"."""
    if not rows["overdue"].notna().any():
        return speaker.say("Chưa có số liệu nhiệm vụ cấp trên giao")
    overdue = rows["overdue"].sum()
    if not overdue:
        return speaker.say("Không nhiệm vụ cấp trên giao nào quá hạn")
    most = tuple(rows.loc[rows["overdue"] == rows["overdue"].max(), "unit_code"])
    return speaker.say(
        "{count} nhiệm vụ cấp trên giao quá hạn chưa hoàn thành, nhiều nhất: {names}",
        count=speaker.number(overdue),
        names=names(most, speaker),
    )


def done_finding(rows: pd.DataFrame, speaker: Speaker) -> str:
    """ "Còn 725 trong 1.434 nhiệm vụ của kế hoạch năm"."""
    whole, part = rows["denominator"].sum(), rows["numerator"].sum()
    if rows.empty:
        return speaker.say("Chưa có số liệu nhiệm vụ của kế hoạch năm")
    if part >= whole:
        return speaker.say("Hoàn thành cả {whole} nhiệm vụ của kế hoạch năm", whole=speaker.number(whole))
    return speaker.say(
        "Còn {left} trong {whole} nhiệm vụ của kế hoạch năm",
        left=speaker.number(whole - part),
        whole=speaker.number(whole),
    )


def vacancy_finding(rows: pd.DataFrame, name: str, *, level: str, speaker: Speaker) -> str:
    """ "Biên chế có mặt: thiếu 30 người ở 22 xã", or that no position is vacant."""
    if rows.empty:
        return speaker.say("{name}: chưa có số liệu", name=name)
    vacant, where = vacancies(rows)
    if not vacant:
        return speaker.say("{name}: không đơn vị nào thiếu người so với số được giao", name=name)
    unit = unit_word(level, speaker)
    return speaker.say(
        "{name}: thiếu {vacant} người ở {where} {unit}", name=name, vacant=vacant, where=where, unit=unit
    )


def progress_finding(years: Mapping[int, Mapping[int, float]], speaker: Speaker) -> str:
    """How far the newest year is ahead of or behind the time gone: "Chậm 0,6 điểm so với thời gian …"."""
    if not years:
        return speaker.say("Chưa có số liệu lũy kế")
    year = max(years)
    share, value = max(years[year].items())
    number = speaker.number(abs(value - share), 1)
    if abs(value - share) < 0.05:
        return speaker.say("Vừa kịp thời gian đã qua của năm {year}", year=year)
    if value > share:
        return speaker.say(
            "Vượt {number} điểm so với thời gian đã qua của năm {year}", number=number, year=year
        )
    return speaker.say("Chậm {number} điểm so với thời gian đã qua của năm {year}", number=number, year=year)


def most_finding(rows: pd.DataFrame, *, phrase: str, none: str, speaker: Speaker) -> str:
    """`phrase` with {total} and the {names} of the units with most, or `none`."""
    if rows.empty:
        return speaker.say(none)
    return speaker.say(
        phrase, total=speaker.number(rows["value"].sum()), names=names(tuple(rows["unit_code"][:3]), speaker)
    )


def unit_caption(theme: Theme, what: str, *, counted: int, left_out: int, speaker: Speaker) -> str:
    """What the chart shows, the period, how many units have figures, and how many of them are not drawn."""
    coverage = speaker.say(
        "{coverage} có số liệu", coverage=share(counted, len(theme.units), theme.selection.level, speaker)
    )
    parts = [what, speaker.period(theme.selection.period), coverage, not_drawn(left_out, speaker)]
    return sentence_of(parts, speaker, theme.units)
