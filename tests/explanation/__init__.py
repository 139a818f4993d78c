"""The answer in words: the headline, and the review of two profiles."""
