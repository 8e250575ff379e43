"""One turn of the conversation as the actions see it, and the words that they speak with."""
