"""How long tests wait for what must come: one place, for machines slower than ours.

Waiting ends as soon as it has come, so patience costs nothing where all is well. Where speed
is the point, a test measures it and says its own limit.
"""

SECONDS = 60
MILLISECONDS = SECONDS * 1000
