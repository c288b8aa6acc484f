"""A chart's title, which is its finding, and its caption: measure, denominator, period, coverage, source."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.analysis.comparison import Comparison
from dashboard.analysis.courses import Course
from dashboard.analysis.measures import Total, rate_parts
from dashboard.analysis.sentences import unit_word
from dashboard.words.short_names import rate_name
from dashboard.words.wording import Speaker
from data_loaders.catalogue.indicators import indicators
from data_loaders.catalogue.units import units as known_units

_NAMED = 4
_LEAST_POINTS = 0.05
_WITH_DECIMAL = 1e9
_MONEY_SCALES = ((1e9, "tỷ"), (1e6, "triệu"), (1.0, "đồng"))
_STATE_WORDS = {
    "missing": "{count} chưa báo cáo",
    "unconfirmed": "{count} có số liệu chưa xác nhận, không tính",
    "unstated": "{count} báo cáo không nêu",
    "no_base": "{count} không phát sinh",
    "marked": "{count} có số liệu cần xem lại, không tính",
    "stated": "{count} chỉ ghi tỷ lệ, không ghi số thành phần",
    "few": "{count} ít hồ sơ, không xếp hạng",
}


def target_finding(comparison: Comparison, speaker: Speaker) -> str:
    """ "11/44 xã dưới mục tiêu 95 %", or how far the rates spread where there is no target."""
    rated, name = len(comparison.rated), rate_name(comparison.rate, speaker)
    if not rated and any(one.rate is not None for one in comparison.sums.values()):
        return _sums_finding(comparison, speaker)
    if not rated:
        return speaker.say("{name}: chưa đơn vị nào có đủ số liệu để so sánh", name=name)
    if comparison.target is None:
        return _spread_finding(comparison, speaker)
    target, unit = speaker.percent(comparison.target.value, 0), unit_word(comparison.level, speaker)
    if rated == 1:
        return _single_finding(comparison, speaker)
    if not comparison.below:
        return speaker.say(
            "{name}: {count} {unit} có số liệu đều đạt mục tiêu {target}",
            name=name,
            count=rated,
            unit=unit,
            target=target,
        )
    return speaker.say(
        "{name}: {below}/{rated} {unit} dưới mục tiêu {target}",
        name=name,
        below=comparison.below,
        rated=rated,
        unit=unit,
        target=target,
    )


def course_finding(course: Course, speaker: Speaker) -> str:
    """ "Tăng 0,6 điểm so với Quý I/2023, lên 97,8 %", for the last two periods with a rate."""
    name = rate_name(course.rate, speaker)
    if course.change is None:
        return speaker.say("{name}: chưa đủ hai kỳ tương tự để xem diễn biến", name=name)
    (before, _), (_, last) = list(course.known.items())[-2:]
    compared, rate = speaker.period(before), speaker.percent(last.rate or 0.0)
    number = speaker.number(abs(course.change), 1)
    if abs(course.change) < _LEAST_POINTS:
        return speaker.say(
            "{name} không đổi so với {compared}, ở mức {rate}", name=name, compared=compared, rate=rate
        )
    if course.change > 0:
        return speaker.say(
            "{name} tăng {number} điểm so với {compared}, lên {rate}",
            name=name,
            number=number,
            compared=compared,
            rate=rate,
        )
    return speaker.say(
        "{name} giảm {number} điểm so với {compared}, còn {rate}",
        name=name,
        number=number,
        compared=compared,
        rate=rate,
    )


def course_caption(course: Course, speaker: Speaker) -> str:
    """What the lines and the band are, and how many units each period rests on."""
    counts = ", ".join(
        f"{speaker.period(period)} {total.counted}/{total.expected}"
        for period, total in course.totals.items()
    )
    return sentence_of(
        [
            measure(course.rate, speaker),
            speaker.say("dải xám là nửa số đơn vị ở giữa") if course.spreads else "",
            speaker.say("số đơn vị có số liệu: {counts}", counts=counts),
        ],
        speaker,
        tuple(course.rows["unit_code"].unique()),
    )


def measure(rate: str, speaker: Speaker) -> str:
    """What a rate measures: its name, numerator and denominator."""
    above, below = (_lower(speaker.indicator(part)) for part in rate_parts(rate))
    if rate not in indicators():
        return speaker.say("{part} chia cho {whole}", part=_upper(above), whole=below)
    return speaker.say(
        "{name}: {part} chia cho {whole}", name=speaker.indicator(rate), part=above, whole=below
    )


def coverage(comparison: Comparison, speaker: Speaker) -> str:
    """ "44/48 xã có số liệu; 2 chưa báo cáo"."""
    counted = covered(comparison.total, comparison.level, speaker)
    others = [
        speaker.say(words, count=comparison.number(state))
        for state, words in _STATE_WORDS.items()
        if comparison.number(state)
    ]
    if comparison.flagged:
        others.append(speaker.say("(!) {count} có số liệu cần xem lại", count=comparison.flagged))
    return "; ".join([counted, *others])


def covered(total: Total, level: str, speaker: Speaker) -> str:
    """ "44/48 xã có số liệu"."""
    return speaker.say(
        "{counted}/{expected} {unit} có số liệu",
        counted=total.counted,
        expected=total.expected,
        unit=unit_word(level, speaker),
    )


def caption(comparison: Comparison, speaker: Speaker, *, left_out: int = 0) -> str:
    """Everything a reader needs to quote the chart; `left_out` units have figures and are not drawn."""
    parts = [
        measure(comparison.rate, speaker),
        speaker.period(comparison.period),
        coverage(comparison, speaker),
        not_drawn(left_out, speaker),
    ]
    return sentence_of(parts, speaker, comparison.rows["unit_code"])


def not_drawn(units: int, speaker: Speaker) -> str:
    """How many units with figures the chart leaves to the table; "" when it draws all."""
    return speaker.say("{count} đơn vị không vẽ có trong bảng dưới", count=units) if units else ""


def sentence_of(parts: Sequence[str], speaker: Speaker, units: Sequence[str] = ()) -> str:
    """A caption from its parts, ending in the label of illustrative data where `units` are illustrative."""
    return ". ".join(_upper(part) for part in [*parts, *_illustrative(units, speaker)] if part) + "."


def illustrative(units: Sequence[str]) -> bool:
    """Whether any of the units is made up."""
    return any(known_units()[code].illustrative for code in units if code in known_units())


def pair(rate: str, part: float, whole: float, speaker: Speaker) -> str:
    """Numerator and denominator, short: "442/452", "1,2/2,7 tỷ"."""
    if indicators()[rate_parts(rate)[0]].kind != "money":
        return f"{speaker.number(part)}/{speaker.number(whole)}"
    scale, word = next((scale, word) for scale, word in _MONEY_SCALES if abs(whole) >= scale or scale == 1.0)
    decimals = 1 if scale >= _WITH_DECIMAL else 0
    above, below = (speaker.number(value / scale, decimals) for value in (part, whole))
    return f"{above}/{below} {speaker.say(word)}"


def names(codes: Sequence[str], speaker: Speaker) -> str:
    """A few units by name: "An Lão, Đồng Sậy và 3 đơn vị khác"."""
    said = ", ".join(speaker.short_unit(code) for code in codes[:_NAMED])
    more = len(codes) - _NAMED
    return said + (" " + speaker.say("và {count} đơn vị khác", count=more) if more > 0 else "")


def _spread_finding(comparison: Comparison, speaker: Speaker) -> str:
    rates = comparison.rated["rate"]
    return speaker.say(
        "{name}: từ {low} đến {high}, một nửa số đơn vị từ {middle} trở lên",
        name=rate_name(comparison.rate, speaker),
        low=speaker.percent(rates.min()),
        high=speaker.percent(rates.max()),
        middle=speaker.percent(rates.median()),
    )


def _single_finding(comparison: Comparison, speaker: Speaker) -> str:
    """For one unit or field with a rate: whether it reaches the target."""
    assert comparison.target is not None
    row = comparison.rated.iloc[0]
    phrase = (
        "{name}: {rate}, dưới mục tiêu {target}"
        if comparison.below
        else "{name}: {rate}, đạt mục tiêu {target}"
    )
    return speaker.say(
        phrase,
        name=rate_name(comparison.rate, speaker),
        rate=speaker.percent(row["rate"]),
        target=speaker.percent(comparison.target.value, 0),
    )


def _sums_finding(comparison: Comparison, speaker: Speaker) -> str:
    """For districts that state nothing themselves: how far the sums of their communes spread."""
    rates = [one.rate for one in comparison.sums.values() if one.rate is not None]
    return speaker.say(
        "{name}: chỉ có tổng các xã, từ {low} đến {high}",
        name=rate_name(comparison.rate, speaker),
        low=speaker.percent(min(rates)),
        high=speaker.percent(max(rates)),
    )


def _illustrative(units: Sequence[str], speaker: Speaker) -> list[str]:
    return [speaker.say("Số liệu minh họa")] if illustrative(list(units)) else []


def _lower(text: str) -> str:
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
