"""The colours of all charts, light and dark. Composition colours are the same everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours by what they mean; never the only sign of a status."""

    text: str
    muted: str
    grid: str
    paper: str
    accent: str
    accent_soft: str
    grey: str
    band: str
    attention: str
    bad: str


LIGHT = Palette(
    text="#1B2430",
    muted="#5B6878",
    grid="#E4E8EE",
    paper="#FFFFFF",
    accent="#1F5FA8",
    accent_soft="#A9C3E2",
    grey="#8996A5",
    band="rgba(137,150,165,0.22)",
    attention="#C77700",
    bad="#B3261E",
)
DARK = Palette(
    text="#E8EDF3",
    muted="#A3B0BF",
    grid="#2B3643",
    paper="#121820",
    accent="#6BA6E6",
    accent_soft="#36557A",
    grey="#8494A6",
    band="rgba(132,148,166,0.25)",
    attention="#F0A63C",
    bad="#F2857C",
)

COMPOSITION = MappingProxyType(
    {
        "early": "#1B6E6A",
        "early_or_on_time": "#4B948A",
        "on_time": "#7FB9A6",
        "late": "#B3261E",
        "pending": "#9DB2C9",
        "overdue": "#C77700",
        "withdrawn": "#C9CDD2",
    }
)
"""What became of dossiers, in the order the segments are drawn."""

TASKS = MappingProxyType(
    {"done_on_time": "#2E7D5B", "done_late": "#C77700", "overdue": "#B3261E", "in_hand": "#9DB2C9"}
)
"""What became of tasks from above."""

STAFF = MappingProxyType({"cadres": "#1F5FA8", "civil_servants": "#8DB0DA", "not_told": "#C9CDD2"})
"""Kinds of staff."""

DARK_TEXT_ON = frozenset({"#7FB9A6", "#9DB2C9", "#C9CDD2", "#8DB0DA"})
"""Colours so light that a number on them is dark."""


def palette(dark: bool) -> Palette:
    """The colours of the theme in use."""
    return DARK if dark else LIGHT
