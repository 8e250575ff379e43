"""What is said: questions, the review card, labels and buttons, from data/<language>."""
