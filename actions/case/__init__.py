"""Questions about a complaint that is filed already: where it stands, something to add."""
