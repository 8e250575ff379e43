"""A text made alike: what must decide nothing is left out or put as one word.

"Hello, \u2026 Kind regards, Sam" round a message says nothing of what the message is. A model
learns otherwise from whoever wrote its examples, so these words never reach it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

NAMES_FILE = Path(__file__).parent / "assets" / "exchange_names.txt"
# What the name of any exchange becomes.
A_FIRM = "firm"
# What a complaint's reference becomes, or any number like it: it says that there is one.
A_REFERENCE = "case number"

_ADDRESSED = (
    r"(?:\s+(?:there|all|team|sir|sirs|madam|ma'am|mr|mrs|ms|support|friends?|everyone"
    r"|everybody|guys|folks|customer|service|care|desk|or|and|to|dear|firm|again|you))*"
)
_OPENING = re.compile(
    rf"^(?:(?:hi|hello|hey|helo|hallo|dear|greetings|good\s+(?:morning|afternoon|evening|day)"
    rf"|to\s+whom\s+it\s+may\s+concern){_ADDRESSED}\s*(?:[,.!:;\u2013-]+\s*|\n+|(?=\s)\s+)"
    r"|(?:i\s+)?hope\s+(?:(?:that\s+)?you(?:'re|\s+are)(?:\s+(?:doing|keeping))?|this\s+\w+\s+finds\s+you)"
    r"\s+well[\s,.!]*"
    r"|(?:just\s+(?:to\s+let\s+you\s+know|so\s+(?:that\s+)?you\s+know|for\s+your\s+information)"
    r"|for\s+your\s+information|to\s+be\s+(?:clear|honest)|first\s+of\s+all|please\s+note(?:\s+that)?)[\s,.:]+"
    r"|(?:i\s+am|i'?m)\s+writing(?:\s+(?:this|to\s+you|today|in\s+order))*\s+(?:to|because|about|regarding|concerning)\s+"
    r"|as\s+a\s+(?:loyal\s+|long[- ]time\s+)?(?:customer|client|user)(?:\s+of\s+(?:yours|firm))?\s*,\s*"
    r"|i(?:\s+am|'m|\s+have\s+been|'ve\s+been)\s+(?:a|an|your)\s+(?:\w+\s+)?(?:customer|client|user)(?:\s+(?:of\s+(?:yours|firm)|with\s+(?:you|firm)))?"
    r"(?:\s+(?:for|since)\s+[\w\s]{1,24})?\s*[.,;!]+\s*"
    r"|(?:i'?m\s+|i\s+am\s+)?sorry\s+to\s+(?:bother|disturb|trouble)\s+you[\s,.!]*)",
    re.IGNORECASE,
)
_THANKS = (
    r"(?:(?:many|with|and|so|ok|okay)\s+)*(?:thanks|thank\s+(?:you|u)|thx|thnx|tks|ty|cheers)"
    r"(?:\s+(?:so|very|you|a)?\s*(?:much|lot|million|kindly))?(?:\s+in\s+advance)?(?:\s+again)?"
    r"(?:\s+for\s+(?:your|the|any|all)(?:\s+\w+){1,2})?(?:\s+(?:sir|team|guys|all))?"
)
_FAREWELL = (
    r"(?:(?:kind|best|warm|kindest|many)?\s*regards|best\s+wishes|sincerely(?:\s+yours)?"
    r"|yours(?:\s+(?:sincerely|faithfully|truly))?|respectfully|all\s+the\s+best"
    r"|(?:have|wish\s+you|wishing\s+you)\s+a\s+(?:nice|good|great|lovely)\s+(?:day|evening|weekend|one|week)"
    r"|(?:i\s+|we\s+)?(?:look(?:ing)?\s+forward\s+to)\s+(?:hearing\s+from\s+you|your\s+(?:reply|answer|response)))"
)
_MEANINGLESS = (
    r"(?:sent\s+from\s+my\s+\w+|that(?:'s|\s+is)\s+all(?:\s+for\s+now)?|i\s+hope\s+you\s+can\s+help(?:\s+me)?"
    r"|please\s+(?:advise|let\s+me\s+know)|let\s+me\s+know)"
)
# A name may follow a farewell, and nothing else.
_CLOSING = re.compile(
    rf"(?:^|(?<=[\s,.!?;:)\u2026\u2013-]))(?:please|pls|plz|{_THANKS}|{_MEANINGLESS}|{_FAREWELL}(?:\s*[,.\n]\s*[\w'.-]+(?:\s+[\w'.-]+){{0,2}})?)"
    r"[\s,.!:)🙏🙂😊-]*$",
    re.IGNORECASE,
)
# Three groups or more with a dash between, letters and figures mixed: no date, no word.
_REFERENCE = re.compile(
    r"\b(?=[\w-]*\d)(?=[\w-]*[a-z])[0-9a-z]{2,8}(?:-[0-9a-z]{2,8}){2,}\b", re.IGNORECASE
)
_LOUD = re.compile(r"\s*!+")
_END = re.compile(r"[\s.,;\u2026]+$")
_WORD = re.compile(r"\w+")
# Courtesies are only round a message when a message is left.
_LEAST_WORDS = 2
# "Hi, good morning. \u2026 Thanks. Kind regards, Sam": as many on each side.
_ROUNDS = 3
_LINK = re.compile(r"(?:https?://|www\.)\S+")
_MAIL = re.compile(r"\S+@\S+\.\w+")
_HASH = re.compile(r"\b(?=\w*\d)(?:0x)?[0-9a-z]{12,}\b")
_FIGURE = re.compile(r"\d[\d.,:/]*")
# Emoji are words; a row of the same one says it once.
_EMOJI = re.compile(
    r"([\u2600-\u27bf\U0001f300-\U0001faff])[\ufe0f\U0001f3fb-\U0001f3ff]*"
)
_SAME_EMOJI = re.compile(r"([\u2600-\u27bf\U0001f300-\U0001faff])(?:\s+\1)+")
_MARKS = re.compile(r"[^\w?'\s\u2600-\u27bf\U0001f300-\U0001faff]")
_QUESTIONS = re.compile(r"(?:\s*\?)+")
_SPACE = re.compile(r"\s+")


# Encoder, n-grams and phrasing each ask for it of the message in hand.
@lru_cache(maxsize=4)
def without_courtesies(text: str) -> str:
    """`text` with exchanges as "firm", references as "case number", no courtesies, no "!".

    A text that is nothing but courtesies stays as it is: then they are the message.
    """
    said = _names().sub(A_FIRM, text.replace("\u2019", "'")).strip()
    # Alone it may as well be an account ID: then its own letters tell.
    if not _REFERENCE.fullmatch(said):
        said = _REFERENCE.sub(A_REFERENCE, said)
    said = _LOUD.sub(".", said)
    for courtesy in (_OPENING, _CLOSING) * _ROUNDS:
        shorter = _END.sub("", courtesy.sub("", said, count=1)).strip()
        if len(_WORD.findall(shorter)) >= _LEAST_WORDS:
            said = shorter
    return _END.sub("", said) or said


# Word and character n-grams both ask for that of the message in hand.
@lru_cache(maxsize=4)
def plain(text: str) -> str:
    """Without courtesies, in lower case; links, addresses, hashes and figures each as one word.

    Marks other than question mark, apostrophe and emoji become spaces, so that neither
    the number of exclamation marks nor a brand can be learned as a sign of anything.
    """
    said = without_courtesies(text).lower()
    said = _LINK.sub(" link ", said)
    said = _MAIL.sub(" mail ", said)
    said = _HASH.sub(" hash ", said)
    said = _FIGURE.sub(" 0 ", said)
    said = _EMOJI.sub(r" \1 ", said)
    said = _SAME_EMOJI.sub(r"\1", said)
    said = _MARKS.sub(" ", said)
    said = _QUESTIONS.sub(" ? ", said)
    return _SPACE.sub(" ", said).strip()


@lru_cache(maxsize=1)
def _names() -> re.Pattern[str]:
    lines = NAMES_FILE.read_text(encoding="utf-8").splitlines()
    names = [line.strip() for line in lines if line.strip() and line[0] != "#"]
    # Longest first, or "binance us" would leave its "us" behind.
    names.sort(key=len, reverse=True)
    found = "|".join(re.escape(name) for name in names)
    # Whoever is addressed by a handle is the firm, or somebody like it.
    return re.compile(rf"(?<![\w.])@\w+|(?<!\w)(?:{found})\b", re.IGNORECASE)
