"""Reasons for attention in words: "88,1 % hồ sơ đúng hạn (229/260), dưới mục tiêu 95 % hai kỳ liền"."""

from __future__ import annotations

from dashboard.analysis.attention import Attention, Reason
from dashboard.analysis.findings import pair
from dashboard.words.wording import Speaker

_MOST_REASONS = 2
_RATES = {
    "dossiers_on_time_pct": "{rate} hồ sơ đúng hạn ({counts})",
    "plan_completion_pct": "hoàn thành {rate} kế hoạch ({counts} nhiệm vụ)",
    "investment_disbursed_pct": "giải ngân {rate} kế hoạch ({counts})",
    "dossiers_online_pct": "{rate} hồ sơ trực tuyến ({counts})",
}
_NUMBERS = {2: "hai", 3: "ba", 4: "bốn", 5: "năm"}


def attention_line(entry: Attention, speaker: Speaker) -> str:
    """The reasons of one unit in one line, without its name."""
    said = [reason_phrase(reason, speaker) for reason in entry.reasons[:_MOST_REASONS]]
    more = len(entry.reasons) - len(said)
    return "; ".join(said) + (speaker.say(" và {count} lý do khác", count=more) if more > 0 else "")


def reason_phrase(reason: Reason, speaker: Speaker) -> str:
    """One reason, starting in lower case, with its figures."""
    numbers = reason.numbers
    if reason.kind == "missing":
        return speaker.say("chưa nộp báo cáo, hạn nộp {day}", day=speaker.day(reason.due))
    if reason.kind == "late_report":
        return speaker.say("nộp báo cáo trễ {days} ngày", days=speaker.number(numbers["days"]))
    if reason.kind == "nothing_disbursed":
        return speaker.say(
            "chưa giải ngân đồng nào trong {whole} kế hoạch", whole=speaker.money(numbers["whole"])
        )
    if reason.kind == "below_target":
        return _below_phrase(reason, speaker)
    return _count_phrase(reason, speaker)


def _below_phrase(reason: Reason, speaker: Speaker) -> str:
    numbers = reason.numbers
    counts = pair(reason.indicator, numbers["part"], numbers["whole"], speaker)
    phrase = _RATES.get(reason.indicator, "đạt {rate} ({counts})")
    said = speaker.say(phrase, rate=speaker.percent(numbers["rate"]), counts=counts)
    below = speaker.say(", dưới mục tiêu {target}", target=speaker.percent(numbers["target"], 0))
    return said + below + _run_phrase(int(numbers["running"]), bool(numbers["yearly"]), speaker)


def _run_phrase(running: int, yearly: bool, speaker: Speaker) -> str:
    """How long already: years running where only the same period of a year is comparable."""
    if running < 2:
        return ""
    count = speaker.say(_NUMBERS[running]) if running in _NUMBERS else speaker.number(running)
    return " " + speaker.say("{count} năm liền" if yearly else "{count} kỳ liền", count=count)


def _count_phrase(reason: Reason, speaker: Speaker) -> str:
    count = speaker.number(reason.numbers["count"])
    if reason.kind == "overdue_tasks":
        return speaker.say("{count} nhiệm vụ cấp trên giao quá hạn chưa hoàn thành", count=count)
    if reason.kind == "overdue_pending":
        return speaker.say("{count} hồ sơ quá hạn chưa giải quyết xong", count=count)
    return speaker.say("{count} điều cần xem lại trong báo cáo", count=count)
