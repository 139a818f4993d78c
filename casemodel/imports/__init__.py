"""Answers from the records of other systems: HMIS exports, FHIR files and Synthea folders.

A mapping is data: SQL over the files as they are, and beside it a YAML that says for each question
which fields it reads, by which rule, and what the records never say. `running` imports; the SQL is
run by DuckDB, in the extra `[scale]`.
"""
