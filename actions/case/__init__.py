"""Questions about a complaint that is filed already: its status, additions to it."""
