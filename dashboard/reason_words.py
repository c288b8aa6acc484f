"""Reasons for attention in words: "88,1 % hồ sơ đúng hạn (229/260), dưới mục tiêu 95 % hai kỳ liền"."""

from __future__ import annotations

from data_loaders.catalogue.indicators import indicators

from dashboard.attention import Attention, Reason
from dashboard.measures import rate_parts
from dashboard.wording import Speaker

_MOST_REASONS = 3
_RATES = {
    "dossiers_on_time_pct": "{rate} hồ sơ đúng hạn ({part}/{whole})",
    "plan_completion_pct": "hoàn thành {rate} kế hoạch ({part}/{whole} nhiệm vụ)",
    "investment_disbursed_pct": "giải ngân {rate} kế hoạch ({part}/{whole})",
    "dossiers_online_pct": "{rate} hồ sơ trực tuyến ({part}/{whole})",
}
_RUNS = {2: "hai kỳ liền", 3: "ba kỳ liền", 4: "bốn kỳ liền", 5: "năm kỳ liền"}


def attention_line(entry: Attention, speaker: Speaker) -> str:
    """The reasons of one unit in one line, without its name."""
    said = [reason_phrase(reason, speaker) for reason in entry.reasons[:_MOST_REASONS]]
    more = len(entry.reasons) - len(said)
    return "; ".join(said) + (speaker.say(" và {count} lý do khác", count=more) if more > 0 else "")


def reason_phrase(reason: Reason, speaker: Speaker) -> str:
    """One reason, starting in lower case, with its figures."""
    numbers = reason.numbers
    if reason.kind == "missing":
        return speaker.say("chưa nộp báo cáo, quá hạn {days} ngày", days=speaker.number(numbers["days"]))
    if reason.kind == "late_report":
        return speaker.say("nộp báo cáo trễ {days} ngày", days=speaker.number(numbers["days"]))
    if reason.kind == "nothing_disbursed":
        return speaker.say("chưa giải ngân đồng nào trong {whole} kế hoạch", whole=speaker.money(numbers["whole"]))
    if reason.kind == "below_target":
        return _below_phrase(reason, speaker)
    return _count_phrase(reason, speaker)


def pair(rate: str, part: float, whole: float, speaker: Speaker) -> tuple[str, str]:
    """Numerator and denominator as read: counts, or money in the unit that reads best."""
    if indicators()[rate_parts(rate)[0]].kind == "money":
        return speaker.money(part), speaker.money(whole)
    return speaker.number(part), speaker.number(whole)


def _below_phrase(reason: Reason, speaker: Speaker) -> str:
    numbers = reason.numbers
    part, whole = pair(reason.indicator, numbers["part"], numbers["whole"], speaker)
    phrase = _RATES.get(reason.indicator, "đạt {rate} ({part}/{whole})")
    said = speaker.say(phrase, rate=speaker.percent(numbers["rate"]), part=part, whole=whole)
    below = speaker.say(", dưới mục tiêu {target}", target=speaker.percent(numbers["target"], 0))
    return said + below + _run_phrase(int(numbers["running"]), speaker)


def _run_phrase(running: int, speaker: Speaker) -> str:
    if running < 2:
        return ""
    if running in _RUNS:
        return " " + speaker.say(_RUNS[running])
    return " " + speaker.say("{count} kỳ liền", count=running)


def _count_phrase(reason: Reason, speaker: Speaker) -> str:
    count = speaker.number(reason.numbers["count"])
    if reason.kind == "overdue_tasks":
        return speaker.say("{count} nhiệm vụ cấp trên giao quá hạn chưa hoàn thành", count=count)
    if reason.kind == "overdue_pending":
        return speaker.say("{count} hồ sơ quá hạn chưa giải quyết xong", count=count)
    return speaker.say("{count} điều cần xem lại trong báo cáo", count=count)
