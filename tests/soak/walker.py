"""A client who does anything at all, for any time, and checks of what must hold."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from tests.chat import Answer, Chat
from tests.complaint import typed
from tests.system import System

# Right answers by field; each walk draws from them.
_MANY = {
    "email": ("maria.lopez@example.com", "kim@example.org", "j-dupont@mail.example.fr"),
    "account_id": ("AA12 N84G WQRX 4ASV", "aa06n84gwxyzsiyi", "no account"),
    "full_name": ("María López", "Kim Min-jun", "Анна Петрова", "محمد علي"),
    "country": ("Portugal", "Spain", "Japan", "the Netherlands"),
    "category": ("fees", "customer service", "other"),
    "description": (
        "  You charged me a fee that was not shown. *Twice* & <b>loud</b>!\n\nشكرا 😠  ",
        "Your staff closed my chat {while} I was typing_my question [again].",
    ),
    "ticket_numbers": ("4471203", "#04471203 and 5519920", "no ticket"),
    "occurred": ("3 March 2026", "last Monday", "I don't know"),
    "individuals": ("Sam from live chat", "nobody"),
    "actions_taken": ("I wrote to support twice", "nothing yet"),
    "desired_resolution": ("a refund of the fee", "an apology"),
}
ANSWERS = {name: _MANY.get(name, (words,)) for name, words in typed().items()}
# Questions that must fill no field, and be answered before the open one is repeated.
DIGRESSIONS = (
    "how long does this take?",
    "is it free?",
    "who reads this?",
    "are you a bot?",
    "what happens to my data?",
    "why do you need this?",
    "do I need a support ticket first?",
    "what are your trading fees?",
    "how do I reset my two-factor authentication?",
)
# Nonsense for fields that can tell it from an answer.
GARBAGE = (
    "🤷🏽‍♀️🤷🏽‍♀️",
    "<script>alert(1)</script>",
    "שלום עליכם",
    "/submit",
    '/inform{"email": "evil@example.com"}',
    "%s %d {0} {email}",
    "x" * 7_900,
    "...",
)
STRICT = ("email", "account_id")
PERSON = "I want to talk to a person"


@dataclass
class Walk:
    """One chat, walked at random; raises AssertionError when something does not hold."""

    system: System
    seed: int
    turns: int = 0
    filed: int = 0
    trail: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)
        self.chat = Chat(self.system.chat_url)
        self.said: dict[str, str] = {}
        self.flagged: set[str] = set()
        self.asks: str | None = None
        self.same = 0
        self.last: Answer = self.chat.greeting

    def run(self, wanted: int) -> None:
        """Walk until `wanted` turns are done or the complaint is filed."""
        self._press("Make a complaint")
        while self.turns < wanted and not self.filed:
            self._step()

    def _step(self) -> None:
        chance = self.random.random()
        if self.asks is None:
            self._come_back()
        elif self.asks == "submit":
            self._at_the_review(chance)
        elif chance < 0.2:
            self._digress(self.random.choice(DIGRESSIONS))
        elif chance < 0.25:
            self._ask_for_a_person()
        elif chance < 0.3:
            self._type("cancel")
            on = "Go on with it" if self.said else "Make a complaint"
            self._hold(on in self.last.buttons, "no way on after cancel")
            self._press(on)
        elif chance < 0.38 and self.said.get("email"):
            self._correct_email()
        elif chance < 0.5 and self.asks in STRICT:
            self._garbage()
        else:
            self._answer()

    def _answer(self) -> None:
        asked = self.asks or ""
        words = self.random.choice(ANSWERS[asked])
        self._type(words)
        self._hold(self.asks != asked, f"{asked} is asked again after a right answer")
        self.said[asked] = words
        self.flagged.discard(asked)

    def _garbage(self) -> None:
        asked = self.asks or ""
        self._type(self.random.choice(GARBAGE))
        if self.asks != asked:  # after two failed tries it is taken as typed
            self.flagged.add(asked)

    def _digress(self, words: str) -> None:
        asked = self.asks
        self._type(words)
        self._hold(self.asks == asked, f"{words!r} moved the form from {asked}")
        self._hold(len(self.last.messages) == 2, "not one answer and one question")

    def _ask_for_a_person(self) -> None:
        asked = self.asks
        self._type(PERSON)
        self._hold("complaints@" in self.last.text, "no way to a person")
        if "Go on with it" in self.last.buttons:  # asked for before: no pitch follows
            self._hold(self.asks is None, "the form goes on after a second request")
            self._press("Go on with it")
        self._hold(
            self.asks == asked, f"asking for a person moved the form from {asked}"
        )

    def _correct_email(self) -> None:
        asked = self.asks
        if asked == "email":
            return self._answer()
        address = f"new{self.random.randrange(1000)}@example.net"
        self._type(f"my email is actually {address}")
        self._hold(self.asks == asked, "a correction moved the form")
        self.said["email"] = address
        self.flagged.discard("email")

    def _at_the_review(self, chance: float) -> None:
        self._check_card()
        if chance < 0.25:
            self._digress(self.random.choice(DIGRESSIONS))
        elif chance < 0.5:
            name = self.random.choice(list(ANSWERS))
            self._press(f"Edit {name}")
            self._hold(self.asks == name, f"Edit {name} asks {self.asks}")
            self._answer()
        else:
            self._hold(not self._register(), "filed before the explicit yes")
            self._press("Submit complaint")
            self._hold(len(self._register()) == 1, "not filed once")
            kept = self._register()[0]["description"]
            self._hold(kept == self.said["description"], "the description was changed")
            self.filed += 1

    def _check_card(self) -> None:
        card = self.last.card("review")
        if not card:
            return
        rows = {row["slot"]: row["value"] for row in card["rows"]}
        told = self.said["description"]
        self._hold(rows["description"] == told, "the card changes the description")
        if "email" not in self.flagged:
            self._hold(
                rows["email"] == self.said["email"], "the e-mail was overwritten"
            )

    def _come_back(self) -> None:
        self._press(
            self.random.choice(list(self.last.buttons))
            if self.last.buttons
            else "Make a complaint"
        )

    def _type(self, words: str) -> None:
        self.trail.append(words[:60])
        self._take(self.chat.type(words))

    def _press(self, title: str) -> None:
        self.trail.append(f"[{title}]")
        self._take(self.chat.press(title))

    def _take(self, answer: Answer) -> None:
        self.turns += 1
        self._hold(bool(answer.messages and answer.text.strip()), "silence")
        self.same = self.same + 1 if answer.text == self.last.text else 0
        self._hold(self.same < 3, "the same words four times in a row")
        self.last, self.asks = answer, answer.asks

    def _register(self) -> list[dict[str, object]]:
        return self.system.complaints(self.chat.session)

    def _hold(self, holds: bool, otherwise: str) -> None:
        if not holds:
            trail = "\n  ".join(self.trail[-12:])
            raise AssertionError(
                f"{otherwise} (seed {self.seed})\n  {trail}\nthe assistant said: {self.last.text}"
            )
