"""Showing: explanations and knowledge as documents, and the writers that put them out."""
