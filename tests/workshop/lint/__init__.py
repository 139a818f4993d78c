"""What a finished rule base should not have."""
