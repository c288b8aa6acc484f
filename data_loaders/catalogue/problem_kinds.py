"""What can be wrong with a report, as data: code, severity, sentence, way out. Data: `problem_kinds.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from data_loaders.catalogue.data_files import document, require

_FILE = "problem_kinds.toml"
SEVERITIES = ("error", "warning")


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """One kind of problem. Sentences contain names in braces filled from a problem's details."""

    code: str
    severity: str
    title_vi: str
    title_en: str
    sentence_vi: str
    sentence_en: str


class _Blank(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


@cache
def problem_kinds() -> dict[str, ProblemKind]:
    """All kinds by code."""
    loaded = {code: ProblemKind(code=code, **row) for code, row in document(_FILE).items()}
    for one in loaded.values():
        require(one.severity in SEVERITIES, _FILE, f"{one.code}: severity {one.severity!r}")
    return loaded


def sentence(code: str, values: Mapping[str, str], language: str = "vi") -> str:
    """The sentence for a person, `values` filled in (a blank one leaves no gap before the full stop).

    Raises `KeyError` for an unknown code.
    """
    kind = problem_kinds()[code]
    template = kind.sentence_en if language == "en" else kind.sentence_vi
    return template.format_map(_Blank(values)).replace(" . ", ". ")
