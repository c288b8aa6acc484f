"""What leaves the dashboard: tables, workbooks, briefings, exports."""
