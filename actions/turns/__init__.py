"""One turn: read from Rasa's tracker, handed to the dialogue, said, and kept in slots."""
