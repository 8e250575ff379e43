"""Figures of complaints and chats."""
