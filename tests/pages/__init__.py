"""What each command says, as a page."""
