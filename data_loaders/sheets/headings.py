"""The lines above a table: those of its own heading, without signatures and footnotes of the table before."""

from __future__ import annotations

import re

from data_loaders.catalogue.folding import fold, fold_words
from data_loaders.files.spreadsheets import Sheet
from data_loaders.names.period_names import period_of_text
from data_loaders.names.unit_names import is_office
from data_loaders.sheets.form_matching import form_of_title, titled_form

_WIDEST_GAP = 3
_SIGNATURE = re.compile(
    r"(?:(?:tm|kt|tl|tuq|t/m|k/t|q)\.? |(?:pho )?chu tich|thu truong|truong phong|chanh van phong"
    r"|nguoi (?:lap|tong hop)|.*ngay \d+ thang \d+ nam \d{4}$"
    r"|lap (?:bieu|bang)|ke toan|cong chuc|noi nhan|xac nhan|luu:|\* |\(\*+\)|ghi chu)"
)


_SIGNED = re.compile(r"\(?(?:đã )?ký[ ,)]", re.IGNORECASE)


def is_signature(line: str) -> bool:
    """Whether a line belongs to the signatures or footnotes under a table."""
    folded = fold(line)
    return bool(_SIGNED.match(line) or _SIGNATURE.match(folded)) and not is_office(line)


def is_heading(line: str) -> bool:
    """Whether a line between rows begins something new: an office, a form's title, a period's."""
    if not line or is_signature(line):
        return False
    return is_office(line) or bool(titled_form(line) or form_of_title(line)) or _is_period_title(line)


def _is_period_title(line: str) -> bool:
    return fold_words(line).startswith(("ky bao cao", "quy ", "bao cao", "kem theo")) and bool(
        period_of_text(line).period
    )


def heading_lines(sheet: Sheet, start: int, end: int) -> tuple[str, ...]:
    """The texts of rows [start, end) that head the table at `end`, top down.

    Upwards from the table: signatures and footnotes end the heading once it has named its office, and so
    does a wide gap; signatures never belong to it.
    """
    lines: list[str] = []
    gap, named = 0, False
    for row in range(end - 1, start - 1, -1):
        texts = [text for text in sheet.texts(row) if text]
        gap = 0 if texts else gap + 1
        if named and (gap >= _WIDEST_GAP or any(is_signature(text) for text in texts)):
            break
        kept = [text for text in texts if not is_signature(text)]
        named = named or any(is_office(text) for text in kept)
        lines = kept + lines
    return tuple(lines)
