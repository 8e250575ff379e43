"""The chat behind every channel: a ledger that loses nothing, one queue a session, the shield.

`bot.chat.channel.ChatChannel` is what a channel builds on, `bot.chat.chat.Chat` what it talks to.
"""
