"""What a rule base is, its checks, and how checked rules are stored."""
