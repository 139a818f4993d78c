"""Spreadsheets of clients, and maps of their columns."""
