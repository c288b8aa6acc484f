"""Opening files safely: limits, child processes, spreadsheets as plain cells, existing databases."""
