"""Reading the seven official forms from a sheet: any place, any order, several on one sheet."""

from __future__ import annotations

from dataclasses import replace

from data_loaders.catalogue.forms import FormRow
from data_loaders.catalogue.indicators import indicators
from data_loaders.drafts import Figure, Place, Problem
from data_loaders.files.spreadsheets import Sheet, cell_name
from data_loaders.names.period_names import period_of_heading, period_of_text
from data_loaders.numbers import is_blank, read_number
from data_loaders.sheets.cell_values import read_figure
from data_loaders.sheets.form_blocks import Block, BlockRow, form_blocks
from data_loaders.sheets.form_values import Chosen, choose_columns
from data_loaders.sheets.table_readings import Evidence, TableReading


def read_forms(sheet: Sheet, *, period: str = "") -> list[TableReading]:
    """Every form on `sheet`; `period` tells which column holds this period's values where several could.

    A form with a column for each unit gives a reading for each.
    """
    period = period_of_text(sheet.name).period or period
    readings: list[TableReading] = []
    for block in form_blocks(sheet):
        period = period_of_heading(block.heading).period or period
        readings += _read_block(sheet, block, period)
    return readings


def _read_block(sheet: Sheet, block: Block, period: str) -> list[TableReading]:
    chosen, problems = choose_columns(sheet, block, period)
    readings = [_read_column(sheet, block, one) for one in chosen]
    if not readings:
        readings = [_empty(sheet, block, Chosen(0))]
        readings[0].slots.clear()
    readings[0].problems[:0] = [*_title_problems(sheet, block), *problems, *_row_problems(sheet, block)]
    return readings


def _empty(sheet: Sheet, block: Block, chosen: Chosen) -> TableReading:
    place = Place(sheet=sheet.name)
    if chosen.unit:
        place = Place(sheet=sheet.name, cell=cell_name(block.header.first - 1, chosen.column))
    evidence = Evidence(block.heading, chosen.header, sheet.name, unit=chosen.unit, place=place)
    return TableReading(
        "forms",
        evidence,
        slots={f"form:{form}" for form in block.forms},
        rows=range(block.first, block.last + 1),
    )


def _title_problems(sheet: Sheet, block: Block) -> list[Problem]:
    if not block.titled or not block.forms or block.titled in block.forms:
        return []
    details = {"value": f"Biểu mẫu {block.titled}", "form": str(block.forms[0])}
    return [
        Problem(
            "form_number_mismatch", Place(sheet=sheet.name, cell=cell_name(block.first, 0)), "", "", details
        )
    ]


def _row_problems(sheet: Sheet, block: Block) -> list[Problem]:
    """Where number and label of a row disagree, or its label is another than the form's."""
    found = []
    for row in block.rows:
        if row.match.warning and row.match.row:
            by_number = row.match.warning == "row_number_mismatch" and block.header.number is not None
            column = block.header.number if by_number else block.header.labels[0]
            place = Place(sheet=sheet.name, cell=cell_name(row.at[0], column or 0))
            details = {"value": row.printed.number, "row": row.match.row.row, "label": row.printed.label}
            found.append(
                Problem(row.match.warning, place, row.match.row.indicator, row.printed.number, details)
            )
    return found


def _read_column(sheet: Sheet, block: Block, chosen: Chosen) -> TableReading:
    reading = _empty(sheet, block, chosen)
    taken: dict[str, Figure] = {}
    above: BlockRow | None = None
    for row in block.rows:
        at = _filled(sheet, row, chosen)
        if above and _is_rest(sheet, row, above, chosen):
            _take(sheet, block, above, (row.at[0], chosen.column), taken, reading)
        elif row.match.row is None:
            _report_unknown(sheet, row, at, reading)
        elif at is not None:
            _take(sheet, block, row, at, taken, reading)
        above = row
    return reading


def _filled(sheet: Sheet, row: BlockRow, chosen: Chosen) -> tuple[int, int] | None:
    """The cell of a row that holds its value, or None when blank."""
    columns = [chosen.column]
    if chosen.rates is not None and row.match.row and row.match.row.indicator:
        is_rate = indicators()[row.match.row.indicator].kind == "percent"
        columns = [chosen.rates, chosen.column] if is_rate else columns
    cells = [(at, column) for column in columns for at in row.at]
    return next((cell for cell in cells if not is_blank(sheet.text(*cell))), None)


def _is_rest(sheet: Sheet, row: BlockRow, above: BlockRow, chosen: Chosen) -> bool:
    """Whether a row without number and label holds the value of the row right above it."""
    if row.printed.number or row.printed.label or not above.match.row or row.at[0] != above.at[-1] + 1:
        return False
    return _filled(sheet, above, chosen) is None and _says_number(sheet, (row.at[0], chosen.column))


def _says_number(sheet: Sheet, at: tuple[int, int]) -> bool:
    written = sheet.text(*at)
    return not is_blank(written) and (at in sheet.notes or not read_number(written).error)


def _take(
    sheet: Sheet,
    block: Block,
    row: BlockRow,
    at: tuple[int, int],
    taken: dict[str, Figure],
    reading: TableReading,
) -> None:
    """Read the value cell of a row into the reading."""
    form_row = row.match.row
    assert form_row is not None
    if not form_row.indicator:
        _report_value(sheet, at, f"{form_row.row}. {form_row.label}", reading)
        return
    measure = sheet.text(row.at[0], block.header.measure) if block.header.measure is not None else ""
    figure, problems = read_figure(
        sheet,
        at,
        indicators()[form_row.indicator],
        name=_name(form_row),
        measure=measure or form_row.unit,
        make=lambda **read: Figure(
            indicator=form_row.indicator,
            source="form",
            slot=form_row.slot,
            breakdown=form_row.breakdown,
            **read,
        ),
    )
    reading.problems += [replace(one, details={**one.details, "row": form_row.row}) for one in problems]
    if figure:
        _add(figure, form_row, taken, reading)


def _name(row: FormRow) -> str:
    return f"Biểu mẫu {row.form}, dòng {row.row}"


def _add(figure: Figure, form_row: FormRow, taken: dict[str, Figure], reading: TableReading) -> None:
    first = taken.setdefault(form_row.code, figure)
    if first is figure:
        reading.figures.append(figure)
        return
    details = {
        "name": _name(form_row),
        "first": first.quote,
        "first_place": first.place.cell,
        "value": figure.quote,
    }
    reading.problems.append(Problem("duplicate_row", figure.place, figure.indicator, figure.quote, details))


def _report_unknown(sheet: Sheet, row: BlockRow, at: tuple[int, int] | None, reading: TableReading) -> None:
    """Tell of a row the form does not have, when it states a number; words under a table are footnotes."""
    label = f"{row.printed.number} {row.printed.label}".strip()
    if at is None or not (_says_number(sheet, at) or (row.printed.is_coded and row.printed.label)):
        return
    if row.match.rows:
        _report_ambiguous(sheet, row, at, reading)
        return
    _report_value(sheet, at, label or cell_name(*at), reading)


def _report_value(sheet: Sheet, at: tuple[int, int], label: str, reading: TableReading) -> None:
    written = sheet.text(*at)
    details = {"label": label, "value": written}
    place = Place(sheet=sheet.name, cell=cell_name(*at))
    reading.problems.append(Problem("unknown_row", place, "", written, details))


def _report_ambiguous(sheet: Sheet, row: BlockRow, at: tuple[int, int], reading: TableReading) -> None:
    written = sheet.text(*at)
    codes = ", ".join(one.row for one in row.match.rows)
    details = {"label": row.printed.label, "value": written, "rows": codes}
    place = Place(sheet=sheet.name, cell=cell_name(*at))
    reading.problems.append(Problem("ambiguous_row", place, "", written, details))
