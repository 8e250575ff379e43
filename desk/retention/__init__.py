"""Retention: how long personal data is kept, and people's requests about theirs."""
