"""Report documents (Word, PDF, plain text): blocks in reading order, head, outline, tables."""
