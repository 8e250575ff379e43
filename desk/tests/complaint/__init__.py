"""References and the formats of fields."""
