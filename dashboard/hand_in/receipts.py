"""The receipt of an upload: who handed in what and when, what was stored, what to look at again."""

from __future__ import annotations

from dashboard.hand_in.staging import StagedFile, problem_table
from dashboard.reports.report_lines import place_of
from dashboard.words.wording import Speaker


def receipt_text(one: StagedFile, say: Speaker) -> bytes:
    """The receipt of a saved file as plain text (UTF-8 with a byte-order mark, for Notepad)."""
    lines = [
        say.say("GIẤY BIÊN NHẬN NỘP BÁO CÁO CẢI CÁCH HÀNH CHÍNH"),
        "",
        say.say("Tệp: {value}", value=one.name),
        say.say("Mã SHA-256: {value}", value=one.sha256),
        say.say("Người nộp: {value}", value=one.by or say.say("không ghi")),
        say.say("Thời điểm: {value}", value=say.moment(one.saved_at)),
        "",
        *_report_lines(one, say),
        "",
        *_problem_lines(one, say),
    ]
    return "\r\n".join(lines).encode("utf-8-sig")


def _report_lines(one: StagedFile, say: Speaker) -> list[str]:
    return [
        say.say(
            "{unit}, {period}: lần {revision}, {figures} số liệu{state}.",
            unit=say.unit(saved.unit_code),
            period=say.period(saved.period),
            revision=saved.revision,
            figures=say.number(saved.figures),
            state="" if saved.changed else say.say(" (không thay đổi)"),
        )
        for saved in one.saved
    ]


def _problem_lines(one: StagedFile, say: Speaker) -> list[str]:
    found = problem_table(one, say.language)
    if found.empty:
        return [say.say("Không có điều cần xem lại.")]
    head = say.say("{count} điều cần xem lại:", count=len(found))
    words = {"error": say.say("Phải sửa"), "warning": say.say("Nên xem")}
    return [head] + [f"- [{words[row.severity]}] {_said(row, say)}" for row in found.itertuples()]


def _said(row, say: Speaker) -> str:  # noqa: ANN001
    place = place_of(row.sheet, row.cell, row.section, say)
    return f"{place}: {row.sentence}" if place else row.sentence
