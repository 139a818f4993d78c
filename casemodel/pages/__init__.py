"""Pages: the answer of each command as a document, before a writer lays it out."""
