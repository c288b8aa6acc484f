"""One report: what it states and where, what is doubtful, how it changed."""

from dashboard.views.report.report_view import show_report

show_report()
