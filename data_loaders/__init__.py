"""Between a file or a database and clean data: readers, checks, tables. Knows nothing of screens."""
