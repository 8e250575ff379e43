"""The chat behind every channel: a ledger that loses nothing, one queue a session, the shield.

A channel builds on `bot.chat.channel.ChatChannel` and talks to `bot.chat.chat.Chat`.
"""
