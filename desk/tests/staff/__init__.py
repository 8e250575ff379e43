"""Accounts and passwords of staff."""
