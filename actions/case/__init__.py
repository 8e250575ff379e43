"""Questions about a complaint that is filed already: where it stands, what is added to it."""
