"""What may be typed into a template's cell: the validation of one indicator, with messages that help."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.templates.form_grid import Check
from dashboard.words.wording import Speaker
from data_loaders.catalogue.indicators import Indicator
from data_loaders.files.spreadsheets import text_of

_MOST_MONEY = 10**15
_CONTRADICTIONS = {
    "part": "Lớn hơn dòng {rows}. ",
    "total": "Khác tổng các dòng {rows}. ",
    "most": "Nhỏ hơn tổng các dòng {rows}. ",
}


def entry_rule(indicator: Indicator, speaker: Speaker) -> Mapping[str, object]:
    """The data validation of a cell that holds `indicator`, as XlsxWriter takes it."""
    rules = {"count": _count, "percent": _percent, "money": _money, "code": _code}
    return {"ignore_blank": True, "error_type": "stop", **rules[indicator.kind](indicator, speaker)}


def contradiction(check: Check, speaker: Speaker) -> str:
    """What a template says beside a row that contradicts others."""
    return speaker.say(_CONTRADICTIONS[check.kind], rows=" + ".join(check.rows))


def states_of(indicator: Indicator) -> str:
    """The answers of a code, as a form prints them: "Không = 0; Có = 1"."""
    return "; ".join(f"{name} = {text_of(code)}" for code, name in indicator.states)


def money_factor_of(indicator: Indicator) -> float:
    """What one stands for in templates, in stored units: money is typed in million đồng."""
    return 1e6 if indicator.kind == "money" else 1.0


def measure_of(indicator: Indicator, printed: str = "") -> str:
    """The unit of measure a template prints: as the official form does, else the indicator's own."""
    if indicator.kind == "money":
        return "Triệu đồng"
    return states_of(indicator) if indicator.kind == "code" else printed or indicator.unit.capitalize()


def _count(indicator: Indicator, speaker: Speaker) -> Mapping[str, object]:
    return {
        "validate": "integer",
        "criteria": ">=",
        "value": 0,
        "error_title": speaker.say("Phải là số nguyên"),
        "error_message": speaker.say(
            "Nhập số nguyên từ 0 trở lên, chỉ ghi chữ số ({unit}). Không phát sinh thì ghi 0; "
            "chưa có số liệu thì để trống.",
            unit=speaker.say(indicator.unit),
        ),
    }


def _percent(indicator: Indicator, speaker: Speaker) -> Mapping[str, object]:
    limits = (
        {"criteria": ">=", "value": 0}
        if indicator.may_exceed
        else {"criteria": "between", "minimum": 0, "maximum": 100}
    )
    message = (
        "Nhập tỷ lệ phần trăm từ 0 trở lên." if indicator.may_exceed else "Nhập tỷ lệ phần trăm từ 0 đến 100."
    )
    return {
        "validate": "decimal",
        **limits,
        "error_title": speaker.say("Tỷ lệ không hợp lệ"),
        "error_message": speaker.say(message) + " " + speaker.say("Ví dụ 87,5; không ghi dấu %."),
    }


def _money(_indicator: Indicator, speaker: Speaker) -> Mapping[str, object]:
    return {
        "validate": "decimal",
        "criteria": "between",
        "minimum": 0,
        "maximum": _MOST_MONEY,
        "error_title": speaker.say("Số tiền không hợp lệ"),
        "error_message": speaker.say("Nhập số tiền tính bằng triệu đồng, từ 0 trở lên. Ví dụ 1.850,7."),
    }


def _code(indicator: Indicator, speaker: Speaker) -> Mapping[str, object]:
    listed = "; ".join(f"{text_of(code)} = {speaker.say(name)}" for code, name in indicator.states)
    return {
        "validate": "list",
        "source": [text_of(code) for code, _ in indicator.states],
        "input_title": speaker.say("Chọn mã"),
        "input_message": listed,
        "error_title": speaker.say("Mã không có"),
        "error_message": speaker.say("Chọn một mã trong danh sách: {codes}.", codes=listed),
    }
