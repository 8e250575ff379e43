"""What the register and the chats show when they are counted."""
