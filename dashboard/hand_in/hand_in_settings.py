"""Where files wait until they are saved, for how long and how many. Data: `hand_in.toml`."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sqlalchemy.engine import make_url

from data_loaders.store.database import ROOT, database_url

_FOLDER = "hand_in"


@dataclass(frozen=True, slots=True)
class HandInSettings:
    """The settings of `hand_in.toml`."""

    folder: str
    days_kept: int
    files_in_a_batch: int
    batch_megabytes: int


@cache
def hand_in_settings() -> HandInSettings:
    """The settings in force."""
    path = Path(__file__).with_name("hand_in.toml")
    return HandInSettings(**tomllib.loads(path.read_text(encoding="utf-8"))["hand_in"])


def hand_in_folder() -> Path:
    """The folder the batches lie in: `HAND_IN_FOLDER`, the setting, else beside the database or in var/."""
    if asked := os.environ.get("HAND_IN_FOLDER") or hand_in_settings().folder:
        return ROOT / asked
    url = make_url(database_url())
    if url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:"):
        return Path(url.database).parent / _FOLDER
    return ROOT / "var" / _FOLDER
