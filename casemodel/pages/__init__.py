"""Pages: what each command says, as a document, before any writer lays it out."""
