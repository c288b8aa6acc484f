"""Staged files in words: their state, what was recognised, a line each for a list or a receipt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pandas as pd

from dashboard.hand_in.staging import StagedFile
from dashboard.words.wording import Speaker
from data_loaders.catalogue.units import units
from data_loaders.reading.recognition import full_path

LIST_COLUMNS = (
    "id", "file", "status", "unit", "period", "figures", "errors", "warnings", "by", "at", "sha256"
)  # fmt: skip
_COUNTS = ("figures", "errors", "warnings")


def status_word(status: str, say: Speaker) -> str:
    """The state of a file as its reader sees it."""
    words = {
        "waiting": say.say("đang chờ đọc"),
        "stopped": say.say("chưa đọc"),
        "ready": say.say("đọc được, chưa lưu"),
        "needs_review": say.say("cần trả lời"),
        "rejected": say.say("không đọc được"),
        "failed": say.say("lỗi chương trình"),
        "saving": say.say("đang lưu"),
        "saved": say.say("đã lưu"),
        "unchanged": say.say("không thay đổi"),
        "undone": say.say("đã hủy"),
    }
    return words[status]


def batch_sentence(files: Iterable[StagedFile], say: Speaker) -> str:
    """How many files there are and what became of them, in one sentence."""
    counts = Counter(one.status for one in files)
    told = [
        say.say("{count} tệp {status}", count=say.number(number), status=status_word(status, say))
        for status, number in counts.most_common()
    ]
    if len(counts) == 1:
        return f"{told[0]}."
    return say.say("{count} tệp: {parts}.", count=say.number(counts.total()), parts="; ".join(told))


def recognised(one: StagedFile, say: Speaker) -> str:
    """Kind, unit and period, number of figures, in one line."""
    return " · ".join(part for part in (kind_word(one, say), _whose(one, say), *_amount(one, say)) if part)


def kind_word(one: StagedFile, say: Speaker) -> str:
    """The kind of file that was recognised, "" while it is not read."""
    kinds = {
        "forms": say.say("Biểu mẫu thống kê"),
        "one_stop": say.say("Bảng một cửa"),
        "table": say.say("Bảng số liệu"),
        "document": say.say("Báo cáo bằng văn bản"),
    }
    return kinds.get(one.kind, say.say("Không nhận ra loại tệp") if one.outcome else "")


def level_of(unit_code: str) -> str:
    """The level a unit reports at; commune where it is not known."""
    return units()[unit_code].level if unit_code in units() else "commune"


def staged_table(files: Iterable[StagedFile], say: Speaker) -> pd.DataFrame:
    """One line a file (see `LIST_COLUMNS`), `figures`, `errors` and `warnings` counted once it is read."""
    table = pd.DataFrame([_line(one, say) for one in files], columns=list(LIST_COLUMNS))
    return table.astype(dict.fromkeys(_COUNTS, float))


def _line(one: StagedFile, say: Speaker) -> tuple[object, ...]:
    named = {line.unit_code for line in one.reports}
    periods = {line.period for line in one.reports}
    return (
        one.id,
        one.name,
        status_word(one.status, say),
        _one_or_count(named, say.unit, say.say("{count} đơn vị", count=len(named))),
        _one_or_count(periods, say.period, say.say("{count} kỳ", count=len(periods))),
        *((one.figures, one.errors, one.warnings) if one.outcome else (None, None, None)),
        one.by,
        say.moment(one.saved_at) if one.saved_at else "",
        one.sha256,
    )


def _one_or_count(codes, name, many: str) -> str:  # noqa: ANN001
    return name(next(iter(codes))) if len(codes) == 1 else many if codes else ""


def _whose(one: StagedFile, say: Speaker) -> str:
    if len(one.reports) > 1:
        return say.say("{count} báo cáo", count=len(one.reports))
    return "".join(f"{full_path(line.unit_code)}, {say.period(line.period)}" for line in one.reports)


def _amount(one: StagedFile, say: Speaker) -> list[str]:
    texts = sum(line.sections for line in one.reports)
    return [
        say.say("{count} số liệu", count=say.number(one.figures)) if one.figures else "",
        say.say("{count} mục thuyết minh", count=texts) if texts else "",
    ]
