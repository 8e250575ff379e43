"""The action server: between the dialogue and the desk.

Each file of this folder but `settings.py` is one action, named as Rasa calls it. All
else stands in folders: `turns/` (a message and the words for it), `form/` (the
complaint in the making), `case/` (a filed one), `register/` (the desk that keeps it).

Rasa's SDK finds the actions by walking the folders by their bare names, so no folder
here may be called as a package at the top is: `desk/` would make it import the desk.
"""
