"""Laws of the interview, whatever is typed."""
