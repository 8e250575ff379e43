"""How clients leave a field open: "skip", "none", "I don't remember", "no tickets"."""

import re
from typing import Final

from fields.folding import fold
from fields.signs import DASHES

_POLITE: Final = r"(?:(?:please|thanks|thank you|sorry|ok|okay|well|um|hmm|honestly|actually|i think|just|hi) ?)*"
_NOTHING: Final = (
    r"skip(?: (?:it|this|that|this one|that one|the question|this question|for now))?"
    r"|(?:i )?pass(?: on (?:this|that|it))?"
    r"|next(?: (?:one|question|please))?"
    r"|none(?: (?:at all|of (?:them|those|these|that)|that i (?:know|can think) of|yet|so far|really|whatsoever))?"
    r"|no(?: (?:thanks|thank you|one|body|idea|clue|need|not really|sorry))?"
    r"|nope|nah|nay|nil|null|not? applicable|n a|na|nothing|nobody|no one|blank|empty"
    r"|(?:no )?i (?:do not|dont|did not|didnt|have not|havent|never)(?: (?:have|had|did|do))?(?: (?:one|any|it|so))?(?: yet)?"
    r"|nothing (?:yet|so far|else|more|further|at all|really|to add|special|in particular|comes to mind)"
    r"|(?:no )?nothing|no none|no nobody|never|not yet|not really|nowhere"
    r"|(?:there )?(?:is|are|was|were|isnt|arent|wasnt|werent) (?:none|nothing|nobody|no one|any|anyone|anybody)"
    r"|not (?:that i (?:know|remember|recall|am aware)(?: of)?|sure|certain|available|relevant)"
    r"|(?:im |i am )?not (?:sure|certain)(?: (?:about|of) (?:it|that|this))?"
    r"|(?:i )?(?:would |d )?(?:prefer|rather) not(?: to)?(?: (?:say|answer|tell|share))?"
    r"|leave (?:it|this|that)?(?: (?:blank|empty|open|out))?"
    r"|(?:i )?(?:do not|dont|cant|cannot|can not|couldnt|didnt|dun|no) "
    r"(?:really |exactly |even |quite |wish to |want to )*"
    r"(?:know|remember|recall|recollect|tell|say|answer|mind|care)"
    r"(?: (?:it|that|this|them|any|exactly|any of (?:it|them|that)|the (?:exact )?(?:date|time|day|name|names|number|numbers)|who|when|what))?"
    r"|(?:i )?(?:forgot|forget|have forgotten|ve forgotten|ive forgotten)(?: (?:it|that|them|the (?:date|time|name|number)))?"
    r"|(?:i )?(?:do not|dont|havent|have not|didnt|did not) (?:have|get|got|had) (?:any|one|it|that|them|this|anything|anyone|those)(?: (?:yet|sorry|now|right now|to hand|with me|of (?:them|those|that)))?"
    r"|(?:i )?(?:have|had|got|did|ve) (?:none|nothing|no such thing)(?: (?:yet|so far|at all))?"
    r"|whatever(?: you (?:want|like))?|(?:it )?(?:does not|doesnt) matter|idc|who cares"
    r"|idk|dunno|unknown|unsure|no comment|nothing to (?:say|report|share)"
)
_WHOLE: Final = re.compile(rf"{_POLITE}(?:{_NOTHING}) ?{_POLITE}")
_DASHES: Final = re.compile(rf"[\s./x{DASHES}]{{1,5}}", re.IGNORECASE)
# A skip is short: longer words tell something, and what is told is never thrown away.
_LONGEST: Final = 80


def skips(text: str, about: str = "") -> bool:
    """Whether these words leave the field open.

    `about` is a regular expression, on folded text, for what the field asks for
    ("tickets?|case numbers?"), so that "I have no tickets" is understood too.
    """
    if len(text) > _LONGEST:
        return False
    if _DASHES.fullmatch(text):
        return True
    folded = fold(text)
    if _WHOLE.fullmatch(folded):
        return True
    return bool(about) and _none_of(about).fullmatch(folded) is not None


def _none_of(about: str) -> re.Pattern[str]:
    thing = rf"(?:{about})"
    some = r"(?:a |an |any |the |my |other |support |specific |single |exact |such |particular |of )*"
    return re.compile(
        rf"{_POLITE}(?:"
        rf"(?:i |we |there )?(?:have |had |got |has |is |are |was |were |ve |with )?(?:no|without|zero|0) {some}{thing}"
        rf"|none of {some}{thing}"
        rf"|(?:i |we )?(?:do not|dont|did not|didnt|have not|havent|never|cant|cannot) "
        rf"(?:have |had |get |got |open(?:ed)? |raise(?:d)? |create(?:d)? |make |made |submit(?:ted)? |receive(?:d)? |know |remember |recall |want |find |been given |given )+{some}{thing}"
        rf"|(?:there )?(?:isnt|arent|wasnt|werent|is not|are not|was not|were not) {some}{thing}"
        rf")(?: (?:yet|so far|at all|for this|to hand|now|sorry|please|thanks|involved|to add|really|was involved|were involved|were taken|was taken))*"
    )
