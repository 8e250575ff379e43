"""The encoder sees a message behind what is open, and shortly."""

from bot.encoder.context import OPENING, Scene, framed


def test_the_text_stands_unchanged_at_the_place_that_is_told():
    said, offset = framed(Scene("edit", "account_id"), " AA12 ")
    assert said == "query: edit account id:  AA12 "
    assert said[offset:] == " AA12 "


def test_nothing_open_is_the_opening():
    assert framed(OPENING, "hi")[0] == "query: opening: hi"


def test_offers_are_shown_in_their_order():
    scene = Scene("choose", "country", ("Ireland", "United Kingdom"))
    assert framed(scene, "2")[0] == "query: choose country (Ireland; United Kingdom): 2"


def test_of_many_long_offers_a_few_words_are_shown():
    scene = Scene("category", None, ("one two three four five", *"abcdef"))
    assert framed(scene, "x")[0] == "query: category (one two three four; a; b; c): x"
