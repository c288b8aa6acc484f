"""What the report page and the search in narratives draw."""
