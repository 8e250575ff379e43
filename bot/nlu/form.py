"""How a thing is said, as numbers: tone, question, request, blame, waiting, repetition.

What a message is about hardly tells a complaint from a support question (both say
"withdrawal"); how it is said does. None of these features looks at a name, at the
length alone or at exclamation marks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from bot.nlu.gist import gist

Matrix = npt.NDArray[np.float32]

_UNIT = r"(?:minutes?|mins?|hours?|hrs?|days?|weeks?|wks?|months?|years?|yrs?)"
_NUMBER = r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|several|many|couple of|few)"

# Each is counted over the message and squashed, so that the third match adds little.
PATTERNS: dict[str, str] = {
    "question_mark": r"\?",
    "question_opening": r"(?:^|[.!?,;]\s*|\b(?:and|but|so|hi|hello|hey|please)\s+)(?:how|what|where|when|which|who|why|can|could|may|do|does|did|is|are|am|will|would|should|any(?:one|body)?)\b",
    "how_to": r"\bhow (?:do|can|could|to|should|would|long|much|many)\b|\b(?:is it possible|am i able|is there (?:a|any) way|where (?:can|do) i|can i|may i)\b",
    "why": r"\bwhy\b|\bhow come\b|\bwhat for\b",
    "rhetorical": r"\b(?:why (?:do|did|would|are|is|should|can'?t|don'?t|won'?t) (?:you|they|this|i)|how (?:can|could|dare|do) (?:you|they|this)|what kind of|what is the point|are you (?:kidding|serious))\b",
    "request": r"\b(?:please|pls|plz|kindly|could you|can you|would you|help me|assist|i(?:'d| would) like|i need|i want to|i wish to|let me know|tell me|show me|advise)\b",
    "plea": r"\b(?:please|pls|plz|kindly) (?:help|fix|solve|sort|resolve|check|look|do something|restore|return|give|send)\b|\bfix (?:it|this|that|your)\b",
    "thanks": r"\b(?:thanks?|thank you|thx|cheers|appreciate|grateful)\b",
    "praise": r"\b(?:love|great|best|awesome|amazing|excellent|nice|perfect|wonderful|fantastic|good job|well done|recommend it|helpful)\b",
    "feature_wish": r"\b(?:add|adding|include|support for|it would be (?:nice|great|good)|wish (?:you|there|it)|would be (?:nice|great)|suggest(?:ion)?|feature|bring back|dark mode|widget)\b",
    "to_the_firm": r"\b(?:you|your|yours|you guys|y'?all|u|ur)\b",
    "of_the_firm": r"\b(?:they|their|them|this (?:company|firm|exchange|platform|bank|app|place|site)|these (?:people|guys|crooks|clowns))\b",
    "first_person": r"\b(?:i|i'm|i've|i'd|im|ive|my|me|mine|we|our|us)\b",
    "negation": r"\b(?:not|no|never|none|nothing|nobody|nowhere|cannot|without|neither|nor|cant|dont|wont|doesnt|didnt|isnt)\b|n't\b",
    "past": r"\b(?:was|were|had|did|went|took|got|gave|told|said|sent|lost|made|paid|kept|came|left|bought|sold|found|[a-z]{3,}ed)\b",
    "present_trouble": r"\b(?:can ?not|can'?t|unable|won'?t|doesn'?t|isn'?t|not) (?:\w+ ){0,2}(?:log|login|sign|open|see|find|access|withdraw|send|deposit|verify|load|work|working|loading|showing|receive|received|buy|sell|trade)\b|\b(?:error|stuck|pending|failed|missing|crash(?:es|ed|ing)?|keeps? (?:saying|asking|telling|giving))\b",
    "still": r"\b(?:still|yet|so far|to this day|by now|already|since)\b",
    "waiting": rf"\b(?:wait(?:ed|ing)?|delay(?:s|ed)?|overdue|slow|forever|ages|for months|for weeks|for days)\b|\b(?:over|more than|past|for|after|within|been|last|almost|nearly) (?:the (?:last|past) )?{_NUMBER} {_UNIT}\b",
    "duration": rf"\b{_NUMBER}[ +-]*(?:business |working |whole |full )?{_UNIT}\b",
    "again": r"\b(?:again|twice|thrice|(?:second|third|fourth|fifth|\d+(?:nd|rd|th)) time|times|multiple|several|repeated(?:ly)?|constant(?:ly)?|always|every (?:time|single|day)|keeps?|over and over|numerous|countless)\b",
    "no_answer": r"\b(?:no|any|zero|without (?:a|any)) (?:\w+ )?(?:reply|replies|response|responses|answer|answers|help|support|explanation|resolution|solution|update|one|communication|reason|warning|notice|apology|customer (?:service|support))\b|\b(?:ignor(?:e|ed|es|ing)|unanswered|never (?:\w+ )?(?:repl\w+|respon\w+|answer\w*|got back|called|contacted)|(?:not|n't|never|nobody|no ?one|doesn'?t|don'?t|didn'?t) (?:\w+ )?(?:repl(?:y|ies|ied|ying)|respond(?:s|ed|ing)?|answer(?:s|ed|ing)?|help(?:s|ed|ing|ful)?|care(?:s|d)?))\b",
    "staff": r"\b(?:customer (?:service|support|care)|support (?:team|agent|staff)?|agents?|help ?desk|representatives?|reps?|live chat|chat ?bots?|bots?|tickets?|staff|manager)\b",
    "service_blame": r"\b(?:terrible|horrible|awful|worst|useless|poor|pathetic|disgusting|disgrace(?:ful)?|ridiculous|unacceptable|incompeten\w+|unprofessional|rude|joke|garbage|trash|rubbish|crap|shit\w*|bullshit|sucks?|shame(?:ful)?|appalling|dreadful|shocking|atrocious|abysmal|nightmare|mess|unreliable|bad|lousy|hate|unhelpful|clueless|laughable|outrageous|absurd|hopeless|broken)\b",
    "dishonesty": r"\b(?:scam\w*|steal\w*|stole|stolen|thie(?:f|ves)|theft|rob(?:bed|bing|bers?|bery)?|fraud\w*|crooks?|criminals?|cheat\w*|rip[- ]?off|ripped|lied?|liars?|lying|dishonest|deceiv\w+|decepti\w+|mislead\w*|misled|fake|hidden|tricked|bait|ponzi|shady|manipulat\w+|con artists?|extort\w*|predatory|greedy|unfair\w*|unethical|illegal\w*)\b",
    "refusal": r"\b(?:refus\w+|den(?:y|ied|ies)|reject\w*|declin\w+|closed my|froze|frozen|freez\w+|block(?:ed|ing)?|suspend\w*|restrict\w*|lock(?:ed|ing)?|withheld|withhold\w*|held|holding|hostage|won'?t (?:let|allow|give|return|release|refund)|wouldn'?t|kept my|keep(?:s|ing)? my|took my|take my|taking my)\b",
    "loss": r"\b(?:lost|losing|loss(?:es)?|disappear\w*|vanish\w*|gone|wiped|liquidat\w*|cost me|waste[ds]?|wasting|missed|charged|overcharg\w*|ruined)\b",
    "feeling": r"\b(?:angry|furious|upset|frustrat\w+|annoy\w+|disappoint\w+|disgust\w*|sick of|tired of|fed up|stress\w*|unhappy|dissatisf\w+|unsatisf\w+|not (?:at all )?(?:happy|satisfied|pleased|impressed|good enough)|appalled|insult\w*|embarrass\w*|livid|outraged|enough|regret|mad|had it)\b",
    "warning_others": r"\b(?:avoid|beware|stay away|steer clear|warn(?:ing)?|do(?: not|n'?t) (?:use|trust|bother|waste|download|invest|deposit|put|recommend)|never (?:use|again|trust|deposit)|wouldn'?t recommend|not recommend|(?:zero|0|one|1|no|negative) stars?|run away|find another|go elsewhere|use (?:another|something else)|switch(?:ed|ing)? to|leaving|delet(?:e|ed|ing) (?:this|the|your) app)\b",
    "demand": r"\b(?:i (?:want|demand|expect|deserve|insist)|give (?:me )?(?:back|my)|my money back|refund|compensat\w+|reimburs\w+|apolog\w+|accountable|responsib(?:le|ility)|owe[sd]?|escalat\w+|investigat\w+|put (?:it|this) right|make (?:it|this) right)\b",
    "complaint_word": r"\b(?:complain(?:t|ts|ed|ing|s)?|grievance|formal(?:ly)?|dispute|ombudsman|regulators?|authorit(?:y|ies)|lawyers?|attorney|legal action|sue|suing|court|small claims|bbb|cfpb|fca|report you|press charges|class action)\b",
    "contrast": r"\b(?:but|however|yet|although|though|despite|even though|instead|supposed to|should have|promis\w+|claim(?:s|ed)?|told me|they said|you said|you say)\b",
    "insult": r"\b(?:idiots?|clowns?|morons?|stupid|dumb|scumbags?|bastards?|fuck\w*|f\*+\w*|damn|hell|wtf|assholes?|screw(?:ed|ing)?|communist)\b",
    "contacted": r"\b(?:i|i've|we|i have|have) (?:\w+ ){0,3}(?:contact\w*|e-?mail\w*|wrote|written|call\w*|phon\w*|messag\w*|chas\w*|report\w*|complain\w*|rais\w*|open\w*|submit\w*|ask\w*|spoke|chat\w*|reach\w* out|sent \w+ (?:mails?|emails?|messages?|documents?))\b",
    "emphasis": r"\b(?:ever|most|total(?:ly)?|complete(?:ly)?|absolute(?:ly)?|extreme(?:ly)?|utter(?:ly)?|such an?|so (?:much|many|bad|poor|slow|long)|very|at all|whatsoever|literally|simply|even|just|only|whole|entire|another|every|any)\b",
    "to_the_public": r"\b(?:everyone|everybody|people|guys|folks|anyone|customers?|clients?|users?|investors?|read(?:ing)? this|consumers?)\b",
    "own_money": r"\bmy (?:own )?(?:hard[- ]?earned )?(?:money|funds?|savings|coins?|crypto|bitcoins?|assets?|deposit|capital|pay|salary|profits?)\b",
    "reason_asked": r"\b(?:no|any|without|the|what|which|give|given) (?:\w+ )?(?:reasons?|explanations?|notices?|warnings?|justification)\b",
    "promise_broken": r"\b(?:promis\w+|guarante\w+|assur\w+|suppos\w+ to|was told|were told|been told|told me|told us|advertis\w+|agreed|said (?:it|that|they|you|he|she)|as (?:stated|promised|agreed|advertised)|within \w+ (?:days?|hours?|weeks?))\b",
    "client_slip": r"\b(?:by (?:mistake|accident)|accidentally|mistaken(?:ly)?|i (?:forgot|forget|lost|deleted|mistyped|typed|sent|chose|picked|put|entered|closed|clicked|copied|used|broke|dropped|changed|moved|replaced)|wrong (?:network|address|account|amount|chain|number|coin|wallet|button|memo|tag|person|name|date))\b",
}

_COMPILED = tuple(re.compile(pattern) for pattern in PATTERNS.values())
TONE = ("tone", "worst_sentence", "last_sentence", "negative_share", "positive_share")
NAMES: tuple[str, ...] = (*PATTERNS, *TONE)
_SENTENCES = re.compile(r"[^.!?\n]+[.!?\n]*")


class FormReader:
    """Reads the form features of texts; holds VADER's lexicon (Hutto and Gilbert 2014)."""

    def __init__(self) -> None:
        self._sentiment = SentimentIntensityAnalyzer()

    def read(self, texts: Sequence[str]) -> Matrix:
        """One row a text, shape (texts, len(NAMES)), values from -1 to 1."""
        rows = [self._row(text) for text in texts]
        return np.array(rows, dtype=np.float32).reshape(len(texts), len(NAMES))

    def _row(self, text: str) -> list[float]:
        quiet = gist(text).lower()
        # VADER scores capitals and "!" higher; how loud is not how bad.
        counts = [len(pattern.findall(quiet)) for pattern in _COMPILED]
        return [count / (count + 1.0) for count in counts] + self._tone(quiet)

    def _tone(self, quiet: str) -> list[float]:
        whole = self._sentiment.polarity_scores(quiet)
        sentences = _SENTENCES.findall(quiet) or [quiet]
        # A story has its sting in one sentence; a dozen is enough to find it.
        scores = [
            self._sentiment.polarity_scores(sentence)["compound"]
            for sentence in sentences[:12]
        ]
        return [whole["compound"], min(scores), scores[-1], whole["neg"], whole["pos"]]
