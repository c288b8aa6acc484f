"""How the dashboard speaks: numbers, names, phrases and their translations."""
