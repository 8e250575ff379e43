"""The dialogue that stands for Rasa is the web channel's."""

from tests.unit.channels.web.conftest import dialogue

__all__ = ["dialogue"]
