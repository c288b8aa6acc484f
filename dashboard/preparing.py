"""A new database, and the sample data it starts with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Engine, select

from data_loaders.importing import read_file
from data_loaders.store.database import ROOT, take_turn, writing
from data_loaders.store.storage import save_in
from data_loaders.store.tables import uploads

SAMPLES = {"reports": ROOT / "sample_data" / "reports", "province": ROOT / "sample_data" / "province"}
_ENDINGS = (".docx", ".csv", ".xlsx")
_CHECKLIST = "so-lieu.csv"
"""The hand-made list of what a report's sentences state: to check the reading by, not to be read instead."""
_ANY_UPLOAD = select(uploads.c.id).limit(1)


def prepare(engine: Engine, *, with_sample: bool) -> Iterator[str]:
    """Fill an empty database with the sample data; says line by line what it does, nothing when it is full.

    All samples go in as one transaction: a start that is broken off leaves the database empty, and of two
    starts at once the second waits and finds it full.
    """
    if not with_sample or _is_filled(engine):
        return
    with writing(engine) as connection:
        take_turn(connection)
        if connection.scalar(_ANY_UPLOAD) is not None:
            return
        for sample, folder in SAMPLES.items():
            yield f"Đang nạp số liệu mẫu: {folder.name} …"
            for path in _sample_files(folder):
                content = path.read_bytes()
                save_in(connection, read_file(_name(path, folder), content), content=content, sample=sample)


def _is_filled(engine: Engine) -> bool:
    with engine.connect() as connection:
        return connection.scalar(_ANY_UPLOAD) is not None


def _sample_files(folder: Path) -> list[Path]:
    found = (path for path in folder.rglob("*") if path.suffix in _ENDINGS)
    return sorted(path for path in found if path.stem != "README" and path.name != _CHECKLIST)


def _name(path: Path, folder: Path) -> str:
    """The file's name, with its report's folder where it has one: `tien-dong-2023-q3-bieu-mau.xlsx`."""
    return "-".join(path.relative_to(folder).parts)
