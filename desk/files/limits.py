"""Limits of evidence: how much the desk takes, and for how long a link takes it."""

from datetime import timedelta

MEBIBYTE = 1024 * 1024

LARGEST_FILE = 10 * MEBIBYTE
LARGEST_SUM = 50 * MEBIBYTE
MOST_FILES = 20
# Bytes of one post: all that a complaint may hold, one file that is too large, and the
# headers of the parts. The rest of a longer post is not read.
LARGEST_POST = LARGEST_SUM + LARGEST_FILE + 2 * MEBIBYTE
LONGEST_NAME = 150

# From the link's making to its first file, and from that file to the last.
LINK_LASTS = timedelta(days=7)
SESSION_LASTS = timedelta(hours=1)
