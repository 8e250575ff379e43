"""The chat is tested through its web channel, as clients use it."""

from tests.unit.channels.web.conftest import dialogue, serve, server

__all__ = ["dialogue", "serve", "server"]
