"""The channels through which clients reach the chat; each is a thin door to `bot.chat`."""
