"""The action server: between the dialogue and the desk.

Each file of this folder but `settings.py` is one action, named as Rasa calls it. What is
no action stands in a folder: `turns/` (a message and the words for it), `form/` (the
complaint in the making), `case/` (a filed one), `register/` (the desk that keeps it).

Rasa's SDK finds the actions by walking the folders by their bare names, so none of these
may be called as a package at the top is: `desk/` here would have it import the desk.
"""
