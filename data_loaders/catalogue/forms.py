"""The seven official forms, row by row. Data: `form_rows.csv`, titles in `themes.csv`.

Source: the appendix "Biểu mẫu thống kê số liệu báo cáo cải cách hành chính định kỳ" of commune reports.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from data_loaders.catalogue.data_files import require, rows, unique
from data_loaders.catalogue.folding import fold_words
from data_loaders.catalogue.indicators import indicators, themes

LEVELS = ("commune", "district", "province")
_FILE = "form_rows.csv"


@dataclass(frozen=True, slots=True)
class FormRow:
    """One printed row: form number, row number ("3.3.1"), label, unit of measure as printed.

    `indicator` is "" for a heading. `level` is the lowest level that fills the row: a commune leaves
    a row of level "district" or "province" blank.
    """

    form: int
    row: str
    label: str
    unit: str
    indicator: str
    breakdown: str
    level: str
    position: int

    @property
    def slot(self) -> str:
        """The part of a report this row belongs to, `form:3`."""
        return f"form:{self.form}"

    @property
    def code(self) -> str:
        """The row as offices cite it: "BM3-3.3.1"."""
        return f"BM{self.form}-{self.row}"

    @property
    def folded_label(self) -> str:
        """The label as it is compared."""
        return _folded(self.label)

    def belongs_to(self, level: str) -> bool:
        """Whether a unit of `level` fills this row."""
        return not self.level or LEVELS.index(level) >= LEVELS.index(self.level)


@cache
def form_rows() -> tuple[FormRow, ...]:
    """All rows of the seven forms in printed order."""
    loaded = tuple(_row(row, position) for position, row in enumerate(rows(_FILE)))
    unique(_FILE, ((one.form, one.row) for one in loaded))
    for one in loaded:
        require(not one.indicator or one.indicator in indicators(), _FILE, f"{one.code}: {one.indicator!r}")
        require(one.level in ("", *LEVELS), _FILE, f"{one.code}: level {one.level!r}")
    return loaded


@cache
def rows_of_form(form: int) -> tuple[FormRow, ...]:
    """The rows of one form in printed order."""
    return tuple(one for one in form_rows() if one.form == form)


@cache
def row_by_code() -> dict[tuple[int, str], FormRow]:
    """Rows by (form, row number)."""
    return {(one.form, one.row): one for one in form_rows()}


@cache
def form_titles() -> dict[int, str]:
    """The official title of each form, by number."""
    return {theme.form: theme.name_vi for theme in themes().values()}


@cache
def _folded(label: str) -> str:
    return fold_words(label)


def _row(row: dict[str, str], position: int) -> FormRow:
    return FormRow(**{**row, "form": int(row["form"])}, position=position)
