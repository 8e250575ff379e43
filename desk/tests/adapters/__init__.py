"""Complaints that are handed to other systems."""
