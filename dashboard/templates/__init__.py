"""Workbooks to fill in: the forms of one unit, the table of the units below a parent."""
