"""Longest waits of tests, in one place, for machines slower than ours.

A wait ends as soon as its event has come, so long waits cost nothing where all is well.
A test about speed measures it, and has a limit of its own.
"""

SECONDS = 60
MILLISECONDS = SECONDS * 1000
