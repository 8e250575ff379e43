"""The multilingual encoder, adapted once to a complaint desk: spans, acts and routes from one run.

`package`, `context`, `words` and `merge` are what the assistant needs of it: numpy and a tokenizer,
no Rasa and no torch. `make encoder` (`adapt`) does the learning, in an environment of its own.
"""
