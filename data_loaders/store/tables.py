"""The database's tables (SQLAlchemy Core), the same on SQLite and PostgreSQL.

A report is one unit and one period. Each upload adds a revision to it; a revision speaks for slots
(`form:3`, `one_stop`, `table:<indicator>`, `narrative`). What holds now is, slot by slot, the newest
revision that is not undone: the rows marked `current`. Nothing is ever overwritten or deleted, but for
the illustrative data, which one command removes.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()

files = Table(
    "files",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("name", String(255), nullable=False),
    Column("size", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
)
"""The original bytes, each once."""

uploads = Table(
    "uploads",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sha256", ForeignKey("files.sha256"), nullable=False),
    Column("file", String(255), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("by", String(100), nullable=False, default=""),
    Column("sample", String(16), nullable=False, default=""),
)
"""One act of handing in a file; `sample` is "", "reports" or "province"."""

reports = Table(
    "reports",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("unit_code", String(120), nullable=False),
    Column("period", String(10), nullable=False),
    Column("received_on", String(10), nullable=False),
    Column("head", JSON, nullable=False),
    UniqueConstraint("unit_code", "period"),
)
"""One unit and period; `received_on` is the ISO date a file states, else that of the first hand-in.

`received_on` and `head` follow from the revisions that hold, as the figures do.
"""

revisions = Table(
    "revisions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("report_id", ForeignKey("reports.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("upload_id", ForeignKey("uploads.id"), nullable=False),
    Column("sha256", ForeignKey("files.sha256"), nullable=False),
    Column("file", String(255), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("action", String(8), nullable=False),
    Column("undoes", Integer, nullable=True),
    Column("undone", Boolean, nullable=False, default=False),
    Column("slots", JSON, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("by", String(100), nullable=False, default=""),
    Column("head", JSON, nullable=False, server_default="{}"),
    Column("version", Integer, nullable=False, server_default="0"),
    UniqueConstraint("report_id", "number"),
)
"""`action` is save or undo; an undo is a revision of its own and names the number it `undoes`, be it a save
or the undo of one. `undone` says whether a revision is taken back now (see `standing.taken_back`).

`head` is what the file says about the report as a whole, `version` the data version this revision made.
"""

figures = Table(
    "figures",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("revision_id", ForeignKey("revisions.id"), nullable=False, index=True),
    Column("report_id", ForeignKey("reports.id"), nullable=False),
    Column("unit_code", String(120), nullable=False),
    Column("period", String(10), nullable=False),
    Column("indicator", String(80), nullable=False),
    Column("breakdown", String(80), nullable=False, default=""),
    Column("value", Double, nullable=False),
    Column("source", String(10), nullable=False),
    Column("slot", String(200), nullable=False),
    Column("sheet", String(120), nullable=False, default=""),
    Column("cell", String(12), nullable=False, default=""),
    Column("section", String(300), nullable=False, default=""),
    Column("quote", Text, nullable=False, default=""),
    Column("approximate", Boolean, nullable=False, default=False),
    Column("confirmed", Boolean, nullable=False, default=True),
    Column("mark", String(40), nullable=False, default=""),
    Column("current", Boolean, nullable=False),
    Column("headline", Boolean, nullable=False),
)
"""Every figure of every revision. `headline` is true for one current row an indicator and breakdown."""

Index("figures_asked", figures.c.indicator, figures.c.period, figures.c.headline, figures.c.unit_code)
Index("figures_of_report", figures.c.report_id, figures.c.current)

problems = Table(
    "problems",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("revision_id", ForeignKey("revisions.id"), nullable=False, index=True),
    Column("code", String(40), nullable=False),
    Column("slot", String(200), nullable=False, default=""),
    Column("sheet", String(120), nullable=False, default=""),
    Column("cell", String(12), nullable=False, default=""),
    Column("section", String(300), nullable=False, default=""),
    Column("indicator", String(80), nullable=False, default=""),
    Column("value", Text, nullable=False, default=""),
    Column("details", JSON, nullable=False),
)

sections = Table(
    "sections",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("revision_id", ForeignKey("revisions.id"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("number", String(20), nullable=False),
    Column("title", String(300), nullable=False),
    Column("depth", Integer, nullable=False),
    Column("theme", String(20), nullable=False, default=""),
    Column("text", Text, nullable=False),
    Column("folded", Text, nullable=False, server_default=""),
)
"""`folded` is title and text as `folding.searchable` makes them; "" only before it was computed."""

report_tables = Table(
    "report_tables",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("revision_id", ForeignKey("revisions.id"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("title", String(300), nullable=False),
    Column("sheet", String(120), nullable=False, default=""),
    Column("section", String(300), nullable=False, default=""),
    Column("rows", JSON, nullable=False),
)

settings = Table(
    "settings",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)
"""`data_version` counts every change of the data; caches carry it in their keys."""

watched_files = Table(
    "watched_files",
    metadata,
    Column("path", String(1000), primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("modified", BigInteger, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("status", String(16), nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
)
"""What a watched folder held when it was read last; `modified` in nanoseconds, as the file system says."""
