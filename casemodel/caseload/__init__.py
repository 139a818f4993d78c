"""Many clients at once: each row of a spreadsheet gets the result `casemodel score` gives.

`client_rows` reads a row and has it scored by `row_result`, the one module here that knows the
engine and the explanation. `persons` chooses among several rows of one person; `danger` reads the
safety cells of any row, scored or not. `tally` and `segments` add rows up one by one and keep only
counts; `staffing` and `assignment` need every client's scores.
"""
