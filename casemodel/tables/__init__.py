"""Reading spreadsheets of clients, one client a row: CSV and Excel, each within bounds.

`csv_file` and `excel_file` make a `Sheet` of rows of text; `layout` finds what each column stands
for; `cells` says what a cell answers. A client's values are never part of a problem: it names row
and column only.
"""
