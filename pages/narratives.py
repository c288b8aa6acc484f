"""What reports say: search over all narratives, one field of several units side by side."""

from dashboard.views.report.narratives_view import show_narratives

show_narratives()
