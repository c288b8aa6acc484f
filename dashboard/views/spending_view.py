"""The charts of the budget page that no other page has."""

from __future__ import annotations

from dashboard.analysis.spending import REVENUES, expenditure
from dashboard.analysis.summary import DISBURSED
from dashboard.analysis.theme_findings import most_finding
from dashboard.analysis.themes import Theme
from dashboard.views.theme_view import ChartWords, ask_rate, show_bars, show_pairs, show_progress, show_rate
from dashboard.words.language import speaker


def show_disbursed(theme: Theme) -> None:
    """Money disbursed against the plan, in the order of the comparison."""
    say, comparison = speaker(), theme.comparison(DISBURSED)
    rows, left = comparison.charted, comparison.total.denominator - comparison.total.numerator
    words = ChartWords(
        title=say.say("Còn {left} chưa giải ngân", left=say.money(left))
        if len(rows)
        else say.say("Chưa có số liệu giải ngân"),
        what=say.say("kế hoạch vốn đầu tư công và số đã giải ngân, cùng thứ tự với biểu đồ bên"),
        key="disbursed",
        counted=comparison.total.counted,
        drawable=len(rows),
        rate=DISBURSED,
    )
    labels = (say.say("kế hoạch"), say.say("đã giải ngân"))
    show_pairs(theme, rows, words, labels=labels, gap=_left, money=True)


def show_disbursement_progress(theme: Theme) -> None:
    """Disbursement against the share of the year gone."""
    what = speaker().say("tỷ lệ giải ngân lũy kế của tất cả đơn vị so với phần thời gian đã qua của năm")
    show_progress(theme, DISBURSED, what=what)


def show_revenue(theme: Theme) -> None:
    """Revenue against the estimate: in the area, or of the commune's own budget."""
    show_rate(theme, ask_rate(REVENUES, key="revenue_rate"))


def show_expenditure(theme: Theme) -> None:
    """Budget spent since the year's start."""
    say, rows = speaker(), expenditure(theme)
    title = most_finding(
        rows,
        phrase="Chi nhiều nhất: {names}",
        none="Chưa có số liệu chi ngân sách",
        speaker=say,
    )
    spent = "commune_budget_expenditure_cumulative"
    words = ChartWords(title, say.indicator(spent), "expenditure", len(rows), len(rows), spent)
    show_bars(theme, rows, words, money=True)


def _left(part: float, whole: float) -> str:
    """ "còn 2,5 tỷ đồng"."""
    return speaker().say("còn {left}", left=speaker().money(whole - part))
