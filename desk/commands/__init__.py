"""Commands of an operator, and the settings that they read from the environment."""
