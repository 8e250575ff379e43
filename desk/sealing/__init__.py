"""Sealing of personal data at rest by a key from the environment, and re-sealing."""
