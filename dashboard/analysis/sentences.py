"""The period in one sentence, built from parts so that it stays grammatical for none, one and many."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.analysis.measures import Total
from dashboard.analysis.punctuality import Punctuality
from dashboard.words.wording import Speaker
from data_loaders.catalogue.periods import kind_of, year_of

_LEAST_POINTS = 0.05
_SHORT_KINDS = {"Q1": "quý I", "H1": "6 tháng", "Q3": "quý III", "9M": "9 tháng", "": "năm"}
_UNIT_WORDS = {"commune": "xã", "district": "huyện", "province": "tỉnh", "field": "lĩnh vực"}


@dataclass(frozen=True, slots=True)
class PeriodFacts:
    """What the headline says: reports, on-time rate and its change in points since `compared`, and how many
    of the `disbursing` units stay below `disbursement_target` percent (None without a target). `only` is the
    unit's code where just one has to report."""

    period: str
    level: str
    reports: Punctuality
    on_time: Total
    change: float | None = None
    compared: str = ""
    disbursing: int = 0
    disbursing_below: int = 0
    disbursement_target: float | None = None
    only: str = ""


def headline(facts: PeriodFacts, speaker: Speaker) -> str:
    """The whole sentence: "Quý III/2023: 44/48 xã đã nộp báo cáo, 2 xã nộp trễ. 97,8 % hồ sơ …"."""
    parts = [f"{speaker.period(facts.period)}: {reports_part(facts, speaker)}."]
    if facts.reports.received:
        parts += [
            part + "." for part in (on_time_part(facts, speaker), disbursement_part(facts, speaker)) if part
        ]
    return " ".join(parts)


def unit_word(level: str, speaker: Speaker) -> str:
    """What the units of a level are called in short: "xã" stands for phường and thị trấn too."""
    return speaker.say(_UNIT_WORDS[level])


def share(part: float, whole: float, level: str, speaker: Speaker) -> str:
    """ "44/48 xã"."""
    return f"{speaker.number(part)}/{speaker.number(whole)} {unit_word(level, speaker)}"


def reports_part(facts: PeriodFacts, speaker: Speaker) -> str:
    """How many units have reported, and how many of them late."""
    reports, unit = facts.reports, unit_word(facts.level, speaker)
    if not reports.expected:
        return speaker.say("không có đơn vị nào phải báo cáo")
    if not reports.received:
        return speaker.say(
            "chưa có báo cáo nào trong số {expected} {unit}", expected=reports.expected, unit=unit
        )
    if facts.only:
        how = (
            speaker.say("đã nộp báo cáo, trễ hạn") if reports.late else speaker.say("đã nộp báo cáo đúng hạn")
        )
        return f"{speaker.unit(facts.only)} {how}"
    handed = speaker.say(
        "{share} đã nộp báo cáo", share=share(reports.received, reports.expected, facts.level, speaker)
    )
    return handed + _late_part(facts, speaker)


def on_time_part(facts: PeriodFacts, speaker: Speaker) -> str:
    """The on-time rate and its change, or why there is none."""
    if facts.on_time.state == "missing":
        return speaker.say("Chưa có số liệu giải quyết hồ sơ")
    if facts.on_time.rate is None:
        return speaker.say("Không phát sinh hồ sơ")
    said = speaker.say("{rate} hồ sơ được giải quyết đúng hạn", rate=speaker.percent(facts.on_time.rate))
    return said + _change_part(facts, speaker)


def disbursement_part(facts: PeriodFacts, speaker: Speaker) -> str:
    """How many units stay below the disbursement target, or "" when that is unknown."""
    if facts.disbursement_target is None or not facts.disbursing:
        return ""
    target, unit = speaker.percent(facts.disbursement_target, 0), unit_word(facts.level, speaker)
    if not facts.disbursing_below:
        return speaker.say("Không {unit} nào giải ngân dưới {target} kế hoạch", unit=unit, target=target)
    return speaker.say(
        "{count} {unit} giải ngân dưới {target} kế hoạch",
        count=facts.disbursing_below,
        unit=unit,
        target=target,
    )


def since(period: str, compared: str, speaker: Speaker) -> str:
    """How `compared` is named beside `period`: without its year where that is the same."""
    name, year = _SHORT_KINDS[kind_of(compared).code], year_of(compared)
    return speaker.say(name) if year_of(period) == year else f"{speaker.say(name)} {year}"


def short_period(period: str, speaker: Speaker, joint: str = " ") -> str:
    """A period in a narrow place: "6 tháng 2024", with `joint` before the year."""
    name = speaker.say(_SHORT_KINDS[kind_of(period).code])
    return f"{name[:1].upper()}{name[1:]}{joint}{year_of(period)}"


def _late_part(facts: PeriodFacts, speaker: Speaker) -> str:
    unit = unit_word(facts.level, speaker)
    if facts.reports.late:
        return speaker.say(", {count} {unit} nộp trễ", count=facts.reports.late, unit=unit)
    return speaker.say(", không {unit} nào nộp trễ", unit=unit)


def _change_part(facts: PeriodFacts, speaker: Speaker) -> str:
    if facts.change is None or not facts.compared:
        return ""
    compared = since(facts.period, facts.compared, speaker)
    if abs(facts.change) < _LEAST_POINTS:
        return speaker.say(", không đổi so với {compared}", compared=compared)
    number = speaker.number(abs(facts.change), 1)
    if facts.change > 0:
        return speaker.say(", tăng {number} điểm so với {compared}", number=number, compared=compared)
    return speaker.say(", giảm {number} điểm so với {compared}", number=number, compared=compared)
