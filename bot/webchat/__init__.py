"""The web chat: sessions, a ledger that loses nothing, and a stream of events.

`bot.webchat.channel.WebChat` is the class that credentials.yml names.
"""
