"""The charts of the staffing page."""

from __future__ import annotations

from dashboard.charts.palette import STAFF as STAFF_COLOURS
from dashboard.headcount import PART_TIME, PRESENT, STAFF, composition, disciplined, gaps, trained, vacancies
from dashboard.language import speaker
from dashboard.theme_findings import most_finding, vacancy_finding
from dashboard.theme_sentences import discipline_finding
from dashboard.theme_view import show_bars, show_composition, show_pairs
from dashboard.themes import Theme


def show_positions(theme: Theme) -> None:
    """Positions assigned against staff present, most vacancies first."""
    _show_gaps(theme, PRESENT, what=speaker().say("biên chế được giao và có mặt tại thời điểm báo cáo"))


def show_part_time(theme: Theme) -> None:
    """Part-time staff assigned against present."""
    _show_gaps(theme, PART_TIME, what=speaker().say("người hoạt động không chuyên trách được giao và có mặt"))


def show_staff(theme: Theme) -> None:
    """Cadres and civil servants among the staff present, in the order of the vacancies."""
    say = speaker()
    rows = composition(theme).set_index("unit_code")
    order = [code for code in gaps(theme, PRESENT)["unit_code"] if code in rows.index]
    rows = rows.loc[order].reset_index()
    sums = rows.sum(numeric_only=True)
    show_composition(
        theme,
        rows,
        segments=STAFF,
        colours=dict(STAFF_COLOURS),
        title=say.say(
            "{cadres} cán bộ, {civil_servants} công chức",
            cadres=say.number(sums["cadres"]),
            civil_servants=say.number(sums["civil_servants"]),
        ),
        what=say.say("người có mặt, chia theo cán bộ và công chức"),
    )


def show_training(theme: Theme) -> None:
    """Training attendances by unit."""
    say, rows = speaker(), trained(theme)
    title = most_finding(
        rows,
        phrase="{total} lượt người được đào tạo, bồi dưỡng; nhiều nhất: {names}",
        none="Chưa có lượt đào tạo, bồi dưỡng nào",
        speaker=say,
    )
    show_bars(
        theme,
        rows,
        title=title,
        what=say.say("lượt người được cử đi đào tạo, bồi dưỡng trong kỳ"),
        key="training",
    )


def show_discipline(theme: Theme) -> None:
    """Persons disciplined by unit."""
    say = speaker()
    title = discipline_finding(theme, say)
    what = say.say("cán bộ, công chức bị kỷ luật trong kỳ, chỉ vẽ đơn vị có phát sinh")
    show_bars(theme, disciplined(theme), title=title[:1].upper() + title[1:], what=what, key="discipline")


def _show_gaps(theme: Theme, rate: str, *, what: str) -> None:
    say, rows = speaker(), gaps(theme, rate)
    vacant, where = vacancies(rows)
    show_pairs(
        theme,
        rows,
        labels=(say.say("được giao"), say.say("có mặt")),
        gap=_gap,
        title=vacancy_finding(vacant, where, level=theme.selection.level, speaker=say),
        what=what,
        key=f"gaps_{rate.split('/')[0]}",
    )


def _gap(part: float, whole: float) -> str:
    """ "20/23, thiếu 3"."""
    say = speaker()
    counts = f"{say.number(part)}/{say.number(whole)}"
    if part < whole:
        return say.say("{counts}, thiếu {gap}", counts=counts, gap=say.number(whole - part))
    if part > whole:
        return say.say("{counts}, thừa {gap}", counts=counts, gap=say.number(part - whole))
    return say.say("{counts}, đủ", counts=counts)
