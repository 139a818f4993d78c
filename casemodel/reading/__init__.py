"""Reading rules and profiles: bounds, YAML with positions, and every problem at once."""
