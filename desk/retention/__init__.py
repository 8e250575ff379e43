"""How long the desk keeps what it knows of people, and what they can ask it to do with that."""
