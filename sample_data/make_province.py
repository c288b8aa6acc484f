"""Write the illustrative province into `sample_data/province/`: `python -m sample_data.make_province`.

For each period of `province_story.toml`: `<period>-xa.xlsx` (communes), `<period>-huyen.xlsx` (the
districts' own reports) and `<period>-linh-vuc.csv` (one-stop lists by field). Same data files, same bytes.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from data_loaders.catalogue.units import units
from sample_data.province_figures import chance, story
from sample_data.province_files import Cell, Sheet, write_list, write_workbook
from sample_data.province_reports import (
    Values,
    columns,
    commune_values,
    district_values,
    key_of,
    one_stop_totals,
    unit_of,
    units_of,
)

LIST_HEADER = ("Đơn vị", "Huyện", "Kỳ báo cáo", "Chỉ tiêu", "Phân tổ", "Giá trị")


def main() -> None:
    """Write the files of every period."""
    for period in story()["period"]:
        communes = {unit["code"]: commune_values(unit, period) for unit in reporting_communes(period)}
        districts = {unit["code"]: district_values(unit, period, communes) for unit in units_of("district")}
        write_workbook(f"{file_stem(period)}-xa", sheet(period, "commune", communes))
        write_workbook(f"{file_stem(period)}-huyen", sheet(period, "district", districts))
        write_list(f"{file_stem(period)}-linh-vuc", LIST_HEADER, one_stop_rows(period))


def reporting_communes(period: dict[str, Any]) -> list[dict[str, str]]:
    """The communes whose report of the period exists."""
    return [unit for unit in units_of("commune") if key_of(unit["code"]) not in period["missing"]]


def one_stop_rows(period: dict[str, Any]) -> list[list[Cell]]:
    """The rows of the period's one-stop lists, for the communes that keep one and have reported."""
    return [
        [full_name(unit["code"]), full_name(unit["parent"]), period["id"], indicator, f"field:{field}", value]
        for unit in reporting_communes(period)
        for (indicator, field), value in one_stop_totals(unit["code"], period).items()
    ]


def sheet(period: dict[str, Any], level: str, reports: dict[str, Values]) -> Sheet:
    """The period's sheet for all reports of one level."""
    shown = columns(level)
    return Sheet(
        title=story()["title"],
        subtitle=f"Kỳ báo cáo: {period['title']}",
        parent_heading="Huyện" if level == "commune" else "Tỉnh",
        codes=[column.code for column in shown],
        labels=[column.label for column in shown],
        rows=[
            [number, full_name(code), full_name(unit_of(code)["parent"]), received_on(code, level, period)]
            + [values.get(column.key) for column in shown]
            for number, (code, values) in enumerate(reports.items(), start=1)
        ],
    )


def received_on(code: str, level: str, period: dict[str, Any]) -> str:
    """The day the report came in, as dd/mm/yyyy: in time unless the story says how late it was."""
    key = key_of(code)
    due = period["due"]
    if level == "district":
        due += timedelta(days=story()["district_days_after_communes"])
    in_time = -int(chance(key, "received", period["id"]) * (story()["days_before_due"] + 1))
    return (due + timedelta(days=period["late"].get(key, in_time))).strftime("%d/%m/%Y")


def full_name(code: str) -> str:
    """The unit's name with its kind: "Xã Hòa Lâm"."""
    return units()[code].full_name


def file_stem(period: dict[str, Any]) -> str:
    """What the period's files begin with: "2023-q1"."""
    return str(period["id"]).lower()


if __name__ == "__main__":
    main()
