"""Reading the seven official forms from a sheet: any place, any order, several on one sheet."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from data_loaders.cell_values import read_figure
from data_loaders.catalogue.forms import FormRow
from data_loaders.catalogue.indicators import indicators
from data_loaders.catalogue.periods import periods_in
from data_loaders.drafts import Figure, Place, Problem
from data_loaders.form_blocks import Block, form_blocks
from data_loaders.form_matching import PrintedRow, RowMatch, bare_label, likeness, match_row, printed_row
from data_loaders.numbers import is_blank, read_number
from data_loaders.spreadsheets import Sheet, cell_name
from data_loaders.table_readings import Evidence, TableReading


@dataclass(slots=True)
class _Progress:
    """Where the reading of a block stands: the last row matched, its cell, what has been taken."""

    last: int = -1
    row: FormRow | None = None
    label: str = ""
    at: int = -1
    taken: dict[str, Figure] = field(default_factory=dict)


def read_forms(sheet: Sheet, *, period: str = "") -> list[TableReading]:
    """Every form on `sheet`; `period` tells which column holds this period's values where several could."""
    return [_read_block(sheet, block, period) for block in form_blocks(sheet)]


def _read_block(sheet: Sheet, block: Block, period: str) -> TableReading:
    evidence = Evidence(lines=block.heading, sheet=sheet.name, place=Place(sheet=sheet.name))
    reading = TableReading("forms", evidence, slots={f"form:{block.form}"})
    if block.titled and block.titled != block.form:
        details = {"value": f"Biểu mẫu {block.titled}", "form": str(block.form)}
        reading.problems.append(
            Problem("form_number_mismatch", Place(sheet=sheet.name, cell=cell_name(block.first, 0)), "", "", details)
        )
    column = _value_column(sheet, block, period, reading)
    if column is not None:
        _read_rows(sheet, block, column, reading)
    return reading


def _value_column(sheet: Sheet, block: Block, period: str, reading: TableReading) -> int | None:
    """This period's column; with several, the one that names the period, else the first that is filled."""
    place = Place(sheet=sheet.name, cell=cell_name(block.first, 0))
    if not block.values:
        reading.problems.append(Problem("value_column_missing", place))
        return None
    wanted = period or next(iter(p for line in block.heading for p in periods_in(line)), "")
    named = [column for column, header in block.values if wanted and wanted in periods_in(header)]
    columns = named or [column for column, header in block.values if not periods_in(header)]
    columns = columns or [column for column, _ in block.values]
    if len(columns) > 1:
        filled = [column for column in columns if _is_filled(sheet, block, column)]
        columns = filled or columns
    if len(columns) > 1:
        names = ", ".join(cell_name(block.first, column).rstrip("0123456789") for column in columns)
        details = {"columns": names, "taken": names.split(", ")[0]}
        reading.problems.append(Problem("several_value_columns", place, "", "", details))
    return columns[0]


def _is_filled(sheet: Sheet, block: Block, column: int) -> bool:
    return any(sheet.text(row, column) for row in range(block.first, block.end))


def _read_rows(sheet: Sheet, block: Block, column: int, reading: TableReading) -> None:
    progress = _Progress()
    for row in range(block.first, block.end):
        printed = printed_row(
            sheet.value(row, block.number) if block.number is not None else None, sheet.text(row, block.label)
        )
        if not printed.number and not printed.label and not sheet.text(row, column):
            continue
        if _is_continuation(printed, progress):
            progress.label = f"{progress.label} {printed.label}"
            _take(sheet, (row, column), progress, block, reading)
            continue
        match = match_row(printed, block.form, progress.last)
        if match.row is None:
            _report_unknown(sheet, (row, column), printed, reading)
            continue
        _warn(sheet, row, block, printed, match, reading)
        progress.last, progress.row = match.row.position, match.row
        progress.label, progress.at = printed.label, row
        _take(sheet, (row, column), progress, block, reading)


def _is_continuation(printed: PrintedRow, progress: _Progress) -> bool:
    """Whether a row without a number is the rest of the label above it."""
    if printed.number or not progress.row:
        return False
    if not printed.label:
        return True
    joined = f"{progress.label} {printed.label}"
    return likeness(joined, progress.row) > likeness(progress.label, progress.row) + 1 and bare_label(
        progress.label
    ) != bare_label(progress.row.label)


def _take(
    sheet: Sheet, at: tuple[int, int], progress: _Progress, block: Block, reading: TableReading
) -> None:
    """Read the value cell of the current row into the reading."""
    form_row = progress.row
    assert form_row is not None
    written = sheet.text(*at)
    if is_blank(written):
        return
    if not form_row.indicator:
        _report_heading_value(sheet, at, form_row, written, reading)
        return
    indicator = indicators()[form_row.indicator]
    measure = (sheet.text(at[0], block.measure) if block.measure is not None else "") or form_row.unit
    figure, problems = read_figure(
        sheet,
        at,
        indicator,
        name=f"Biểu mẫu {form_row.form}, dòng {form_row.row}",
        measure=measure,
        make=lambda **read: Figure(
            indicator=indicator.id, source="form", slot=form_row.slot, breakdown=form_row.breakdown, **read
        ),
    )
    reading.problems += [replace(one, details={**one.details, "row": form_row.row}) for one in problems]
    if figure:
        _add(figure, form_row, progress, reading)


def _add(figure: Figure, form_row: FormRow, progress: _Progress, reading: TableReading) -> None:
    first = progress.taken.setdefault(form_row.code, figure)
    if first is figure:
        reading.figures.append(figure)
        return
    details = {
        "name": f"Biểu mẫu {form_row.form}, dòng {form_row.row}",
        "first": first.quote,
        "first_place": first.place.cell,
        "value": figure.quote,
    }
    reading.problems.append(Problem("duplicate_row", figure.place, figure.indicator, figure.quote, details))


def _report_heading_value(
    sheet: Sheet, at: tuple[int, int], form_row: FormRow, written: str, reading: TableReading
) -> None:
    place = Place(sheet=sheet.name, cell=cell_name(*at))
    details = {"label": f"{form_row.row}. {form_row.label}", "value": written}
    reading.problems.append(Problem("unknown_row", place, "", written, details))


def _report_unknown(sheet: Sheet, at: tuple[int, int], printed: PrintedRow, reading: TableReading) -> None:
    """Tell of a row the form does not have, when it states a number; words under a table are footnotes."""
    written = sheet.text(*at)
    if is_blank(written) or (read_number(written).error and at not in sheet.notes):
        return
    place = Place(sheet=sheet.name, cell=cell_name(*at))
    label = f"{printed.number} {printed.label}".strip()
    reading.problems.append(Problem("unknown_row", place, "", written, {"label": label, "value": written}))


def _warn(
    sheet: Sheet, row: int, block: Block, printed: PrintedRow, match: RowMatch, reading: TableReading
) -> None:
    if not match.warning or match.row is None:
        return
    column = block.number if match.warning == "row_number_mismatch" and block.number is not None else block.label
    place = Place(sheet=sheet.name, cell=cell_name(row, column))
    details = {"value": printed.number, "row": match.row.row, "label": printed.label}
    reading.problems.append(Problem(match.warning, place, match.row.indicator, printed.number, details))
