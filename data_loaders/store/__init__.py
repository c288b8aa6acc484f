"""Keeping reports: the database, revisions, undo, decisions."""
