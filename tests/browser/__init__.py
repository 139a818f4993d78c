"""Pages opened in a real browser: a separate check, see README.md beside this file."""
