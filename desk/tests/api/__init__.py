"""What the assistant and other programs ask of the desk, and what they are answered."""
