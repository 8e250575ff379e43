"""The words that come round a name, and those that come instead of one."""

import re
from dataclasses import dataclass
from typing import Final

from fields.folding import fold
from fields.signs import APOSTROPHES, DASHES, QUESTION_MARKS
from fields.wordlist import word_set

TITLES: Final = word_set(
    "mr mrs ms miss mx dr prof professor sir madam dame rev reverend herr frau mme mlle monsieur madame "
    "mademoiselle senor señor senora señora srta signor signora signore sig sr sra dhr mevr pan pani hon"
)

# The many apostrophes and dashes made one of each, so that lengths stay.
_PLAIN: Final = str.maketrans(
    dict.fromkeys(APOSTROPHES, "'") | dict.fromkeys(DASHES.removeprefix("\\"), "-")
)
_GREETING: Final = r"(?:(?:hi|hello|hey|hiya|greetings|dear all|good (?:morning|afternoon|evening|day))(?: there| all| team)?[\s,.!;:-]+)"
_ASSENT: Final = r"(?:(?:sure|ok|okay|yes|yep|yeah|well|of course|certainly|alright|fine|so|no problem)[\s,.!;:-]+)"
_MY_NAME: Final = (
    r"(?:(?:and |but )?(?:my|the) (?:(?:full|real|legal|complete|whole|given|account|registered|own) )*names?(?: on (?:the|my) account)?(?: is|'s| would be| was|:)"
    r"|(?:full |account |registered )?name(?: is|'s|\s?[:=-])"
    r"|(?:it is|it's|its|that is|that's|i am|i'm|im|this is|it would be|it'll be) (?:under |registered (?:as|under|to) )?"
    r"|you can call me|call me|i go by|(?:it is |it's |its )?(?:under|registered (?:as|under|to)) (?:the name(?: of)? )?"
    r"|mi nombre es|me llamo|je m'appelle|mon nom est|mein name ist|ich hei(?:ß|ss)e|meu nome é|mi chiamo|il mio nome è|mijn naam is)\s*"
).replace(" ", r"\s+")
_INTRODUCTION: Final = re.compile(
    rf"^(?P<before>.{{0,400}}?[\s,.;!]|)(?P<greeting>{_GREETING})?{_ASSENT}?(?P<intro>{_MY_NAME})(?P<rest>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
_HERE: Final = re.compile(
    rf"^(?P<greeting>{_GREETING})?{_ASSENT}?(?P<rest>.{{1,150}}?)[\s,]+(?:here|speaking|on the line)(?:[\s,.!]+(?:thanks|thank you))?$",
    re.IGNORECASE | re.DOTALL,
)
_AROUND: Final = re.compile(
    rf"^(?P<greeting>{_GREETING})?{_ASSENT}?(?P<rest>.{{1,150}}?)(?:[\s,.!]+(?:thanks|thank you|please|pls|cheers|sir|madam)(?: (?:so|very) much)?)*$",
    re.IGNORECASE | re.DOTALL,
)
_IS_MY_NAME: Final = re.compile(
    rf"^(?P<greeting>{_GREETING})?{_ASSENT}?(?P<rest>.{{1,150}}?)\s+is\s+my\s+(?:(?:full|real|legal)\s+)*name\b",
    re.IGNORECASE | re.DOTALL,
)
_FIRST_AND_LAST: Final = re.compile(
    r"^(?:first|given)\s?names?\W+(?P<first>.{1,80}?)\W+(?:last|sur|family)\s?names?\W+(?P<last>.{1,80})$",
    re.IGNORECASE,
)
# Where a sentence goes on after a name. Small letters only: "Will" and "On" are names.
_GOES_ON: Final = re.compile(
    r"\s*(?:[;!?]|,\s*(?=[a-z]+ |I\b|[A-Z][a-z]*')|\.\s+(?=\S{2,})|\s(?:on the|and my|and [iI]|and the|and it|from|but|thanks|thank you|please|here"
    r"|speaking|calling|writing|by the way|born|by the name|with|at|for|who|which|because|so|as|account|in case|if|i am|i'm|i have|on \w+day|on my)\b)"
)
_QUESTION: Final = re.compile(
    rf"[{QUESTION_MARKS}]|^(?:why|what|how|who|where|when|which)(?:'s)?\s+(?:do|does|did|is|are|was|should|would|will|can|could|for|if|about|you|i|the|kind|my|your)\b"
    r"|^(?:do|can|could|should|must|may|is|are|will|would) (?:i|you|we|it|this|that|they|my|the|there)\b"
    r"|^(?:why|what|how|which|where)$",
    re.IGNORECASE,
)
_REFUSAL: Final = re.compile(
    r"(?:(?:i |just |please |keep (?:it|me)|stay |remain |call me |as |put |id like to (?:be|stay|remain) |want to (?:be|stay|remain) |(?:would )?(?:prefer|like) to (?:be|stay|remain) )*)?"
    r"(?:anonymous|anonymously|anon|unnamed|no name|no names|john doe|jane doe)(?: please)?"
    r"|.*\b(?:prefer not|rather not|dont want|do not want|not comfortable|wont (?:give|tell|say|share)|will not (?:give|tell|say|share)|not (?:going to )?(?:tell|telling|give|giving|say|saying|share|sharing)|none of your business|not your business|refuse|decline)\b.*"
    r"|(?:thats |it is |its )?(?:private|secret|confidential)"
)
# Words that make a sentence of what stands round them, and are no part of a name in small letters.
_SPEECH: Final = word_set(
    "the is was are were am have has had want need needs please you your yours not because would should could "
    "cant cannot dont doesnt didnt wont isnt this that these those with about what why how when where "
    "which they them their its im ive my me just still never get got give gave put use used told tell same above already before"
)
_TOPICS: Final = word_set(
    "account accounts money complaint complain help email mail deposit withdrawal withdraw funds crypto bitcoin "
    "password login support ticket refund scam fraud verification agent human person representative number "
    "address country name fullname id question problem issue"
)
_REPLIES: Final = word_set(
    "yes no yeah yep nope ok okay sure hello hi hey help why what how thanks bye goodbye cancel stop back done "
    "idk submit continue next start restart menu test right correct wrong true false maybe fine good whatever nevermind nvm nobody idc dunno none"
)
# Vietnamese and others have names that are English words of these, in capitals: "Nguyen Thi My".
_CAPITAL_NAMES: Final = word_set("my me an the is am had use just get put want")


@dataclass(frozen=True)
class Introduction:
    """The name that a sentence introduces.

    `casual` when it comes with a greeting, or after "I'm" or "it's", which introduce moods too.
    """

    name: str
    casual: bool


def introduced(text: str) -> Introduction | None:
    """The name in "Hello, my name is …", "its … on the 2nd", "… here"; None without such words."""
    plain = text.translate(_PLAIN)
    match = _FIRST_AND_LAST.match(plain)
    if match is not None:
        first, last = (
            text[slice(*match.span("first"))],
            text[slice(*match.span("last"))],
        )
        return Introduction(f"{first} {last}", casual=False)
    match = _INTRODUCTION.match(plain)
    if match is not None:
        greeted = match["greeting"] or re.match(
            _GREETING, match["before"], re.IGNORECASE
        )
        stated = re.search(r"na[mo]|chiamo", match["intro"], re.IGNORECASE)
        start, end = match.span("rest")
        further = _GOES_ON.search(plain, start)
        name = text[start : further.start() if further else end]
        return Introduction(name, casual=bool(greeted) or not stated)
    for pattern in (_HERE, _IS_MY_NAME, _AROUND):
        match = pattern.match(plain)
        if match is not None and match["rest"] != plain:
            return Introduction(
                text[slice(*match.span("rest"))], bool(match["greeting"])
            )
    return None


def alone(text: str) -> str:
    """What stands before the words with which a sentence goes on ("Ann Lee, born in May")."""
    further = _GOES_ON.search(text.translate(_PLAIN))
    return text[: further.start()] if further else text


def is_question(text: str) -> bool:
    """A question instead of a name."""
    return _QUESTION.search(text.translate(_PLAIN)) is not None


def is_refusal(folded: str) -> bool:
    """Unwilling to be named; on folded text."""
    return _REFUSAL.fullmatch(folded) is not None


def speaks(name: str) -> bool:
    """Whether these are words of a sentence, or of the conversation, rather than a name."""
    typed = name.split()
    folded = [fold(word) for word in typed]
    if len(typed) == 1:
        return folded[0] in _REPLIES | _TOPICS | _SPEECH | TITLES
    for word, plain in zip(typed, folded, strict=True):
        if plain in _SPEECH and not (word[:1].isupper() and plain in _CAPITAL_NAMES):
            return True
        if plain in _TOPICS and word.islower():
            return True
    return typed[0] in ("i", "I") and not typed[1][0].isupper()
