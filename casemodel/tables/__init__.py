"""Reading spreadsheets of clients, one client a row: CSV and Excel, each within bounds.

`csv_file` and `excel_file` make a `Sheet` of rows of text; `layout` finds the meaning of each
column; `cells` reads the answer in a cell. A client's values are never part of a problem: it names
row and column only.
"""
