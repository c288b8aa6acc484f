"""Workbooks of forms as offices make them, with the figures and problems a reader has to find in them."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from data_loaders.catalogue.forms import FormRow, form_titles, row_by_code, rows_of_form
from data_loaders.catalogue.indicators import indicators
from data_loaders.catalogue.periods import year_of
from data_loaders.catalogue.units import Unit, units
from data_loaders.files.spreadsheets import cell_name
from data_loaders.numbers import read_number
from data_loaders.sheets.form_matching import knows_label
from tests.data_loaders.office_layouts import (
    GROUP_HEADERS,
    LABEL_HEADERS,
    MEASURE_HEADERS,
    NOTE_HEADERS,
    NUMBER_HEADERS,
    Layout,
    period_words,
    shaped,
    with_slip,
)
from tests.data_loaders.office_values import Values
from tests.data_loaders.sheet_plans import SheetPlan

Told = tuple[str, str, str, str, float, str, str]
"""Unit, period, indicator, breakdown, value, sheet, cell."""


@dataclass
class Expected:
    """What a reader has to tell of a workbook: figures, and problems as (code, sheet, cell)."""

    figures: set[Told] = field(default_factory=set)
    problems: set[tuple[str, str, str]] = field(default_factory=set)


@dataclass(frozen=True)
class Report:
    """One unit's figures of one period by form row."""

    unit: str
    period: str
    values: Values

    @property
    def forms(self) -> tuple[int, ...]:
        return tuple(sorted({int(code[2]) for code in self.values}))


def forms_workbook(reports: Sequence[Report], layout: Layout) -> tuple[list[SheetPlan], Expected]:
    """The forms of some reports, laid out; what is expected of them."""
    plans: list[SheetPlan] = []
    expected = Expected()
    for report in reports:
        plans += _of_report(report, layout, expected, several=len(reports) > 1)
    if layout.hidden_sheet:
        plans.append(_hidden_copy(plans[0]))
        if any(told[5] == plans[0].name for told in expected.figures):
            expected.problems.add(("hidden_sheet", plans[-1].name, ""))
    return plans, expected


def _hidden_copy(plan: SheetPlan) -> SheetPlan:
    return SheetPlan("Cũ", dict(plan.cells), list(plan.merged), hidden=True)


def _of_report(report: Report, layout: Layout, expected: Expected, *, several: bool) -> list[SheetPlan]:
    unit = units()[report.unit]
    prefix = f"{unit.name} " if several else ""
    if layout.arrangement == "sheets":
        plans = [SheetPlan(f"{prefix}{_sheet_name(form, layout)}") for form in report.forms]
        for plan, form in zip(plans, report.forms, strict=True):
            FormWriter(plan, report, layout, expected).write((form,))
        return plans
    plan = SheetPlan(f"{prefix}Số liệu")
    writer = FormWriter(plan, report, layout, expected)
    if layout.arrangement == "one header":
        writer.write(report.forms)
        return [plan]
    for form in report.forms:
        writer.write((form,))
        writer.row += layout.rng.randint(1, 3)
    return [plan]


def _sheet_name(form: int, layout: Layout) -> str:
    rng = random.Random(layout.value_header)
    return rng.choice(("BM{form}", "Biểu mẫu {form}", "Bieu {form}", "B0{form}", "Sheet{form}")).format(
        form=form
    )


class FormWriter:
    """Writes forms of one report onto a sheet, from `row` on."""

    def __init__(
        self, plan: SheetPlan, report: Report, layout: Layout, expected: Expected, row: int = 0
    ) -> None:
        self.plan, self.report, self.layout, self.expected = plan, report, layout, expected
        self.rng = layout.rng
        self.unit = units()[report.unit]
        self.row = row
        self.at: dict[str, int] = {}
        self.others: list[int] = []

    def write(self, forms: Sequence[int]) -> None:
        """One table with the rows of `forms`: heading, header, rows, what stands below."""
        start = self.row
        self._heading(forms[0] if len(forms) == 1 else 0, first=start == 0)
        if start == 0:
            self.row = max(self.row, self.layout.first_row)
        self._header()
        for form in forms:
            if len(forms) > 1:
                self._title(form)
            self._form(form)
        self._below()

    # ---- above

    def _heading(self, form: int, *, first: bool) -> None:
        lines = self._office_lines() if first else []
        for line in lines:
            for column, text in enumerate(line):
                self.plan.put(self.row, column, text)
            self.row += 1
        if first and self.layout.national:
            self.plan.put(max(self.row - 2, 0), 6, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
            self.plan.put(max(self.row - 1, 1), 6, "Độc lập - Tự do - Hạnh phúc")
            self.row = max(self.row, 2)
        if first and lines:
            self.row += self.rng.randint(0, 1)
        if form:
            self._title(form)
        if first and self.layout.heads not in ("none", "sheet name"):
            of = f" của UBND {_named(self.unit)}" if self.layout.heads == "one line" else ""
            self.plan.put(
                self.row, 0, f"(Kèm theo Báo cáo CCHC {period_words(self.report.period, self.rng)}{of})"
            )
            self.row += 1 + self.rng.randint(0, 2)

    def _office_lines(self) -> list[tuple[str, ...]]:
        name = _named(self.unit).upper()
        parent = units()[self.unit.parent] if self.unit.parent else None
        above = f"UBND {_named(parent).upper()}" if parent else "UBND TỈNH"
        return {
            "one line": [(f"UBND {name}",)],
            "two lines": [(above,), (f"UBND {name}",)],
            "two cells": [(f"{above}\nUBND {name}",)],
            "office and line": [(f"Đơn vị báo cáo: UBND {_named(self.unit)}",)],
        }.get(self.layout.heads, [])

    def _title(self, form: int) -> None:
        title = self.layout.titled.format(form=form)
        texts = [title] if title else []
        if self.rng.random() < 0.7:
            texts.append(form_titles()[form])
        for text in texts:
            self.plan.put(self.row, 0, text)
            if self.rng.random() < 0.5:
                self.plan.merge(self.row, 0, self.row, max(2, len(self.layout.columns) - 1))
            self.row += 1

    # ---- header

    def _header(self) -> None:
        layout, top = self.layout, self.row
        self.others = []
        self.at = {}
        column = 0
        for role in layout.columns:
            if role == "other":
                self.others.append(column)
            else:
                self.at[role] = column
            column += 2 if role == "label" and layout.wide_label else 1
        depth = 2 if layout.two_rows else 1
        grouped = sorted([self.at["value"], *self.others]) if layout.two_rows else []
        for column, text in self._titles().items():
            text = shaped(text, layout.shape, self.rng)
            in_group = column in grouped and len(grouped) > 1
            self.plan.put(top + (1 if in_group else 0), column, text)
            right = column + (1 if layout.wide_label and column == self.at["label"] else 0)
            if depth == 2 and not in_group:
                self.plan.merge(top, column, top + 1, right)
            elif right > column:
                self.plan.merge(top, column, top, right)
        if len(grouped) > 1 and grouped == list(range(grouped[0], grouped[0] + len(grouped))):
            self.plan.put(top, grouped[0], self.rng.choice(GROUP_HEADERS))
            self.plan.merge(top, grouped[0], top, grouped[-1])
        self.row = top + depth
        self._column_numbers()

    def _titles(self) -> dict[int, str]:
        period, year = self.report.period, year_of(self.report.period)
        words = {
            "period": period_words(period, self.rng),
            "last": period_words(period.replace(str(year), str(year - 1)), self.rng),
            "year": year,
            "unit": f"UBND {_named(self.unit)}",
        }
        value = self.layout.value_header
        if value == "Năm {year}" and self.layout.heads in ("none", "sheet name"):
            value = "Kết quả"
        titles = {
            "number": self.rng.choice(NUMBER_HEADERS),
            "label": self.rng.choice(LABEL_HEADERS),
            "measure": self.rng.choice(MEASURE_HEADERS),
            "value": value.format(**words),
            "note": self.rng.choice(NOTE_HEADERS),
        }
        found = {column: titles[role] for role, column in self.at.items()}
        return {**found, **{column: self.layout.other_header.format(**words) for column in self.others}}

    def _column_numbers(self) -> None:
        style = self.layout.column_numbers
        if not style:
            return
        for number, column in enumerate(sorted([*self.at.values(), *self.others])):
            text = f"({number + 1})" if style == "(1)" else "AB"[number] if number < 2 else str(number - 1)
            self.plan.put(self.row, column, text)
        self.row += 1

    # ---- rows

    def _form(self, form: int) -> None:
        for number, row in enumerate(self._rows(form), start=1):
            self._write_row(row, number)
            if self.layout.blank_rows and self.rng.random() < 0.1:
                self.row += 1

    def _rows(self, form: int) -> list[FormRow]:
        rows = list(rows_of_form(form))
        if self.layout.repeats_rows_of_others:
            return rows
        return [row for row in rows if row.belongs_to(self.unit.level)]

    def _write_row(self, row: FormRow, number: int) -> None:
        top = self.row
        self._number(row, number)
        first, second = self._label(row)
        self.plan.put(top, self.at["label"], first, bold=self.rng.choice((0, 0, len(first) // 2)))
        if self.layout.wide_label:
            self.plan.merge(top, self.at["label"], top, self.at["label"] + 1)
        if "measure" in self.at and row.unit:
            self.plan.put(top, self.at["measure"], row.unit)
        value_row = top
        if second:
            self.plan.put(top + 1, self.at["label"], second)
            value_row = top + self.rng.randint(0, 1)
            self.row += 1
        self._value(row, value_row)
        self._beside(top)
        if self.layout.hidden and self.rng.random() < 0.1:
            self.plan.hidden_rows.add(top)
        self.row += 1

    def _number(self, row: FormRow, number: int) -> None:
        if "number" not in self.at:
            return
        at = self.plan.put(self.row, self.at["number"], self._number_text(row, number))
        if isinstance(self.plan.cells[at].value, date):
            self.expected.problems.add(("row_number_mismatch", self.plan.name, cell_name(*at)))

    def _number_text(self, row: FormRow, number: int) -> str | float | date:
        style, parts = self.layout.numbering, row.row.split(".")
        if style in ("excel", "mangled") and len(parts) < 3:
            return float(row.row)
        if style == "mangled":
            return date(2000 + int(parts[2]), int(parts[1]), int(parts[0]))
        return {
            "dotted": f"{row.row}.",
            "padded": f" {row.row}) ",
            "running": float(number),
            "letters": "abcdeghik"[number % 9] + ")",
        }.get(style, row.row)

    def _label(self, row: FormRow) -> tuple[str, str]:
        label = row.label
        if self.layout.broken_labels and self.rng.random() < 0.3 and (cut := _break(label, self.rng)):
            return cut
        if self.layout.slips and self.rng.random() < 0.15:
            label = with_slip(label, self.rng)
        if self.layout.numbering == "in label":
            label = f"{row.row}. {label}"
        return label.replace(" ", "\n", 1) if self.rng.random() < 0.05 else label, ""

    def _value(self, row: FormRow, at_row: int) -> None:
        value = self.report.values.get(f"BM{row.form}-{row.row}")
        if value is None:
            if self.rng.random() < 0.1:
                self.plan.put(at_row, self.at["value"], self.rng.choice(("-", "–", "…", " ")))
            return
        at = self.plan.put(at_row, self.at["value"], None)
        write_value(self.plan, at, row, value, self.rng)
        told = (
            self.report.unit,
            self.report.period,
            row.indicator,
            row.breakdown,
            stored(row, value),
            self.plan.name,
            cell_name(*at),
        )
        self.expected.figures.add(told)

    def _beside(self, row: int) -> None:
        """Numbers that are no figures: other periods, plans, notes."""
        for column in self.others:
            if self.rng.random() < 0.7:
                self.plan.put(row, column, self.rng.choice((12, 3.5, "1.234", "98,5%", "12/15")))
        if "note" in self.at and self.rng.random() < 0.2:
            notes = (5, "Tăng 3 so với kỳ trước", "Theo QĐ số 12/QĐ-UBND", "08/9/2023")
            self.plan.put(row, self.at["note"], self.rng.choice(notes))

    # ---- below

    def _below(self) -> None:
        if self.layout.footnotes:
            self.plan.put(self.row, 0, "Ghi chú: Số liệu tính đến ngày 08/9/2023.")
            self.plan.put(self.row + 1, self.at["label"], "* Không tính 06 hồ sơ công dân xin rút.")
            self.row += 2
        if self.layout.signature:
            place = self.unit.name if self.unit.level == "commune" else "Trung tâm"
            value = self.at["value"]
            self.plan.put(self.row, value, f"{place}, ngày 08 tháng 9 năm 2023")
            self.plan.put(self.row + 1, 0, "NGƯỜI LẬP BIỂU")
            self.plan.put(self.row + 1, value, f"TM. UBND {_named(self.unit).upper()}")
            self.plan.put(self.row + 2, value, "CHỦ TỊCH")
            self.plan.put(self.row + 3, value, "(Ký, ghi rõ họ tên)")
            self.plan.put(self.row + 6, 0, "Nguyễn Văn An")
            self.plan.put(self.row + 6, value, "Trần Thị Bình")
            self.row += 7


def _named(unit: Unit) -> str:
    name = unit.full_name
    return name[0].lower() + name[1:]


def _break(label: str, rng: random.Random) -> tuple[str, str] | None:
    """A label in two pieces, neither of which is a label of its own; None when there is no such place."""
    words = label.split()
    cuts = list(range(3, len(words) - 1))
    rng.shuffle(cuts)
    for at in cuts:
        first, second = " ".join(words[:at]), " ".join(words[at:])
        if not knows_label(first) and not knows_label(second) and not second[0].isdigit():
            return first, second
    return None


def stored(row: FormRow, value: float) -> float:
    """A printed value in the indicator's stored unit."""
    return round(value * 1e6, 2) if indicators()[row.indicator].kind == "money" else value


def write_value(plan: SheetPlan, at: tuple[int, int], row: FormRow, value: float, rng: random.Random) -> None:
    """A value in one of the ways offices type it."""
    kind = indicators()[row.indicator].kind
    cell = plan.cells[at]
    text = vietnamese(value)
    if kind == "percent":
        way = rng.choice(("number", "text", "sign", "spaced sign", "percent cell", "formula"))
        cell.value = {"number": value, "text": text, "sign": f"{text}%", "spaced sign": f"{text} %"}.get(
            way, value / 100
        )
        cell.percent = way in ("percent cell", "formula")
        cell.formula = "=1*1" if way == "formula" else ""
        return
    ways: dict[str, object] = {"number": value, "text": text, "formula": value}
    if kind == "count":
        ways |= {"padded": f"0{int(value)}" if value < 10 else text, "spaces": f" {text} "}
    if kind == "count" and row.unit in ("Hồ sơ", "Người", "Văn bản"):
        ways["measured"] = f"{text} {row.unit.lower()}"
    if kind == "money":
        ways["scaled"] = f"{text} triệu đồng"
    if read_number(text).doubtful:
        ways = {"number": value}
    way = rng.choice(sorted(ways))
    cell.value = ways[way]  # type: ignore[assignment]
    cell.formula = "=1*1" if way == "formula" else ""


def vietnamese(value: float) -> str:
    """A number as an office writes it: 1234.5 -> "1.234,5"."""
    whole, _, rest = f"{value:,.3f}".partition(".")
    rest = rest.rstrip("0")
    return whole.replace(",", ".") + (f",{rest}" if rest else "")


def form_row(code: str) -> FormRow:
    """The form row of "BM3-3.3.1"."""
    form, _, row = code.partition("-")
    return row_by_code()[int(form[2:]), row]
