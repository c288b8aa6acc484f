"""Staged files in words: their state, what was recognised, a line each for a list or a receipt."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from dashboard.hand_in.staging import StagedFile, problem_table
from dashboard.words.wording import Speaker
from data_loaders.catalogue.units import units
from data_loaders.reading.recognition import full_path

LIST_COLUMNS = ("file", "status", "unit", "period", "figures", "errors", "warnings", "by", "at", "sha256")


def status_word(status: str, say: Speaker) -> str:
    """The state of a file as its reader sees it."""
    words = {
        "ready": say.say("đọc được, chưa lưu"),
        "needs_review": say.say("cần trả lời"),
        "rejected": say.say("không đọc được"),
        "failed": say.say("lỗi chương trình"),
        "saved": say.say("đã lưu"),
        "unchanged": say.say("không thay đổi"),
        "undone": say.say("đã hủy"),
        "unread": say.say("chưa đọc"),
    }
    return words[status]


def recognised(one: StagedFile, say: Speaker) -> str:
    """Kind, unit and period, number of figures, in one line."""
    return " · ".join(part for part in (kind_word(one, say), _whose(one, say), *_amount(one, say)) if part)


def kind_word(one: StagedFile, say: Speaker) -> str:
    """The kind of file that was recognised."""
    kinds = {
        "forms": say.say("Biểu mẫu thống kê"),
        "one_stop": say.say("Bảng một cửa"),
        "table": say.say("Bảng số liệu"),
        "document": say.say("Báo cáo bằng văn bản"),
    }
    return kinds.get(one.reading.kind if one.reading else "", say.say("Không nhận ra loại tệp"))


def level_of(unit_code: str) -> str:
    """The level a unit reports at; commune where it is not known."""
    return units()[unit_code].level if unit_code in units() else "commune"


def staged_table(files: Iterable[StagedFile], say: Speaker) -> pd.DataFrame:
    """One line a file (see `LIST_COLUMNS`), `figures`, `errors` and `warnings` counted."""
    return pd.DataFrame([_line(one, say) for one in files], columns=list(LIST_COLUMNS))


def _line(one: StagedFile, say: Speaker) -> tuple[object, ...]:
    errors = int((problem_table(one, say.language)["severity"] == "error").sum())
    warnings = len(problem_table(one, say.language)) - errors
    units = {draft.unit_code for draft in one.drafts}
    periods = {draft.period for draft in one.drafts}
    return (
        one.name,
        status_word(one.status, say),
        _one_or_count(units, say.unit, say.say("{count} đơn vị", count=len(units))),
        _one_or_count(periods, say.period, say.say("{count} kỳ", count=len(periods))),
        sum(len(draft.figures) for draft in one.drafts),
        errors,
        warnings,
        one.by,
        say.moment(one.saved_at) if one.saved_at else "",
        one.sha256,
    )


def _one_or_count(codes, name, many: str) -> str:  # noqa: ANN001
    return name(next(iter(codes))) if len(codes) == 1 else many if codes else ""


def _whose(one: StagedFile, say: Speaker) -> str:
    if len(one.drafts) > 1:
        return say.say("{count} báo cáo", count=len(one.drafts))
    return "".join(f"{full_path(draft.unit_code)}, {say.period(draft.period)}" for draft in one.drafts)


def _amount(one: StagedFile, say: Speaker) -> list[str]:
    number = sum(len(draft.figures) for draft in one.drafts)
    texts = sum(len(draft.sections) for draft in one.drafts)
    return [
        say.say("{count} số liệu", count=say.number(number)) if number else "",
        say.say("{count} mục thuyết minh", count=texts) if texts else "",
    ]
