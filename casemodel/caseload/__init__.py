"""Many clients at once: each row of a spreadsheet gets what `casemodel score` says of that client.

`client_rows` reads a row and has it scored by `row_result`, the one module here that knows the
engine and the explanation. `persons` chooses among several rows of one person, `danger` reads the
safety cells of any row, scored or not. `tally` and `segments` sum rows up as they go by, with
nothing kept of them but counts; `staffing` and `assignment` need every client's scores.
"""
