"""No decision depends on a brand name, politeness, length alone or punctuation."""

from collections.abc import Callable, Sequence

import pytest

from bot.examples.training_set import Example
from bot.nlu.features import Dense
from bot.nlu.intent_model import IntentModel
from bot.nlu.routes import Route, route_of
from bot.nlu.triage import Thresholds, route_by

BRANDS = ("Kraken", "Binance", "Coinbase", "KuCoin", "Bitstamp", "Revolut")
LEAST = 0.97


def brand_swapped(number: int) -> Callable[[str], str]:
    def swap(text: str) -> str:
        return f"{text.rstrip('.')}. This is about {BRANDS[number]}."

    return swap


PADDINGS: dict[str, Callable[[str], str]] = {
    "a greeting before": lambda text: f"Hello, {text}",
    "a good day before": lambda text: f"Good afternoon. {text}",
    "thanks after": lambda text: f"{text.rstrip('.')}. Thank you.",
    "regards after": lambda text: f"{text.rstrip('.')}. Kind regards, Sam",
    "please after": lambda text: f"{text.rstrip('.')}, please.",
    "who is writing": lambda text: f"I have been a customer for years. {text}",
    "please note": lambda text: f"Please note that {text}",
    "hoping": lambda text: f"I hope you are well. {text} I hope you can help.",
    "exclamation marks": lambda text: f"{text.rstrip('.!')}!!!",
    "no full stop": lambda text: text.rstrip("."),
    "small letters": str.lower,
    "blank lines": lambda text: f"\n{text}\n\n",
}
ASIDES = (
    "It happened on a weekday.",
    "I am using my phone.",
    "I was thinking about it at lunch.",
    "I am a teacher.",
)


@pytest.fixture(scope="module")
def matters(unseen: list[Example]) -> list[Example]:
    """Examples of clients' matters that are long enough to be padded."""
    long = [
        example
        for example in unseen
        if route_of(example.intent) in (Route.COMPLAINT, Route.SUPPORT)
        and len(example.text.split()) > 4
    ]
    return long[::3]


@pytest.fixture(scope="module")
def clients(matters: list[Example]) -> list[str]:
    return [example.text for example in matters]


@pytest.fixture(scope="module")
def route(
    trained: IntentModel, vectors: Callable[[Sequence[str]], Dense]
) -> Callable[[list[str]], list[str]]:
    def routes(texts: list[str]) -> list[str]:
        found = trained.understand(texts, vectors(texts))
        # One cut between complaint and support: a band of questions would hide changes.
        cut = Thresholds(complaint_from=0.5, support_below=0.5)
        return [route_by(one.routes, cut) for one in found]

    return routes


def kept(before: list[str], after: list[str]) -> float:
    same = [one == other for one, other in zip(before, after, strict=True)]
    return sum(same) / len(same)


def test_swapping_the_name_of_the_exchange_keeps_the_route(
    clients: list[str], route: Callable[[list[str]], list[str]]
) -> None:
    first = route([brand_swapped(0)(text) for text in clients])
    for number in range(1, len(BRANDS)):
        other = route([brand_swapped(number)(text) for text in clients])
        assert kept(first, other) >= LEAST, BRANDS[number]


@pytest.mark.parametrize("padding", PADDINGS)
def test_padding_keeps_the_route(
    padding: str, clients: list[str], route: Callable[[list[str]], list[str]]
) -> None:
    padded = [PADDINGS[padding](text) for text in clients]
    assert kept(route(clients), route(padded)) >= LEAST


@pytest.mark.parametrize("aside", ASIDES)
def test_a_sentence_beside_the_point_hides_no_complaint(
    aside: str,
    matters: list[Example],
    clients: list[str],
    route: Callable[[list[str]], list[str]],
) -> None:
    """Any added sentence moves some close calls; it must not send complaints away.

    No complaint is lost when a question is no longer taken for one.
    """
    before = route(clients)
    after = route([f"{text} {aside}" for text in clients])
    complaints = [
        row
        for row, one in enumerate(matters)
        if route_of(one.intent) == Route.COMPLAINT and before[row] == Route.COMPLAINT
    ]
    lost = [row for row in complaints if after[row] == Route.SUPPORT]
    assert len(lost) <= 0.05 * len(complaints)


def test_length_alone_makes_no_complaint(
    route: Callable[[list[str]], list[str]],
) -> None:
    question = "How do I change the e-mail address of my account? "
    detail = "I moved to another town and have a new provider. "
    assert route([question + detail * times for times in (0, 2, 5)]) == ["support"] * 3


def test_a_short_complaint_is_a_complaint(
    route: Callable[[list[str]], list[str]],
) -> None:
    short = ["Your support ignored me again", "terrible service, nobody answers"]
    assert route(short) == ["complaint", "complaint"]
