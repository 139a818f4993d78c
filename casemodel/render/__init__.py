"""From a document or an answer to text, paper, or data: every writer is here."""
