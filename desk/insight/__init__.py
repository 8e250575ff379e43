"""Figures and charts counted from the register and the chats."""
