"""Sealing of personal data at rest with a key from the environment, and with a new
one."""
