"""What a profile is."""
