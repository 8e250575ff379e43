"""Complaints posted to other systems, beside the desk or instead of it: docs/adapters.md."""
