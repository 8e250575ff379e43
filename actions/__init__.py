"""The action server: between the dialogue and the desk. One action a file."""
