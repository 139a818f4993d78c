"""Spreadsheets of clients: read, scored and written."""
