"""One report: what it states and where, what is doubtful, how it changed."""

from dashboard.report_choice_view import ask_report
from dashboard.report_view import show_report

if choice := ask_report():
    show_report(choice)
