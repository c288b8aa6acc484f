"""The headings of the pages on one theme: the period's answer in one or two sentences."""

from __future__ import annotations

from dashboard.analysis import headcount, spending, workplan
from dashboard.analysis.comparison import Comparison
from dashboard.analysis.findings import pair
from dashboard.analysis.measures import Total
from dashboard.analysis.sentences import share, unit_word
from dashboard.analysis.themes import Theme
from dashboard.words.wording import Speaker


def dossiers_sentence(theme: Theme, speaker: Speaker) -> str:
    """Dossiers resolved, the share on time, those late and those overdue in hand."""
    total = theme.comparison("dossiers_on_time_pct").total
    if total.rate is None:
        return _start(
            theme, speaker, _no_rate(total, speaker, speaker.say("chưa có số liệu giải quyết hồ sơ"))
        )
    said = speaker.say(
        "{resolved} hồ sơ đã giải quyết, {rate} đúng hạn",
        resolved=speaker.number(total.denominator),
        rate=speaker.percent(total.rate),
    )
    late = total.denominator - total.numerator
    overdue = theme.total("dossiers_overdue_pending")
    parts = [_counted(late, "{count} hồ sơ trễ hạn", "không hồ sơ nào trễ hạn", speaker)]
    if overdue.counted:
        parts.append(
            _counted(overdue.numerator, "{count} hồ sơ quá hạn chưa xong", "không còn hồ sơ quá hạn", speaker)
        )
    return _start(theme, speaker, said, ", ".join(parts))


def plan_sentence(theme: Theme, speaker: Speaker) -> str:
    """Tasks done of those set, units behind the target, tasks from above overdue."""
    comparison = theme.comparison(workplan.COMPLETION)
    total, overdue = comparison.total, theme.total("superior_tasks_overdue")
    if total.rate is None:
        said = _no_rate(total, speaker, speaker.say("chưa có số liệu thực hiện kế hoạch"))
    else:
        said = speaker.say(
            "hoàn thành {pair} nhiệm vụ trong kế hoạch năm, đạt {rate}",
            pair=pair(workplan.COMPLETION, total.numerator, total.denominator, speaker),
            rate=speaker.percent(total.rate),
        )
    parts = [said, _behind(comparison, speaker)]
    if overdue.counted:
        parts.append(
            _counted(
                overdue.numerator,
                "{count} nhiệm vụ cấp trên giao quá hạn chưa hoàn thành",
                "không nhiệm vụ cấp trên giao nào quá hạn",
                speaker,
            )
        )
    return _start(theme, speaker, *parts)


def staffing_sentence(theme: Theme, speaker: Speaker) -> str:
    """Positions filled of those assigned, vacancies, persons disciplined."""
    comparison = theme.comparison(headcount.PRESENT)
    total = comparison.total
    if total.rate is None:
        return _start(theme, speaker, _no_rate(total, speaker, speaker.say("chưa có số liệu biên chế")))
    said = speaker.say(
        "{pair} biên chế có mặt, đạt {rate}",
        pair=pair(headcount.PRESENT, total.numerator, total.denominator, speaker),
        rate=speaker.percent(total.rate),
    )
    vacant, where = headcount.vacancies(comparison.charted)
    gap = (
        speaker.say(
            "thiếu {vacant} người ở {where} {unit}", vacant=vacant, where=where, unit=_unit(theme, speaker)
        )
        if vacant
        else speaker.say("không đơn vị nào thiếu biên chế")
    )
    return _start(theme, speaker, f"{said}, {gap}", discipline_finding(theme, speaker))


def budget_sentence(theme: Theme, speaker: Speaker) -> str:
    """Money disbursed of the plan, units behind the target, units that disbursed nothing."""
    comparison = theme.comparison(spending.RATES[0])
    total = comparison.total
    if total.rate is None:
        return _start(theme, speaker, _no_rate(total, speaker, speaker.say("chưa có số liệu giải ngân")))
    said = speaker.say(
        "giải ngân {pair} đồng, đạt {rate} kế hoạch",
        pair=pair(comparison.rate, total.numerator, total.denominator, speaker),
        rate=speaker.percent(total.rate),
    )
    nothing = int((comparison.charted["numerator"] == 0).sum())
    none = (
        speaker.say("{count} {unit} chưa giải ngân", count=nothing, unit=_unit(theme, speaker))
        if nothing
        else ""
    )
    return _start(theme, speaker, said, _behind(comparison, speaker), none)


def discipline_finding(theme: Theme, speaker: Speaker) -> str:
    """How many persons were disciplined, or that the reports say nothing on it."""
    counted = theme.total("disciplined_total").counted or theme.total("disciplined_civil_servants").counted
    if not counted:
        return speaker.say("chưa có số liệu kỷ luật")
    rows = headcount.disciplined(theme)
    if rows.empty:
        return speaker.say("không có cán bộ, công chức bị kỷ luật")
    return speaker.say(
        "{count} người bị kỷ luật ở {where} {unit}",
        count=speaker.number(rows["value"].sum()),
        where=len(rows),
        unit=_unit(theme, speaker),
    )


def _start(theme: Theme, speaker: Speaker, first: str, *others: str) -> str:
    rest = [f"{part[:1].upper()}{part[1:]}" for part in (*others, _communes(theme, speaker)) if part]
    return ". ".join([f"{speaker.period(theme.selection.period)}: {first}", *rest]) + "."


def _communes(theme: Theme, speaker: Speaker) -> str:
    """Above communes, the sum over these for the page's first rate, with its coverage."""
    total = next(iter(theme.communes_total.values()), Total())
    if total.rate is None:
        return ""
    return speaker.say(
        "tổng các xã: {rate} ({share})",
        rate=speaker.percent(total.rate),
        share=share(total.counted, total.expected, "commune", speaker),
    )


def _behind(comparison: Comparison, speaker: Speaker) -> str:
    if comparison.target is None or not len(comparison.rated):
        return ""
    target, unit = speaker.percent(comparison.target.value, 0), unit_word(comparison.level, speaker)
    if not comparison.below:
        return speaker.say("không {unit} nào dưới mục tiêu {target}", unit=unit, target=target)
    return speaker.say(
        "{count} {unit} dưới mục tiêu {target}", count=comparison.below, unit=unit, target=target
    )


def _counted(count: float, some: str, none: str, speaker: Speaker) -> str:
    return speaker.say(some, count=speaker.number(count)) if count else speaker.say(none)


def _no_rate(total: Total, speaker: Speaker, missing: str) -> str:
    return speaker.missing("no_base") if total.state == "no_base" else missing


def _unit(theme: Theme, speaker: Speaker) -> str:
    return unit_word(theme.selection.level, speaker)
