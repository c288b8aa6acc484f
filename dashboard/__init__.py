"""Between clean data and a person: queries, charts, export, components, wording, the entry point."""
