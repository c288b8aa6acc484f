"""The briefing of each page for the filters in force."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from dashboard.analysis import headcount, spending, workplan
from dashboard.analysis.casework import SEGMENTS, outcomes
from dashboard.analysis.selection import Selection
from dashboard.analysis.sentences import headline, share
from dashboard.analysis.summary import DISBURSED, ON_TIME, Summary
from dashboard.analysis.theme_findings import done_finding, outcome_finding, tasks_finding, vacancy_finding
from dashboard.analysis.theme_sentences import (
    budget_sentence,
    dossiers_sentence,
    plan_sentence,
    staffing_sentence,
)
from dashboard.analysis.themes import Theme
from dashboard.charts.palette import COMPOSITION, TASKS
from dashboard.downloads.briefing import Briefing, Finding, KeyFigure
from dashboard.downloads.briefing_lines import (
    Line,
    attention_lines,
    reports_figure,
    scope_of,
    theme_attention,
    theme_figures,
)
from dashboard.downloads.briefing_parts import (
    caption_of,
    comparison_part,
    composition_part,
    course_part,
    key_figure,
    pairs_part,
)
from dashboard.words.short_names import rate_name
from dashboard.words.wording import Speaker

_MOST_NAMED = 10
TITLES = MappingProxyType(
    {
        "overview": "Tổng quan cải cách hành chính",
        "dossiers": "Giải quyết hồ sơ thủ tục hành chính",
        "plan": "Thực hiện kế hoạch cải cách hành chính",
        "staffing": "Biên chế và công chức",
        "budget": "Giải ngân và ngân sách",
    }
)
_SEGMENT_WORDS = {
    "early": "trước hạn",
    "early_or_on_time": "trước hoặc đúng hạn",
    "on_time": "đúng hạn",
    "late": "trễ hạn",
    "pending": "đang giải quyết",
    "overdue": "quá hạn chưa xong",
    "withdrawn": "rút",
}
_TASK_WORDS = {
    "done_on_time": "hoàn thành đúng hạn",
    "done_late": "hoàn thành quá hạn",
    "overdue": "quá hạn chưa hoàn thành",
    "in_hand": "đang thực hiện",
}


def overview_briefing(summary: Summary, speaker: Speaker) -> Briefing:
    """The overview: tiles, attention, dossiers on time and their course, plan and disbursement."""
    where = (summary.selection.period, summary.selection.level)
    figures = [
        key_figure(
            tile.rate,
            tile.total,
            target=tile.target,
            change=next(iter(tile.changes.items()), None),
            where=where,
            speaker=speaker,
        )
        for tile in summary.tiles
    ]
    findings = [comparison_part(summary.comparisons[ON_TIME], speaker), course_part(summary.course, speaker)]
    findings += [
        comparison_part(summary.comparisons[rate], speaker) for rate in ("plan_completion_pct", DISBURSED)
    ]
    return _briefing(
        "overview",
        summary.selection,
        sentence=headline(summary.facts, speaker),
        figures=[*figures, reports_figure(summary, speaker)],
        attention=attention_lines(summary.attention, speaker),
        findings=findings,
        illustrative=summary.illustrative,
        speaker=speaker,
    )


def theme_briefing(theme: Theme, page: str, speaker: Speaker) -> Briefing:
    """The page "dossiers", "plan", "staffing" or "budget"."""
    sentence, findings = _PAGES[page]
    return _briefing(
        page,
        theme.selection,
        sentence=sentence(theme, speaker),
        figures=theme_figures(theme, speaker),
        attention=theme_attention(theme, page, speaker),
        findings=findings(theme, speaker),
        illustrative=theme.illustrative,
        speaker=speaker,
    )


def _briefing(
    page: str,
    selection: Selection,
    *,
    sentence: str,
    figures: Sequence[KeyFigure],
    attention: Sequence[Line],
    findings: Sequence[Finding],
    illustrative: bool,
    speaker: Speaker,
) -> Briefing:
    return Briefing(
        title=speaker.say(TITLES[page]),
        scope=scope_of(selection, speaker),
        sentence=sentence,
        figures=tuple(figures),
        attention=tuple(attention[:_MOST_NAMED]),
        others=max(len(attention) - _MOST_NAMED, 0),
        findings=tuple(findings),
        source=speaker.say("Báo cáo cải cách hành chính của các đơn vị"),
        label=speaker.say("số liệu minh họa") if illustrative else "",
    )


def _caption(theme: Theme, what: str, counted: int, speaker: Speaker) -> str:
    covered = share(counted, len(theme.units), theme.selection.level, speaker)
    parts = [
        what,
        speaker.period(theme.selection.period),
        speaker.say("{coverage} có số liệu", coverage=covered),
    ]
    return caption_of(parts, theme.units, speaker)


def _dossiers(theme: Theme, speaker: Speaker) -> list[Finding]:
    comparison = theme.comparison(ON_TIME)
    rows = outcomes(theme.data, period=theme.selection.period, units=tuple(comparison.rows["unit_code"]))
    rows = rows.dropna(how="all", subset=list(SEGMENTS))
    what = speaker.say("hồ sơ của từng đơn vị theo kết quả giải quyết")
    return [
        comparison_part(comparison, speaker),
        composition_part(
            rows,
            title=outcome_finding(rows, speaker),
            caption=_caption(theme, what, len(rows), speaker),
            segments=_SEGMENT_WORDS,
            colours=COMPOSITION,
            speaker=speaker,
        ),
        course_part(theme.course(ON_TIME), speaker),
        comparison_part(theme.comparison("dossiers_online_pct"), speaker),
    ]


def _plan(theme: Theme, speaker: Speaker) -> list[Finding]:
    comparison, tasks = theme.comparison(workplan.COMPLETION), workplan.superior_tasks(theme)
    rows = comparison.charted
    return [
        comparison_part(comparison, speaker),
        pairs_part(
            rows,
            title=done_finding(rows, speaker),
            caption=_caption(
                theme, speaker.say("nhiệm vụ trong kế hoạch năm, đề ra và đã hoàn thành"), len(rows), speaker
            ),
            labels=(speaker.say("nhiệm vụ đề ra"), speaker.say("đã hoàn thành")),
            speaker=speaker,
        ),
        composition_part(
            tasks[(tasks["overdue"].fillna(0) + tasks["done_late"].fillna(0)) > 0],
            title=tasks_finding(tasks, speaker),
            caption=_caption(
                theme,
                speaker.say(
                    "nhiệm vụ cấp trên giao theo kết quả thực hiện, chỉ vẽ đơn vị có nhiệm vụ quá hạn"
                ),
                len(tasks),
                speaker,
            ),
            segments=_TASK_WORDS,
            colours=TASKS,
            speaker=speaker,
        ),
        course_part(theme.course(workplan.COMPLETION), speaker),
    ]


def _staffing(theme: Theme, speaker: Speaker) -> list[Finding]:
    phrases = {
        headcount.PRESENT: speaker.say("biên chế được giao và có mặt, chỉ vẽ đơn vị có chênh lệch"),
        headcount.PART_TIME: speaker.say(
            "người hoạt động không chuyên trách được giao và có mặt, chỉ vẽ đơn vị có chênh lệch"
        ),
    }
    return [_gaps(theme, rate, what, speaker) for rate, what in phrases.items()]


def _gaps(theme: Theme, rate: str, what: str, speaker: Speaker) -> Finding:
    rows = headcount.gaps(theme, rate)
    drawn = headcount.uneven(rows)
    name = rate_name(rate, speaker)
    return pairs_part(
        drawn,
        title=vacancy_finding(rows, name, level=theme.selection.level, speaker=speaker),
        caption=_caption(theme, what, len(rows), speaker),
        labels=(speaker.say("được giao"), speaker.say("có mặt")),
        speaker=speaker,
    )


def _budget(theme: Theme, speaker: Speaker) -> list[Finding]:
    comparison = theme.comparison(DISBURSED)
    rows, left = comparison.charted, comparison.total.denominator - comparison.total.numerator
    said = speaker.say("Còn {left} chưa giải ngân", left=speaker.money(left))
    what = speaker.say("kế hoạch vốn đầu tư công và số đã giải ngân")
    return [
        comparison_part(comparison, speaker),
        pairs_part(
            rows,
            title=said if len(rows) else speaker.say("Chưa có số liệu giải ngân"),
            caption=_caption(theme, what, comparison.total.counted, speaker),
            labels=(speaker.say("kế hoạch"), speaker.say("đã giải ngân")),
            speaker=speaker,
            money=True,
        ),
        course_part(theme.course(DISBURSED), speaker),
        *(comparison_part(theme.comparison(rate), speaker) for rate in spending.REVENUES),
    ]


Said = Callable[[Theme, Speaker], str]
Found = Callable[[Theme, Speaker], list[Finding]]
_PAGES: Mapping[str, tuple[Said, Found]] = MappingProxyType(
    {
        "dossiers": (dossiers_sentence, _dossiers),
        "plan": (plan_sentence, _plan),
        "staffing": (staffing_sentence, _staffing),
        "budget": (budget_sentence, _budget),
    }
)
