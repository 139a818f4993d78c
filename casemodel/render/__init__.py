"""The writers: from a document or an answer to text, paper or data."""
