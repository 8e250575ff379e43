"""Code that the Rasa server loads: the language components and the web-chat channel."""
