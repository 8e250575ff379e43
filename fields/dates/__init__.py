"""Dates and times in what clients type, for the field `occurred`.

`wording` evens the words out, `numbered`, `counted` and `named` hold a rule for each way of
naming days, `find` and `clock` find them, `when` makes one interval of them.
"""
