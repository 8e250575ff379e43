"""Adapters to other systems, which take complaints beside the desk or instead of it.

See docs/adapters.md.
"""
