"""The translations, and the command that keeps them up to date (development only)."""
