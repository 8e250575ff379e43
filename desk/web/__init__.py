"""The base of every page and endpoint: problem details, limits, posted forms, CSRF."""
