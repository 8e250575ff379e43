"""Personal data at rest: sealed with a key from the environment, and re-sealed with the next."""
