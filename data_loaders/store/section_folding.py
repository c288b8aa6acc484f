"""The searchable words of sections stored before they were kept."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, select, update

from data_loaders.catalogue.folding import searchable
from data_loaders.store.tables import sections

_AT_ONCE = 500


def fold_sections(connection: Connection) -> None:
    """Fill `sections.folded` where it is still blank, some at a time."""
    asked = select(sections.c.id, sections.c.title, sections.c.text).where(sections.c.folded == "")
    change = update(sections).where(sections.c.id == bindparam("section")).values(folded=bindparam("words"))
    while rows := connection.execute(asked.limit(_AT_ONCE)).all():
        said = [{"section": row.id, "words": searchable(f"{row.title} {row.text}")} for row in rows]
        connection.execute(change, said)
