"""A second scorer, written apart from the engine, and its agreement with it."""
