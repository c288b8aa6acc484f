"""How templates look: official type, input cells tinted and open, everything else locked."""

from __future__ import annotations

from dataclasses import dataclass

import xlsxwriter
from xlsxwriter.format import Format

from data_loaders.catalogue.indicators import Indicator

FONT = "Times New Roman"
INPUT, SHOWN, HEAD = "#FFF8DC", "#EDEFF2", "#DCE6F2"
_NUMBERS = {"count": "#,##0", "percent": "0.0#", "money": "#,##0.0##", "code": "0"}


@dataclass(frozen=True, slots=True)
class TemplateStyles:
    """The formats of one workbook; `numbers` and `shown` hold one for each kind of indicator."""

    office: Format
    title_left: Format
    plain: Format
    title: Format
    subtitle: Format
    head: Format
    code: Format
    remark_head: Format
    head_small: Format
    label: Format
    heading: Format
    centre: Format
    note: Format
    text: Format
    remark: Format
    check: Format
    wrong: Format
    calculated: Format
    numbers: dict[str, Format]
    shown: dict[str, Format]

    def number(self, indicator: Indicator) -> Format:
        """The open cell a value of `indicator` is typed into."""
        return self.numbers[indicator.kind]

    def locked_number(self, indicator: Indicator) -> Format:
        """The locked cell that shows a value of `indicator`."""
        return self.shown[indicator.kind]


def template_styles(book: xlsxwriter.Workbook) -> TemplateStyles:
    """Add the formats to `book`."""

    def made(**properties: object) -> Format:
        return book.add_format({"font_name": FONT, "font_size": 12, "valign": "vcenter", **properties})

    ruled = {"border": 1, "border_color": "#8A94A3"}
    typed = {**ruled, "bg_color": INPUT, "locked": False}
    return TemplateStyles(
        office=made(bold=True),
        title_left=made(bold=True, font_size=14),
        plain=made(),
        title=made(bold=True, font_size=13, align="center"),
        subtitle=made(italic=True, align="center", text_wrap=True),
        head=made(**ruled, bold=True, bg_color=HEAD, text_wrap=True, align="center"),
        code=made(**ruled, bg_color=HEAD, align="center", font_size=9, font_color="#5A6472"),
        remark_head=made(**ruled, bg_color=HEAD, text_wrap=True, align="center", font_size=9, valign="top"),
        head_small=made(**ruled, bg_color=HEAD, text_wrap=True, align="center", font_size=10),
        label=made(**ruled, text_wrap=True),
        heading=made(**ruled, text_wrap=True, bold=True),
        centre=made(**ruled, text_wrap=True, align="center"),
        note=made(**typed, text_wrap=True, font_size=11),
        text=made(text_wrap=True, valign="top"),
        remark=made(**ruled, bg_color=SHOWN, align="center", font_size=10, font_color="#5A6472"),
        check=made(font_color="#B3261E", font_size=11, text_wrap=True, hidden=True),
        wrong=book.add_format({"bg_color": "#F9D9D6", "font_color": "#B3261E"}),
        # In an Excel 97 file LibreOffice writes 0 for a formula that says "" in a cell with a number format.
        calculated=made(**ruled, bg_color=SHOWN, align="right"),
        numbers={kind: made(**typed, align="right", num_format=form) for kind, form in _NUMBERS.items()},
        shown={
            kind: made(**ruled, bg_color=SHOWN, align="right", num_format=form)
            for kind, form in _NUMBERS.items()
        },
    )
