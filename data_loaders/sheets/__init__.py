"""Reading sheets: forms, one-stop, wide and long tables, and checking them."""
