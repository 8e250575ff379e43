"""The web channel: POST messages, server-sent events back. A thin door to `bot.chat`."""
