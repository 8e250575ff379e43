"""The dialogue: reads a client's turn into acts, decides what each does, and says what follows.

Pure Python: no Rasa, no HTTP. The action server hands it a turn and a state, does the errands
that it asks for, and says what it has to say. The way of a turn: `reading.interpret` makes acts
of the turn, `policy.take_turn` does what the table says of each, `saying` puts it into words.
"""
