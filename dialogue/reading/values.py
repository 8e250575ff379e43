"""What an act is about, as a value: the answer to the open question, or a correction."""

from __future__ import annotations

from dialogue.acts import Act, Answer, Correct, How, Tell, Volunteer
from dialogue.reading.spans import (
    SEEN_FROM,
    read_spans,
    spans_of,
    values_in,
    words_of,
)
from dialogue.turn import Turn
from fields import FIELDS
from fields.category import suggest
from fields.context import Context
from fields.reading import Choose, Skipped, Value, Wrong

# Fields whose answer is whatever the client says.
_FREE = ("description", "actions_taken", "desired_resolution", "individuals")
# From this weight a text sounds like an answer where nothing is surer.
_SOUNDS = 0.15
# So many words are no detail of a story, but a story.
_WHOLE_FROM = 8
# Between parts of a message that are kept without what stood between them.
BETWEEN = " … "
# Fields whose values no other words look like.
_SHAPED = ("email", "account_id")
NONE = "answer none"
# An answer that the field reads from so few words needs no more signs.
SHORT = 6  # words


def answer_in(
    turn: Turn, field: str, context: Context, alone: bool, anew: bool = False
) -> Answer:
    """The answer to the question for `field`, from its spans or else from the whole message.

    `alone`: the message does nothing else. Then a text in the client's own words is the whole
    message, to the last character. What happened is always that, unless the client says it
    `anew` ("wipe it, in its place: …").
    """
    whole = FIELDS[field].read(turn.text, context)
    if (field == "description" and not anew) or (field in _FREE and alone):
        return Answer(field, whole, turn.text)
    read = read_spans(turn, field, context, SEEN_FROM, anybody=True)
    if read and not isinstance(read[0], Wrong):
        return Answer(field, *read)
    if read and not isinstance(whole, Value | Choose):
        return Answer(field, *read)  # says better what is wrong
    return Answer(field, whole, turn.text)


def _is_whole(turn: Turn, words: str) -> bool:
    """Whether the words are a whole text, and most of the message, rather than a detail."""
    count = len(words.split())
    return count >= _WHOLE_FROM and 2 * count > turn.words


def narrowed(answer: Answer, story: str, context: Context) -> Answer:
    """Of several categories that an answer could mean, the one that the story is about."""
    if answer.field != "category" or not isinstance(answer.reading, Choose):
        return answer
    meant = {choice.value for choice in answer.reading.choices}
    likely = suggest(story, context.firm, 1) if story else []
    if likely and likely[0].id in meant:
        return Answer(answer.field, Value(likely[0].id), answer.words)
    return answer


def answers_plainly(turn: Turn, field: str, context: Context) -> str | None:
    """The act, by its name, that so short a message is for the field's own reader.

    "answer" where it reads a value or several to choose from, "answer none" where the words
    leave the field open; None where the reader cannot tell, as with a name or a text.
    """
    if turn.words > SHORT:
        return None
    reading = FIELDS[field].read(turn.text, context)
    if isinstance(reading, Skipped):
        return NONE
    if field in _FREE or field == "full_name":
        return None
    return "answer" if isinstance(reading, Value | Choose) else None


def may_answer(turn: Turn, field: str, context: Context) -> bool:
    """Whether words that nothing is known of can be an answer in the client's own words.

    A name of any script is known by nothing but its field; a text has to sound like an answer.
    """
    if turn.asks or not isinstance(FIELDS[field].read(turn.text, context), Value):
        return False
    if field == "full_name":
        return turn.words <= SHORT
    return field in _FREE and turn.chance("answer") >= _SOUNDS


def elsewhere(acts: list[Act], turn: Turn, context: Context) -> list[Act]:
    """With an answer that is none, but a value of another field, given to that field.

    An account ID at the question for the e-mail, a name where the country is asked.
    """
    return [
        moved
        for act in acts
        for moved in (
            _of_others(act, turn, context)
            if isinstance(act, Answer) and isinstance(act.reading, Wrong)
            else [act]
        )
    ]


def _of_others(act: Answer, turn: Turn, context: Context) -> list[Act]:
    found = values_in(turn, context, besides=(act.field,))
    told = [one for one in found if isinstance(one.reading, Value)]
    if not told and turn.words <= SHORT:
        read = [(name, FIELDS[name].read(turn.text, context)) for name in _SHAPED]
        told = [
            Volunteer(name, reading, turn.text)
            for name, reading in read
            if name != act.field and isinstance(reading, Value) and _digits(reading)
        ]
    meant = [Volunteer(one.field, one.reading, one.words, meant=True) for one in told]
    return [*meant] if meant else [act]


def _digits(reading: Value) -> bool:
    """Whether the value has the signs of an address or a number, and is no "No Account"."""
    return any(sign.isdigit() or sign == "@" for sign in str(reading.value))


def correction_in(
    turn: Turn, field: str, how: How, context: Context, alone: bool
) -> Correct:
    """A change of the field, with the new value where the message holds it.

    "It was 400, not 4,000" is a change of what happened that only the whole message tells.
    """
    if how is How.CLEAR:
        return Correct(field, how)
    if field == "description":
        spans = spans_of(turn, field, SEEN_FROM)
        words = words_of(turn, spans, BETWEEN)
        if not words:
            return Correct(field, how)
        if how is How.REPLACE and _is_whole(turn, words):
            return Correct(field, how, Value(words), words, whole=True)
        told = turn.text if alone and how is How.REPLACE else words
        return Correct(field, how, Value(told), told)
    read = read_spans(turn, field, context, SEEN_FROM, anybody=True)
    if read is None or isinstance(read[0], Skipped):
        return Correct(field, how)
    return Correct(field, how, *read)


def volunteered(
    turn: Turn, field: str, none: bool, context: Context
) -> Volunteer | None:
    """A value for a field that is not asked for; None where none can be read."""
    if none:
        if field == "account_id":
            value = Value(context.firm.account_id.none)
            return Volunteer(field, value, turn.text, meant=True)
        if not FIELDS[field].optional:
            return None
        return Volunteer(field, Value(FIELDS[field].empty), turn.text, meant=True)
    read = read_spans(turn, field, context, SEEN_FROM, anybody=True)
    if read is None:
        return None
    reading, words = read
    if isinstance(reading, Value | Choose):
        return Volunteer(field, reading, words, meant=True)
    return None


def story_in(turn: Turn, context: Context, alone: bool) -> Tell:
    """The story: the whole message, or what is marked as it where more is said beside."""
    spans = spans_of(turn, "description", SEEN_FROM)
    words = turn.text if alone or not spans else words_of(turn, spans, BETWEEN)
    return Tell(words, tuple(values_in(turn, context)))
