"""The case page: one complaint, all that is known of it, and what can be done next."""
