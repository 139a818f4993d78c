"""A scored caseload as files: CSV, JSON lines, Excel, one client a line."""
