"""The charts of the plan page that no other page has."""

from __future__ import annotations

from dashboard.analysis.theme_findings import done_finding, tasks_finding
from dashboard.analysis.themes import Theme
from dashboard.analysis.workplan import COMPLETION, superior_tasks
from dashboard.charts.palette import TASKS as TASK_COLOURS
from dashboard.views.theme_view import ChartWords, show_composition, show_pairs, show_progress
from dashboard.words.language import speaker

_LABELS = {
    "done_on_time": "hoàn thành đúng hạn",
    "done_late": "hoàn thành quá hạn",
    "overdue": "quá hạn chưa hoàn thành",
    "in_hand": "đang thực hiện",
}


def show_tasks_done(theme: Theme) -> None:
    """Tasks done against tasks set, in the order of the comparison."""
    say, rows = speaker(), theme.comparison(COMPLETION).charted
    words = ChartWords(
        title=done_finding(rows, say),
        what=say.say("nhiệm vụ trong kế hoạch năm, đề ra và đã hoàn thành, cùng thứ tự với biểu đồ bên"),
        key="tasks_done",
        counted=len(rows),
        drawable=len(rows),
        rate=COMPLETION,
    )
    labels = (say.say("nhiệm vụ đề ra"), say.say("đã hoàn thành"))
    show_pairs(theme, rows, words, labels=labels, gap=_left)


def show_plan_progress(theme: Theme) -> None:
    """Completion against the share of the year gone."""
    what = speaker().say(
        "tỷ lệ hoàn thành kế hoạch lũy kế của tất cả đơn vị so với phần thời gian đã qua của năm"
    )
    show_progress(theme, COMPLETION, what=what)


def show_superior_tasks(theme: Theme) -> None:
    """What became of the tasks from above, the units with most overdue first."""
    say, rows = speaker(), superior_tasks(theme)
    late = rows[(rows["overdue"].fillna(0) + rows["done_late"].fillna(0)) > 0]
    words = ChartWords(
        title=tasks_finding(rows, say),
        what=say.say("nhiệm vụ cấp trên giao theo kết quả thực hiện, chỉ vẽ đơn vị có nhiệm vụ quá hạn"),
        key="superior_tasks",
        counted=len(rows),
        drawable=len(late),
        rate="superior_tasks_overdue",
    )
    show_composition(theme, late, words, segments=_LABELS, colours=TASK_COLOURS)


def _left(part: float, whole: float) -> str:
    """ "còn 25"."""
    return speaker().say("còn {left}", left=speaker().number(whole - part))
