"""Dates and times in what clients type, for the field `occurred`.

`vocabulary` holds the words of a language and `normalise` makes text even; `numbered`,
`counted` and `named` read each way of naming days, `find` and `clock` find them, and `when`
makes one interval of them. The words and patterns are in wording/fields/dates.yml.
"""
