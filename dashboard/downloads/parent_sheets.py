"""The sheets of a parent's workbook."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import xlsxwriter
from sqlalchemy import Connection, select

from dashboard.analysis.selection import Selection
from dashboard.analysis.sentences import share, unit_word
from dashboard.downloads.briefing import Briefing
from dashboard.downloads.figure_export import exported
from dashboard.downloads.table_sheet import Cell, Number, SheetColumn, TableSheets
from dashboard.reports.form_totals import RowTotal, StatedValues, row_total
from dashboard.reports.report_contents import current_problems
from dashboard.reports.report_lines import place_of
from dashboard.templates.entry_rules import measure_of, money_factor_of
from dashboard.words.wording import Speaker
from data_loaders.catalogue.breakdowns import breakdown_name
from data_loaders.catalogue.forms import form_titles, rows_of_form
from data_loaders.catalogue.indicators import Indicator, indicators
from data_loaders.catalogue.units import units as known_units
from data_loaders.store.tables import reports

_MOST_SOURCES = 100_000
_SOURCES = {"form": "biểu mẫu", "table": "bảng", "narrative": "lời văn"}
_STATES = {
    "not_added": "không cộng",
    "missing": "chưa báo cáo",
    "no_base": "không phát sinh",
    "not_applicable": "không áp dụng",
}
_SEVERITIES = {"error": "phải sửa", "warning": "nên xem"}
_HANDED_IN = {
    "missing": "chưa nộp, đã quá hạn",
    "not_due": "chưa nộp, còn trong hạn",
    "late": "nộp trễ",
    "on_time": "nộp đúng hạn",
}


class ParentSheets:
    """Adds the sheets for the units `below` of one selection."""

    def __init__(
        self,
        book: xlsxwriter.Workbook,
        selection: Selection,
        below: Sequence[str],
        *,
        illustrative: bool,
        speaker: Speaker,
    ) -> None:
        """Take what all sheets share; `illustrative` labels each of them."""
        self._sheets, self._selection, self._below = TableSheets(book), selection, tuple(below)
        self._speaker, self._illustrative = speaker, illustrative

    def add_overview(self, briefing: Briefing) -> None:
        """The period's sentence, the key figures and who needs attention."""
        say = self._speaker.say
        rows: list[tuple[Cell, ...]] = [
            (one.label, one.value, "; ".join(one.lines)) for one in briefing.figures
        ]
        rows += [(unit, say("cần chú ý"), reason) for unit, reason in briefing.attention]
        if briefing.others:
            rows.append((say("và {count} đơn vị khác", count=briefing.others), say("cần chú ý"), ""))
        columns = [
            SheetColumn(say("Chỉ tiêu, đơn vị"), 34),
            SheetColumn(say("Kết quả"), 16),
            SheetColumn(say("So sánh, mục tiêu, số đơn vị có số liệu"), 90),
        ]
        self._add(say("Tổng quan"), briefing.title, columns, rows, remark=briefing.sentence)

    def add_forms(self, stated: StatedValues) -> None:
        """A sheet for each form: the units' sum or rate with its coverage, the parent's own statement."""
        for form, title in form_titles().items():
            totals = [
                row_total(row, stated, below=self._below, parent=self._selection.parent)
                for row in rows_of_form(form)
            ]
            heading = self._speaker.say("Biểu mẫu {form}", form=form)
            self._add(
                heading, f"{heading}. {title}", self._form_columns(), [self._form_row(one) for one in totals]
            )

    def add_units(self, stated: StatedValues) -> None:
        """A row a unit, a column each indicator that some unit states; rates from their counts."""
        say = self._speaker.say
        known = {name for unit, name, place in stated.values if unit in set(self._below) and not place}
        shown = [one for one in indicators().values() if one.id in known]
        columns = [SheetColumn(say("Đơn vị"), 26), SheetColumn(say("Thuộc"), 18)]
        columns += [
            SheetColumn(f"{self._speaker.indicator(one.id)} ({_measure(one)})", 16, one.kind) for one in shown
        ]
        rows = [
            (*self._unit(code), *(_shown(one, _value(one, stated, code)) for one in shown))
            for code in self._below
        ]
        self._add(say("Số liệu các đơn vị"), say("Số liệu của từng đơn vị"), columns, rows, frozen=2)

    def add_problems(self, connection: Connection) -> None:
        """Every problem of the units' reports with its place."""
        say = self._speaker.say
        columns = [
            SheetColumn(say("Đơn vị"), 26),
            SheetColumn(say("Thuộc"), 18),
            SheetColumn(say("Mức độ"), 12),
            SheetColumn(say("Vị trí"), 30),
            SheetColumn(say("Điều cần xem lại"), 30),
            SheetColumn(say("Giải thích"), 80),
            SheetColumn(say("Giá trị đã ghi"), 18),
        ]
        rows = [
            row
            for code, report in self._reports(connection)
            for row in self._problem_rows(connection, code, report)
        ]
        self._add(
            say("Điều cần xem lại"), say("Điều cần xem lại trong báo cáo của các đơn vị"), columns, rows
        )

    def add_punctuality(self, table: pd.DataFrame) -> None:
        """Reports not handed in, then those handed in late."""
        say = self._speaker.say
        columns = [
            SheetColumn(say("Đơn vị"), 26),
            SheetColumn(say("Thuộc"), 18),
            SheetColumn(say("Hạn nộp"), 14),
            SheetColumn(say("Ngày nộp"), 14),
            SheetColumn(say("Tình trạng"), 26),
            SheetColumn(say("Số ngày quá hạn"), 14, "count"),
        ]
        order = {state: number for number, state in enumerate(_HANDED_IN)}
        late = table[table["state"] != "on_time"]
        late = late.assign(order=late["state"].map(order)).sort_values(
            ["order", "days"], ascending=[True, False]
        )
        rows = [
            (
                *self._unit(row.unit_code),
                self._speaker.day(row.due),
                self._speaker.day(row.received_on) if row.received_on else "",
                say(_HANDED_IN[row.state]),
                row.days,
            )
            for row in late.itertuples()
        ]
        self._add(say("Báo cáo chưa nộp"), say("Báo cáo chưa nộp hoặc nộp trễ"), columns, rows)

    def add_sources(self, connection: Connection) -> None:
        """Every statement with its file, cell or section, and words; left out where there are too many."""
        say = self._speaker.say
        found = exported(connection.engine, unit_codes=self._below, periods=[self._selection.period])
        columns = [
            SheetColumn(say("Đơn vị"), 26),
            SheetColumn(say("Thuộc"), 18),
            SheetColumn(say("Chỉ tiêu"), 50),
            SheetColumn(say("Phân tổ"), 22),
            SheetColumn(say("Giá trị"), 18, "number"),
            SheetColumn(say("Đơn vị tính"), 12),
            SheetColumn(say("Nguồn"), 12),
            SheetColumn(say("Tệp"), 34),
            SheetColumn(say("Vị trí"), 30),
            SheetColumn(say("Nguyên văn"), 50),
        ]
        rows = [self._source_row(one) for one in found[:_MOST_SOURCES]]
        self._add(say("Nguồn số liệu"), say("Từng số liệu và nơi ghi"), columns, rows)

    def _add(
        self,
        name: str,
        title: str,
        columns: Sequence[SheetColumn],
        rows: Sequence[Sequence[Cell]],
        *,
        remark: str = "",
        frozen: int = 1,
    ) -> None:
        nothing = "" if rows else self._speaker.say("Không có dòng nào.")
        remarks = [line for line in (remark, self._scope(), self._label(), nothing) if line]
        self._sheets.add(name, title=title, remarks=remarks, columns=columns, rows=rows, frozen=frozen)

    def _scope(self) -> str:
        speaker, selection = self._speaker, self._selection
        parent = speaker.unit(selection.parent) if selection.parent else speaker.say("Cả nước")
        parts = (speaker.period(selection.period), parent, speaker.level(selection.level))
        source = speaker.say("Nguồn số liệu: báo cáo cải cách hành chính của các đơn vị")
        return f"{' · '.join(parts)}. {source}."

    def _label(self) -> str:
        return self._speaker.say("SỐ LIỆU MINH HỌA") if self._illustrative else ""

    def _form_columns(self) -> list[SheetColumn]:
        speaker, selection = self._speaker, self._selection
        unit = unit_word(selection.level, speaker)
        parent = speaker.unit(selection.parent) if selection.parent else speaker.say("Cả nước")
        return [
            SheetColumn(speaker.say("STT"), 8),
            SheetColumn(speaker.say("Chỉ tiêu thống kê"), 66),
            SheetColumn(speaker.say("Đơn vị tính"), 18),
            SheetColumn(speaker.say("Tổng hợp từ các {unit}", unit=unit), 18, "number"),
            SheetColumn(speaker.say("Số {unit} có số liệu", unit=unit), 16),
            SheetColumn(speaker.say("{parent} báo cáo", parent=parent), 20, "number"),
            SheetColumn(speaker.say("Cách tính"), 30),
        ]

    def _form_row(self, total: RowTotal) -> tuple[Cell, ...]:
        row, say = total.row, self._speaker.say
        if not row.indicator:
            return (row.row, row.label, "", None, "", None, "")
        one = indicators()[row.indicator]
        value = _typed(one, total.value) or say(_STATES[total.state])
        covered = share(total.counted, total.expected, self._selection.level, self._speaker)
        ways = {"summed": say("cộng"), "rate": say("tính từ tổng hai dòng thành phần")}
        return (
            row.row,
            row.label,
            measure_of(one, row.unit),
            value,
            covered if total.state != "not_applicable" else "",
            _typed(one, total.own),
            ways.get(total.state, ""),
        )

    def _unit(self, code: str) -> tuple[str, str]:
        parent = known_units()[code].parent
        return self._speaker.unit(code), self._speaker.short_unit(parent) if parent else ""

    def _reports(self, connection: Connection) -> list[tuple[str, int]]:
        asked = select(reports.c.unit_code, reports.c.id).where(reports.c.period == self._selection.period)
        found = {row.unit_code: row.id for row in connection.execute(asked)}
        return [(code, found[code]) for code in self._below if code in found]

    def _problem_rows(self, connection: Connection, code: str, report: int) -> list[tuple[Cell, ...]]:
        found = current_problems(connection, report_id=report, language=self._speaker.language)
        return [
            (
                *self._unit(code),
                self._speaker.say(_SEVERITIES[row.severity]),
                place_of(row.sheet, row.cell, row.section, self._speaker),
                row.title,
                row.sentence,
                row.value,
            )
            for row in found.itertuples()
        ]

    def _source_row(self, found: dict[str, object]) -> tuple[Cell, ...]:
        speaker = self._speaker
        broken_down = str(found["breakdown"])
        return (
            *self._unit(str(found["unit_code"])),
            speaker.indicator(str(found["indicator"])),
            breakdown_name(broken_down, speaker.language) if broken_down else "",
            _stated(str(found["indicator"]), float(found["value"])),  # type: ignore[arg-type]
            str(found["unit_of_measure"]),
            speaker.say(_SOURCES[str(found["source"])]),
            str(found["file"]),
            str(found["place"]),
            str(found["quote"]),
        )


def _measure(one: Indicator) -> str:
    return measure_of(one).lower() if one.kind != "code" else measure_of(one)


def _value(one: Indicator, stated: StatedValues, code: str) -> float | None:
    """A unit's own value: a rate from its two counts where it states both."""
    if one.is_rate:
        part, whole = (stated.of(code, name, "") for name in (one.numerator, one.denominator))
        if part is not None and whole:
            return 100 * part / whole
    return stated.of(code, one.id, "")


def _shown(one: Indicator, value: float | None) -> float | None:
    """The value in the unit its column names: money in million đồng."""
    return None if value is None else value / money_factor_of(one)


def _typed(one: Indicator, value: float | None) -> Number | None:
    shown = _shown(one, value)
    return None if shown is None else Number(shown, one.kind)


def _stated(indicator: str, value: float) -> Number:
    """A value as stored: money in đồng."""
    one = indicators().get(indicator)
    return Number(value, "count" if one is None or one.kind == "money" else one.kind)
