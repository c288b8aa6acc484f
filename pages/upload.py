"""Handing in reports: files, what was read, what is wrong, what changes, save, receipt."""

from dashboard.views.upload.upload_view import show_upload

show_upload()
