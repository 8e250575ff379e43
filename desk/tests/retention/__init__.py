"""What is over is deleted, what the law keeps is not, and nothing of a person is left behind."""
