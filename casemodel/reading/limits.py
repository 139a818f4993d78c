"""Every bound of the reader. A file at the bound is read; one step over is refused."""

PROFILE_BYTES = 256 * 1024
"""The size of a profile, in bytes."""

RULE_FILE_BYTES = 1024 * 1024
"""The size of one rule file, in bytes."""

RULE_FILES = 200
"""The number of files of a rules directory."""

DEPTH = 40
"""How deep mappings and lists may lie in one another."""

NODES = 50_000
"""The number of values in one file, keys included."""

NUMBER_LENGTH = 15
"""The length of a written number, in characters."""

NAME_LENGTH = 200
"""The length of a name or id, in characters."""

SEGMENT_NAME_LENGTH = 80
"""The length of a segment's name, in characters."""

NOTE_LENGTH = 2_000
"""The length of a note, in characters."""

SEGMENTS = (2, 6)
"""How many segments a population may be given in, at least and at most."""

PRIORITIES = (2, 20)
"""How many criteria an order of priorities may name, at least and at most."""

WEIGHTS = (0, 10)
"""The least and the greatest factor on a criterion's weight."""

PROBLEMS = 100
"""How many problems of one file are listed; more would not be read."""

NEAREST_LENGTH = 60
"""The longest word for which a nearest valid word is looked up, in characters."""

FOUND_LENGTH = 60
"""How much of a wrong value is shown, in characters."""

SOURCE_LINE_LENGTH = 300
"""The longest line that is shown with its problem, in characters."""

LISTED_WORDS = 12
"""How many valid words are listed in full; of more only the nearest are offered."""

SHEET_COLUMNS = 1_000
"""How many columns a sheet may have."""

COLUMN_NAME_LENGTH = 1_000
"""The length of a column's name in a map, in characters."""

SHEET_CELL = 1024 * 1024
"""The longest cell of a CSV file, in characters; an unclosed quotation mark runs up to it."""

HEADER_ROWS = 50
"""Among how many rows the names of the columns are looked for."""

EXCEL_BYTES = 64 * 1024 * 1024
"""The size of an Excel file, in bytes."""

EXCEL_UNPACKED = 512 * 1024 * 1024
"""How much an Excel file may hold when unpacked, in bytes."""

EXCEL_CELLS = 5_000_000
"""How many cells the rectangle of an Excel sheet may have, empty ones included."""

MAP_BYTES = 256 * 1024
"""The size of a map of columns, in bytes."""
