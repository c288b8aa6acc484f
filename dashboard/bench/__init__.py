"""`python3 run.py bench`: how fast the dashboard is, as ratios."""
