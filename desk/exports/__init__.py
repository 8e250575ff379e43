"""Complaints written out: PDF, JSON, the regulation's template, and the register as CSV."""
