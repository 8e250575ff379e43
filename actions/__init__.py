"""The action server: between Rasa's form, the dialogue and the desk.

Each file of this folder but `settings.py` is one action, named as Rasa calls it. All
else stands in folders: `turns/` (a turn, from Rasa's tracker to what is said),
`register/` (the desk that keeps the register).

Rasa's SDK finds the actions by walking the folders by their bare names, so no folder
here may be called as a package at the top is: `dialogue/` would make it import that.
"""
