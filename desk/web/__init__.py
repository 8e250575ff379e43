"""What every page and endpoint stands on: problem details, limits, parsing of posts, CSRF."""
