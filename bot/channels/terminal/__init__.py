"""A chat in the terminal for conversation designers: `make talk`."""
