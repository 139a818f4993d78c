"""The scoring laws, each a plain check that holds for generated rules and for the shipped ones."""
