"""What people do with the whole tool, from their file to their answer."""
