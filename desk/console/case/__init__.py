"""The case page: one complaint, everything known about it, and the acts on it."""
