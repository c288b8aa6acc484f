"""The charts of the staffing page."""

from __future__ import annotations

from dashboard.analysis.headcount import (
    PART_TIME,
    PRESENT,
    composition,
    disciplined,
    gaps,
    trained,
    uneven,
)
from dashboard.analysis.theme_findings import most_finding, vacancy_finding
from dashboard.analysis.theme_sentences import discipline_finding
from dashboard.analysis.themes import Theme
from dashboard.analysis.thresholds import row_limit
from dashboard.charts.palette import STAFF as STAFF_COLOURS
from dashboard.views.theme_view import ChartWords, show_bars, show_composition, show_pairs
from dashboard.words.language import speaker
from dashboard.words.short_names import rate_name

_LABELS = {"cadres": "cán bộ", "civil_servants": "công chức", "not_told": "chưa phân loại"}


def show_positions(theme: Theme) -> None:
    """Positions assigned against staff present, most vacancies first."""
    _show_gaps(
        theme, PRESENT, what=speaker().say("biên chế được giao và có mặt, chỉ vẽ đơn vị có chênh lệch")
    )


def show_part_time(theme: Theme) -> None:
    """Part-time staff assigned against present."""
    _show_gaps(
        theme,
        PART_TIME,
        what=speaker().say(
            "người hoạt động không chuyên trách được giao và có mặt, chỉ vẽ đơn vị có chênh lệch"
        ),
    )


def show_staff(theme: Theme) -> None:
    """Cadres and civil servants among the staff present, in the order of the vacancies."""
    say = speaker()
    rows = composition(theme).set_index("unit_code")
    sums, counted = rows.sum(numeric_only=True), len(rows)
    order = [code for code in uneven(gaps(theme, PRESENT))["unit_code"] if code in rows.index]
    rows = rows.loc[order or list(rows.index)].reset_index()
    words = ChartWords(
        title=say.say(
            "{cadres} cán bộ, {civil_servants} công chức",
            cadres=say.number(sums["cadres"]),
            civil_servants=say.number(sums["civil_servants"]),
        ),
        what=say.say("người có mặt chia theo cán bộ và công chức, các đơn vị của biểu đồ bên"),
        key="staff",
        counted=counted,
        drawable=len(rows),
        rate=PRESENT,
    )
    show_composition(theme, rows, words, segments=_LABELS, colours=STAFF_COLOURS)


def show_training(theme: Theme) -> None:
    """Training attendances by unit."""
    say, rows = speaker(), trained(theme)
    title = most_finding(
        rows,
        phrase="{total} lượt người được đào tạo, bồi dưỡng; nhiều nhất: {names}",
        none="Chưa có lượt đào tạo, bồi dưỡng nào",
        speaker=say,
    )
    what = say.say("lượt người được cử đi đào tạo, bồi dưỡng trong kỳ")
    counted = theme.total("training_turns").counted
    show_bars(theme, rows, ChartWords(title, what, "training", counted, len(rows), "training_turns"))


def show_discipline(theme: Theme) -> None:
    """Persons disciplined by unit."""
    say = speaker()
    title = discipline_finding(theme, say)
    what = say.say("cán bộ, công chức bị kỷ luật trong kỳ, chỉ vẽ đơn vị có phát sinh")
    rows, counted = disciplined(theme), theme.total("disciplined_total").counted
    words = ChartWords(
        title[:1].upper() + title[1:], what, "discipline", counted, len(rows), "disciplined_total"
    )
    show_bars(theme, rows, words)


def _show_gaps(theme: Theme, rate: str, *, what: str) -> None:
    say, rows = speaker(), gaps(theme, rate)
    drawn = uneven(rows)
    words = ChartWords(
        title=vacancy_finding(rows, rate_name(rate, say), level=theme.selection.level, speaker=say),
        what=what,
        key=f"gaps_{rate.split('/')[0]}",
        counted=len(rows),
        drawable=len(drawn),
        rate=rate,
    )
    drawn = drawn if rate == PRESENT else drawn.head(row_limit("bars"))
    show_pairs(theme, drawn, words, labels=(say.say("được giao"), say.say("có mặt")), gap=_gap)


def _gap(part: float, whole: float) -> str:
    """ "20/23, thiếu 3"."""
    say = speaker()
    counts = f"{say.number(part)}/{say.number(whole)}"
    if part < whole:
        return say.say("{counts}, thiếu {gap}", counts=counts, gap=say.number(whole - part))
    if part > whole:
        return say.say("{counts}, thừa {gap}", counts=counts, gap=say.number(part - whole))
    return say.say("{counts}, đủ", counts=counts)
