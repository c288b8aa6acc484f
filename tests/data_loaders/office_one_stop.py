"""One-stop tables as offices print them: three header rows or one, totals above, below or missing."""

import random
from dataclasses import dataclass

from data_loaders.catalogue.fields import fields
from data_loaders.catalogue.indicators import indicators
from data_loaders.catalogue.units import units
from data_loaders.files.spreadsheets import cell_name
from tests.data_loaders.office_forms import Expected
from tests.data_loaders.office_layouts import period_words, shaped
from tests.data_loaders.sheet_plans import SheetPlan


@dataclass(frozen=True)
class Column:
    """A column: its header texts from top to bottom, the indicator it holds ("" for none that is stored)."""

    titles: tuple[str, ...]
    indicator: str


SAME_DAY = "Số hồ sơ giải quyết trong ngày (Không phải ghi giấy hẹn)"
SLIP = "Số hồ sơ giải quyết phải ghi giấy hẹn"
OFFICIAL = (
    Column((SAME_DAY, "Tổng số"), "dossiers_same_day_resolved"),
    Column((SAME_DAY, "Giải quyết trong ngày thứ 7"), "dossiers_same_day_saturday"),
    Column((SAME_DAY, "Đúng thời gian"), "dossiers_same_day_on_time"),
    Column((SAME_DAY, "Trễ thời gian"), "dossiers_same_day_overdue"),
    Column((SLIP, "Hồ sơ nhận", "Tổng số"), "dossiers_appointment_received"),
    Column((SLIP, "Hồ sơ nhận", "Tiếp nhận ngày thứ 7"), "dossiers_appointment_received_saturday"),
    Column((SLIP, "Hồ sơ đã giải quyết", "Tổng số"), "dossiers_appointment_resolved"),
    Column((SLIP, "Hồ sơ đã giải quyết", "Đúng hẹn"), "dossiers_appointment_on_time"),
    Column((SLIP, "Hồ sơ đã giải quyết", "Trễ hẹn"), "dossiers_appointment_overdue"),
    Column((SLIP, "Hồ sơ đang giải quyết"), "dossiers_appointment_pending"),
)
SHORT = (
    Column(("Hồ sơ tiếp nhận",), "dossiers_received"),
    Column(("Hồ sơ đã giải quyết",), "dossiers_resolved"),
    Column(("Đúng hạn",), "dossiers_resolved_early_or_on_time"),
    Column(("Trễ hạn",), "dossiers_resolved_overdue"),
)
GROUPED = (
    Column(("Tiếp nhận hồ sơ", "Tồn kỳ trước chuyển sang"), "dossiers_carried_over"),
    Column(("Tiếp nhận hồ sơ", "Tiếp nhận trong kỳ"), "dossiers_received"),
    Column(("Tiếp nhận hồ sơ", "Trực tuyến"), "dossiers_online_received"),
    Column(("Đã giải quyết", "Tổng số"), "dossiers_resolved"),
    Column(("Đã giải quyết", "Trước hạn"), "dossiers_resolved_early"),
    Column(("Đã giải quyết", "Đúng hạn"), "dossiers_resolved_on_time"),
    Column(("Đã giải quyết", "Quá hạn"), "dossiers_resolved_overdue"),
    Column(("Đã giải quyết", "Tỷ lệ đúng hạn (%)"), ""),
    Column(("Đang giải quyết", "Trong hạn"), "dossiers_pending_not_due"),
    Column(("Đang giải quyết", "Quá hạn"), "dossiers_overdue_pending"),
    Column(("Hồ sơ rút",), "dossiers_withdrawn"),
)
PORTAL = (
    Column(("Số lượng hồ sơ tiếp nhận", "Tổng số"), "dossiers_received"),
    Column(("Số lượng hồ sơ tiếp nhận", "Trực tuyến"), "dossiers_online_received"),
    Column(("Số lượng hồ sơ đã giải quyết", "Tổng số"), "dossiers_resolved"),
    Column(("Số lượng hồ sơ đã giải quyết", "Trước và đúng hạn"), "dossiers_resolved_early_or_on_time"),
    Column(("Số lượng hồ sơ đã giải quyết", "Quá hạn"), "dossiers_resolved_overdue"),
    Column(("Số lượng hồ sơ đang giải quyết", "Tổng số"), "dossiers_pending"),
)
SHAPES = (OFFICIAL, OFFICIAL, SHORT, GROUPED, PORTAL)
FIELD_HEADERS = ("Lĩnh vực", "Lĩnh vực công việc thực hiện cơ chế 1 cửa", "Lĩnh vực giải quyết", "Loại hồ sơ")


class OneStopWriter:
    """Writes one table of dossiers by field."""

    def __init__(self, unit: str, period: str, seed: int, plan: SheetPlan | None = None) -> None:
        self.rng = rng = random.Random(f"one stop {seed}")
        self.unit, self.period = unit, period
        self.plan = plan or SheetPlan("Một cửa")
        self.row = self.plan.height + (3 if plan else 0)
        self.expected = Expected()
        self.columns = SHAPES[seed % len(SHAPES)]
        self.shape = rng.choice(("plain", "plain", "upper", "broken", "spaced", "decomposed"))
        self.numbered = rng.random() < 0.8
        self.total = rng.choice(("last", "last", "first", ""))
        self.noted = rng.random() < 0.5
        self.wrong_total = rng.random() < 0.2 and self.total
        self.merged = rng.random() < 0.8
        self.sums: dict[int, int] = {}

    def write(self) -> None:
        unit, rng = units()[self.unit], self.rng
        self.plan.put(self.row, 0, f"UBND {unit.full_name.upper()}")
        self.plan.put(self.row + 1, 0, "Kết quả tiếp nhận, giải quyết hồ sơ tại bộ phận một cửa")
        self.plan.put(self.row + 2, 0, f"({period_words(self.period, rng)})")
        self.row += 3 + rng.randint(0, 3)
        self._header()
        values = self._values()
        if self.total == "first":
            self._total(values)
        for number, (label, breakdown, row) in enumerate(values, start=1):
            self._write(number, label, breakdown, row)
        if self.total == "last":
            self._total(values)
        if rng.random() < 0.5:
            self.plan.put(self.row, 0, "Người lập biểu")
            self.plan.put(self.row, self.first, "CHỦ TỊCH")
            self.row += 1

    def _header(self) -> None:
        depth = max(len(column.titles) for column in self.columns)
        before = (["STT"] if self.numbered else []) + [self.rng.choice(FIELD_HEADERS)]
        self.first = len(before)
        after = ["Ghi chú"] if self.noted else []
        alone = [Column((text,), "") for text in before], [Column((text,), "") for text in after]
        table = [*alone[0], *self.columns, *alone[1]]
        for at, column in enumerate(table):
            for level, text in enumerate(column.titles):
                left = table[at - 1].titles[: level + 1] if at else ()
                if self.merged and left == column.titles[: level + 1] and level < len(column.titles) - 1:
                    continue
                self.plan.put(self.row + level, at, shaped(text, self.shape, self.rng))
                self._merge(table, at, level, depth)
        self.row += depth
        if self.rng.random() < 0.3:
            for at in range(len(table)):
                self.plan.put(self.row, at, f"({at + 1})")
            self.row += 1

    def _merge(self, table: list[Column], at: int, level: int, depth: int) -> None:
        titles = table[at].titles
        if not self.merged:
            return
        if level == len(titles) - 1:
            self.plan.merge(self.row + level, at, self.row + depth - 1, at)
            return
        last = at
        while last + 1 < len(table) and table[last + 1].titles[: level + 1] == titles[: level + 1]:
            last += 1
        self.plan.merge(self.row + level, at, self.row + level, last)

    def _values(self) -> list[tuple[str, str, list[int | None]]]:
        chosen = self.rng.sample(sorted(fields()), self.rng.randint(2, 6))
        found = []
        for code in chosen:
            known = fields()[code]
            label = self.rng.choice((known.id, known.name_vi, *known.aliases))
            numbers = [self.rng.choice((None, 0, self.rng.randint(0, 2000))) for _ in self.columns]
            if not any(numbers):
                numbers[0] = 5
            found.append((label, known.breakdown, numbers))
        return found

    def _write(self, number: int, label: str, breakdown: str, numbers: list[int | None]) -> None:
        if self.numbered:
            self.plan.put(self.row, 0, self.rng.choice((number, str(number))))
        self.plan.put(self.row, self.first - 1, label)
        for offset, (column, value) in enumerate(zip(self.columns, numbers, strict=True)):
            if value is not None:
                self._put(offset, column, value, breakdown)
        self.row += 1

    def _put(self, offset: int, column: Column, value: int, breakdown: str) -> None:
        text = f"{value:,}".replace(",", ".")
        at = self.plan.put(self.row, self.first + offset, self.rng.choice((value, value, text)))
        if column.indicator:
            told = (
                self.unit,
                self.period,
                column.indicator,
                breakdown,
                value,
                self.plan.name,
                cell_name(*at),
            )
            self.expected.figures.add(told)

    def _total(self, values: list[tuple[str, str, list[int | None]]]) -> None:
        self.plan.put(
            self.row, self.rng.choice((0, self.first - 1)), self.rng.choice(("Tổng", "Tổng cộng", "TỔNG SỐ"))
        )
        for offset, column in enumerate(self.columns):
            stated = [numbers[offset] for _, _, numbers in values if numbers[offset] is not None]
            if not stated:
                continue
            total = sum(stated)
            at = (self.row, self.first + offset)
            if self.wrong_total and column.indicator:
                total += 1
                self.expected.problems.add(("total_mismatch", self.plan.name, cell_name(*at)))
                self.wrong_total = False
            self.plan.put(*at, total)
            if column.indicator and not indicators()[column.indicator].per_field:
                told = (self.unit, self.period, column.indicator, "", total, self.plan.name, cell_name(*at))
                self.expected.figures.add(told)
        self.row += 1
