"""Words of another language: said once that answers come in English, and then taken as they are."""

from __future__ import annotations

from babel import Locale, UnknownLocaleError

from dialogue.acts import Foreign
from dialogue.policy import kept
from dialogue.talk import Talk


def foreign(talk: Talk, act: Foreign) -> None:
    """Names the language and the ways in which the client can go on; what was said is kept."""
    if talk.state.stage in kept.UNDECIDED:
        kept.add(talk.state, talk.turn.text)
    if talk.state.language_told:
        return
    talk.state.language_told = True
    response = "utter_other_language_form" if talk.form_url else "utter_other_language"
    values = {"language": _name(act.language, talk), "form_url": talk.form_url}
    talk.say(response, values)


def _name(code: str, talk: Talk) -> str:
    """The language's name in the words of the answers; its code where there is none."""
    try:
        name = Locale.parse(code).get_display_name(talk.context.language)
    except (ValueError, UnknownLocaleError):
        name = None
    return str(name or code)
