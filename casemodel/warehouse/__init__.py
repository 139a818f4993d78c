"""The rules for other engines: small tables and one query that give what `casemodel score` gives.

`compiled` takes the tables from the engine; `query` writes the query over them; `folder` puts both
into a folder for a data team; `run` runs them on files, and leaves to the engine what the
query does not do.
"""
