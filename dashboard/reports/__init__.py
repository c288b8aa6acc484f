"""One report: its contents, its lines, where its sentences state figures, search in narratives."""
