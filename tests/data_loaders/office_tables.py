"""Wide and long tables as offices and systems make them, with the figures a reader has to find in them."""

import random
from collections.abc import Sequence

from data_loaders.catalogue.forms import FormRow, form_titles, row_by_code
from data_loaders.catalogue.indicators import indicators
from data_loaders.catalogue.periods import kind_of, year_of
from data_loaders.catalogue.units import Unit, units
from data_loaders.files.spreadsheets import cell_name
from data_loaders.sheets.form_matching import repeated
from tests.data_loaders.office_forms import Expected, Report, form_row, stored, write_value
from tests.data_loaders.office_layouts import period_words, shaped
from tests.data_loaders.sheet_plans import At, SheetPlan

UNIT_HEADERS = ("Đơn vị", "Tên đơn vị", "Xã, phường, thị trấn", "Đơn vị báo cáo", "Địa phương", "UBND cấp xã")
TOTALS = ("Tổng cộng", "Cộng", "Toàn huyện", "Tổng số", "TỔNG CỘNG TOÀN HUYỆN", "Tổng cộng 12 xã")
SHAPES = ("plain", "plain", "upper", "broken", "spaced", "decomposed")


class WideWriter:
    """A table whose rows are units and whose columns are indicators."""

    def __init__(self, reports: Sequence[Report], seed: int, name: str = "Tổng hợp") -> None:
        self.rng = rng = random.Random(f"wide {seed}")
        self.reports = reports
        self.plan = SheetPlan(name)
        self.expected = Expected()
        self.period_of = (
            rng.choice(("title", "column", "two columns", "sheet")) if name == "Tổng hợp" else "sheet"
        )
        self.headers = rng.choice(("code", "id", "label", "name", "code and label", "group and label"))
        self.parents = rng.choice(("heading", "column", "merged column", "first only", "groups", "sums"))
        self.names = rng.choice(("full", "bare", "upper", "office", "numbered", "code"))
        self.total = rng.choice(("", "first", "last"))
        self.numbered = rng.choice(("named", "unnamed", ""))
        self.shape = rng.choice(SHAPES) if self.headers != "id" else "plain"
        self.codes = self._codes()
        self.row = 0

    def _codes(self) -> list[str]:
        """The columns: rows that some report fills, each indicator once where the header cannot tell more."""
        stated = sorted({code for report in self.reports for code in report.values})
        chosen = self.rng.sample(stated, min(len(stated), self.rng.randint(3, 25)))
        unique: dict[str, str] = {}
        for code in sorted(chosen):
            row = form_row(code)
            if self.headers in ("label", "code and label") and repeated(row) > 1 and self.headers == "label":
                continue
            unique.setdefault(row.indicator, code)
        return list(unique.values())

    def write(self) -> None:
        rng = self.rng
        if self.parents == "heading":
            self.plan.put(0, 0, f"UBND {_path(self.reports[0].unit)}")
        if self.period_of == "title":
            self.plan.put(1, 0, f"BIỂU TỔNG HỢP SỐ LIỆU CCHC {period_words(self.reports[0].period, rng)}")
        if self.period_of == "sheet":
            self.plan.name = period_words(self.reports[0].period, rng).replace("/", "-")
        self.row = rng.randint(2, 6)
        self._header()
        if rng.random() < 0.3:
            for column in range(self.first + len(self.codes)):
                self.plan.put(self.row, column, f"({column + 1})")
            self.row += 1
        if self.total == "first":
            self._total()
        self._rows()
        if self.total == "last":
            self._total()
        if rng.random() < 0.5:
            self.plan.put(self.row + 1, 1, "NGƯỜI LẬP BIỂU")
            self.plan.put(self.row + 1, self.first, "TM. ỦY BAN NHÂN DÂN")
            self.plan.put(self.row + 5, 1, "Nguyễn Văn An")

    # ---- header

    def _header(self) -> None:
        roles = ["number"] if self.numbered else []
        roles.append("unit")
        if self.parents in ("column", "merged column", "first only"):
            roles.insert(self.rng.randint(len(roles) - 1, len(roles)), "parent")
        roles += {"column": ["period"], "two columns": ["quarter", "year"]}.get(self.period_of, [])
        self.at = {role: column for column, role in enumerate(roles)}
        self.first = len(roles)
        depth = 2 if self.headers in ("code and label", "group and label") else 1
        titles = {
            "number": "" if self.numbered == "unnamed" else "STT",
            "unit": self.rng.choice(UNIT_HEADERS),
            "parent": self.rng.choice(("Huyện", "Thuộc huyện", "Huyện, thị xã", "Đơn vị cấp trên")),
            "period": self.rng.choice(("Kỳ báo cáo", "Kỳ", "Thời gian")),
            "quarter": "Kỳ",
            "year": "Năm",
        }
        for role, column in self.at.items():
            self.plan.put(
                self.row, column, shaped(titles[role], self.shape, self.rng) if titles[role] else None
            )
            self.plan.merge(self.row, column, self.row + depth - 1, column)
        for offset, code in enumerate(self.codes):
            for below, text in enumerate(self._titles(form_row(code))):
                self.plan.put(self.row + below, self.first + offset, text)
        self._merge_groups()
        self.row += depth

    def _titles(self, row: FormRow) -> list[str]:
        indicator = indicators()[row.indicator]
        money = " (triệu đồng)" if indicator.kind == "money" else ""
        label = shaped(row.label, self.shape, self.rng)
        return {
            "code": [row.code + money],
            "id": [row.indicator],
            "label": [label],
            "name": [indicator.name_vi + money],
            "code and label": [row.code, label],
            "group and label": [self._group(row), label],
        }[self.headers]

    def _group(self, row: FormRow) -> str:
        parent = row_by_code().get((row.form, row.row.rpartition(".")[0]))
        return parent.label if parent and repeated(row) > 1 else form_titles()[row.form]

    def _merge_groups(self) -> None:
        if self.headers != "group and label":
            return
        start = self.first
        texts = [self.plan.cells[self.row, self.first + n].value for n in range(len(self.codes))]
        for offset in range(1, len(texts) + 1):
            if offset == len(texts) or texts[offset] != texts[offset - 1]:
                end = self.first + offset - 1
                for column in range(start + 1, end + 1):
                    del self.plan.cells[self.row, column]
                self.plan.merge(self.row, start, self.row, end)
                start = end + 1

    # ---- rows

    def _rows(self) -> None:
        parent, since = "", self.row
        for number, report in enumerate(self.reports, start=1):
            above = units()[report.unit].parent
            if above != parent:
                self._merge_parent(since)
                since = self.row + (self.parents in ("groups", "sums"))
                self._group_row(above)
            self._unit_row(report, number, first=above != parent)
            parent = above
            if self.rng.random() < 0.05 and self.parents != "merged column":
                self.row += 1
        self._merge_parent(since)

    def _merge_parent(self, since: int) -> None:
        if self.parents == "merged column" and self.row - since > 1:
            self.plan.merge(since, self.at["parent"], self.row - 1, self.at["parent"])

    def _group_row(self, above: str) -> None:
        """A district's name above its communes, perhaps with what they add up to."""
        if self.parents not in ("groups", "sums"):
            return
        self.plan.put(self.row, self.at["unit"], units()[above].full_name)
        if "number" in self.at:
            self.plan.put(self.row, self.at["number"], "I")
        if self.parents == "sums":
            self._write_sums([one for one in self.reports if units()[one.unit].parent == above])
            for role in ("period", "quarter", "year"):
                if role in self.at:
                    self.plan.put(self.row, self.at[role], self._period_cell(role, self.reports[0].period))
        self.row += 1

    def _write_sums(self, reports: Sequence[Report]) -> None:
        for offset, code in enumerate(self.codes):
            row = form_row(code)
            values = [report.values[code] for report in reports if code in report.values]
            if indicators()[row.indicator].kind in ("count", "money") and values:
                self.plan.put(self.row, self.first + offset, round(sum(values) * self._factor(row), 3))

    def _unit_row(self, report: Report, number: int, *, first: bool) -> None:
        unit = units()[report.unit]
        self.plan.put(self.row, self.at["unit"], self._name(unit, number))
        if "number" in self.at:
            self.plan.put(self.row, self.at["number"], number)
        if "parent" in self.at and (first or self.parents == "column"):
            self.plan.put(self.row, self.at["parent"], units()[unit.parent].full_name)
        for role in ("period", "quarter", "year"):
            if role in self.at:
                self.plan.put(self.row, self.at[role], self._period_cell(role, report.period))
        for offset, code in enumerate(self.codes):
            if code in report.values:
                self._value(report, code, (self.row, self.first + offset))
        self.row += 1

    def _period_cell(self, role: str, period: str) -> str | float:
        if role == "year":
            return year_of(period)
        words = {"Q1": "Quý I", "H1": "6 tháng", "Q3": "Quý III", "9M": "9 tháng", "": "Cả năm"}
        if role == "quarter":
            return words[kind_of(period).code]
        return self.rng.choice((period, period_words(period, self.rng)))

    def _name(self, unit: Unit, number: int) -> str:
        return {
            "full": unit.full_name,
            "bare": unit.name,
            "upper": unit.full_name.upper(),
            "office": f"UBND {unit.full_name.lower()}",
            "numbered": f"{number}. {unit.full_name}",
            "code": unit.code,
        }[self.names]

    def _factor(self, row: FormRow) -> float:
        """Ids stand for the stored unit: money in đồng."""
        return 1e6 if self.headers == "id" and indicators()[row.indicator].kind == "money" else 1

    def _value(self, report: Report, code: str, at: At) -> None:
        row = form_row(code)
        value = report.values[code]
        self.plan.put(*at, None)
        if self._factor(row) != 1:
            self.plan.put(*at, round(value * 1e6, 2))
        else:
            write_value(self.plan, at, row, value, self.rng)
        breakdown = "" if self.headers in ("id", "name") else row.breakdown
        told = (report.unit, report.period, row.indicator, breakdown, stored(row, value))
        self.expected.figures.add((*told, self.plan.name, cell_name(*at)))

    def _total(self) -> None:
        self.plan.put(self.row, self.at["unit"], self.rng.choice(TOTALS))
        self._write_sums(self.reports)
        self.row += 1


def _path(code: str) -> str:
    parent = units()[units()[code].parent]
    return f"{parent.full_name}, {units()[parent.parent].full_name}".upper()


LONG_HEADERS = {
    "unit": ("Đơn vị", "Tên đơn vị", "unit", "Đơn vị báo cáo"),
    "parent": ("Huyện", "Đơn vị cấp trên", "parent", "Thuộc huyện"),
    "period": ("Kỳ báo cáo", "Kỳ", "period"),
    "indicator": ("Chỉ tiêu", "Tên chỉ tiêu", "indicator", "Mã chỉ tiêu"),
    "value": ("Giá trị", "Số liệu", "value", "Kết quả"),
    "measure": ("Đơn vị tính", "ĐVT", "unit_of_measure"),
    "note": ("Ghi chú", "note"),
    "number": ("STT", "TT"),
}


class LongWriter:
    """A table with one value a row."""

    def __init__(self, reports: Sequence[Report], seed: int) -> None:
        self.rng = rng = random.Random(f"long {seed}")
        self.reports = reports
        self.plan = SheetPlan("Dữ liệu")
        self.expected = Expected()
        self.called = rng.choice(("id", "code", "label", "code and label"))
        self.merged = rng.random() < 0.3
        roles = ["unit", "parent", "period", "indicator", "value", "measure"]
        roles += [role for role in ("note", "number") if rng.random() < 0.4]
        rng.shuffle(roles)
        self.at = {role: column for column, role in enumerate(roles)}

    def write(self) -> None:
        top = self.rng.randint(0, 4)
        if top:
            self.plan.put(0, 0, "SỐ LIỆU CẢI CÁCH HÀNH CHÍNH")
        for role, column in self.at.items():
            self.plan.put(top, column, self.rng.choice(LONG_HEADERS[role]))
        rows = [(report, code) for report in self.reports for code in sorted(report.values)]
        if not self.merged:
            self.rng.shuffle(rows)
        row = top + 1
        for report, code in rows:
            if self._write(row, report, code):
                row += 1
        if self.merged:
            self._merge_units(top + 1, row)

    def _write(self, row: int, report: Report, code: str) -> bool:
        of = form_row(code)
        if self.called == "label" and repeated(of) > 1:
            return False
        unit, money = units()[report.unit], indicators()[of.indicator].kind == "money"
        texts = {
            "unit": self.rng.choice((unit.full_name, unit.full_name.upper()))
            if not self.merged
            else unit.full_name,
            "parent": units()[unit.parent].full_name,
            "period": report.period if self.merged else period_words(report.period, self.rng),
            "indicator": self._indicator(of),
            "measure": "triệu đồng" if money else self.rng.choice((of.unit, "")),
            "note": self.rng.choice(("", "Tăng 5")),
            "number": row,
        }
        for role, text in texts.items():
            if role in self.at and text != "":
                self.plan.put(row, self.at[role], text)
        at = self.plan.put(row, self.at["value"], None)
        write_value(self.plan, at, of, report.values[code], self.rng)
        breakdown = "" if self.called == "id" else of.breakdown
        told = (report.unit, report.period, of.indicator, breakdown, stored(of, report.values[code]))
        self.expected.figures.add((*told, self.plan.name, cell_name(*at)))
        return True

    def _indicator(self, row: FormRow) -> str:
        return {
            "id": row.indicator,
            "code": row.code,
            "label": row.label,
            "code and label": f"{row.code}. {row.label}",
        }[self.called]

    def _merge_units(self, first: int, end: int) -> None:
        for role in ("unit", "parent", "period"):
            column, start = self.at[role], first
            for row in range(first + 1, end + 1):
                same = (
                    row < end and self.plan.cells[row, column].value == self.plan.cells[start, column].value
                )
                if not same:
                    for covered in range(start + 1, row):
                        del self.plan.cells[covered, column]
                    self.plan.merge(start, column, row - 1, column)
                    start = row
