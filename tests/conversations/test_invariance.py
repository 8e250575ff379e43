"""Names, politeness and asides do not move the trained model, all parts together."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.evaluation.assistant import newest_model, route_texts
from tests.system import ROOT, System

LEAST = 0.97
# The last is in no list of names (bot/nlu/assets), like the name of any new firm.
NAMES = ("Kraken", "Binance", "Revolut", "Zorvexa")
PADDINGS: dict[str, Callable[[str], str]] = {
    "a greeting before": lambda text: f"Good morning. {text}",
    "thanks after": lambda text: f"{text} Thank you.",
    "regards after": lambda text: f"{text} Kind regards, Robin",
    "an aside after": lambda text: f"{text} I am writing this from home.",
    "louder": lambda text: f"{text.rstrip('.?')}{text[-1] * 3}",
}

# None of these stands in data/en/nlu.
COMPLAINTS = (
    "I have asked {firm} five times for my money and every time I get the same copied answer.",
    "{firm} closed my account overnight and refuses to tell me why.",
    "Your staff lied to me about the fee and now {firm} will not refund it.",
    "It is six weeks since I sent my passport and nobody at {firm} can be bothered to look at it.",
    "The way {firm} treated my mother on the phone was rude and humiliating.",
    "I lost two thousand euros because {firm} was down all afternoon and you did nothing.",
    "{firm} took 80 dollars that I never agreed to and ignores my letters.",
    "I am fed up with being sent from one {firm} agent to the next.",
    "You froze my savings at {firm} without a word of warning, this is unacceptable.",
    "I want to make a formal complaint about how {firm} handled my refund.",
    "Please register my complaint against {firm}.",
    "I wish to complain about the conduct of your support team at {firm}.",
    "My ticket at {firm} was closed for the third time without anyone reading it.",
    "{firm} promised a bonus and then changed the rules afterwards, that is dishonest.",
    "Worst service I have ever had, {firm} keeps my coins hostage.",
    "I was charged twice by {firm} and your agent called me a liar.",
    "Nobody answers at {firm}, it has been a month and my deposit is still missing.",
    "You people at {firm} are thieves, give me back what you took.",
    "I am very disappointed in {firm}, my card arrived broken and I was told it is my fault.",
    "{firm} liquidated my position at a price that never existed on any market.",
    "My withdrawal has been stuck for twenty days and {firm} only sends me excuses.",
    "I find it outrageous that {firm} raised its fees without telling its clients.",
    "Your app deleted my history and {firm} refuses to help me restore it.",
    "I have been locked out for weeks because {firm} cannot verify a simple address.",
    "The agent hung up on me when I asked {firm} for the reason.",
    "This is the fourth e-mail I write to {firm} and still no reply, shameful.",
    "{firm} gave my tax report wrong figures and I had to pay a penalty because of it.",
    "I feel cheated by {firm}, the staking reward is half of what was advertised.",
    "It is disgraceful how {firm} ignores elderly customers.",
    "I demand that {firm} pays back the loss that its outage caused me.",
    "{firm} sent my personal papers to a stranger and did not even apologise.",
    "You rejected my documents seven times and {firm} never says what is wrong with them.",
    "My account is restricted for no reason and {firm} support just copies and pastes.",
    "I waited two hours in the {firm} chat and then it was closed, terrible.",
    "I am angry that {firm} sold my coins without asking me.",
    "{firm} support is useless, they have no idea of their own product.",
    "They keep blaming my bank, but it is {firm} that lost the transfer and will not admit it.",
    "I have had enough of {firm} and its broken promises.",
    "I would like to lodge a grievance about a decision of {firm}.",
    "How can {firm} keep my money for two months and not answer a single message?",
    "Why does {firm} ignore me when I have sent everything you asked for three times?",
    "The exchange rate that {firm} gave me was far worse than shown, this is a rip off.",
    "I trusted {firm} with my pay and now it is gone and nobody cares.",
    "{firm} cancelled my order while the price was rising, very unfair.",
    "Your decision to close my case at {firm} was wrong and nobody even read my evidence.",
    "I am unhappy with how long {firm} takes, I was promised two days and it is now nineteen.",
    "{firm} hid the inactivity fee and emptied my account, I call that stealing.",
    "I am sick of the excuses, {firm} has had my papers since spring.",
    "My complaint is that {firm} never credited the deposit and blames me for it.",
    "You blocked my card while I was abroad and {firm} left me stranded without help.",
    "The behaviour of the {firm} manager was insulting and I want it looked into.",
    "I got no answer, no refund and no apology from {firm}.",
    "{firm} has wasted three months of my life with its endless checks.",
    "It is absurd that {firm} asks for the same selfie again and again.",
    "Because of the mistakes of {firm} I missed my rent, and you do not care at all.",
    "Avoid {firm}, they took my money and blocked me.",
    "I reported the error to {firm} ten times and it is still not fixed, awful.",
    "The {firm} agent shouted at me and I expect an apology.",
    "{firm} misled me about the lock period and now I cannot get my coins.",
    "I am appalled that {firm} would freeze a pension and then go silent.",
)
QUESTIONS = (
    "How do I change my phone number at {firm}?",
    "Where can I see my {firm} tax report for last year?",
    "What does {firm} charge for a withdrawal to a bank?",
    "Can I have two accounts with {firm}?",
    "Which documents does {firm} need to verify my address?",
    "How long does a bank deposit to {firm} usually take?",
    "I forgot my password for {firm}, how do I reset it?",
    "Is there a minimum amount to buy coins at {firm}?",
    "How do I turn on two-factor authentication at {firm}?",
    "Could you tell me which coins I can stake at {firm}?",
    "What is the daily limit of the {firm} card?",
    "How do I close my {firm} account?",
    "Where do I find my deposit address at {firm}?",
    "Does {firm} offer a loan against bitcoin?",
    "How can I download a statement from {firm}?",
    "What are your opening hours at {firm}?",
    "How do I set a stop loss order on {firm}?",
    "When will my new {firm} card arrive?",
    "Can I change the e-mail address of my {firm} account?",
    "Which network should I use to send USDT to {firm}?",
    "How do I update the {firm} app on my phone?",
    "Does {firm} support transfers in pounds?",
    "How do I unstake my coins at {firm}?",
    "What is the trading fee on {firm} for a limit order?",
    "I would like to know how to add a bank account to {firm}.",
    "Please tell me how to order a {firm} card.",
    "Is it possible to change my name at {firm} after a marriage?",
    "How many confirmations does {firm} need for bitcoin?",
    "I sent a deposit to {firm} an hour ago, when will it show?",
    "Can you check the status of my withdrawal from {firm}?",
    "How do I export my trades from {firm} to a file?",
    "What is the difference between a market and a limit order on {firm}?",
    "How do I get back into {firm} with a new phone?",
    "Where can I enter a referral code at {firm}?",
    "How do I change the language of the {firm} app?",
    "Can I use {firm} while I travel in Japan?",
    "How do I create an API key at {firm}?",
    "What interest does {firm} pay on savings?",
    "How long does {firm} take to verify an identity card?",
    "Can I cancel a pending order on {firm}?",
    "How do I activate my {firm} card?",
    "Which cards can I pay with at {firm}?",
    "How can I reach {firm} by phone?",
    "I need help adding a new device to {firm}.",
    "How do I turn off e-mails from {firm}?",
    "Is there a fee for staking at {firm}?",
    "Where do I upload my proof of address at {firm}?",
    "How do I send coins from {firm} to my own wallet?",
    "How do I know that an e-mail really is from {firm}?",
    "What is the margin requirement at {firm}?",
    "Could you explain how recurring buys work at {firm}?",
    "How do I change the PIN of my {firm} card?",
    "Do I need a memo to deposit XRP at {firm}?",
    "How can I raise my withdrawal limit at {firm}?",
    "What happens to my stop order on {firm} over the weekend?",
    "How do I move funds between two {firm} wallets?",
    "Can a company open an account with {firm}?",
    "Which countries does {firm} serve?",
    "How do I remove a bank account from {firm}?",
    "When are staking rewards paid at {firm}?",
)
TEXTS = COMPLAINTS + QUESTIONS


@pytest.fixture(scope="module")
def routes(system: System) -> dict[str, list[str]]:
    """The routes of all texts, by the change that was made in them.

    The running system is a parameter only because its start has trained the model.
    """
    plain = [text.format(firm=NAMES[0]) for text in TEXTS]
    changed = {"": plain}
    for name in NAMES[1:]:
        changed[name] = [text.format(firm=name) for text in TEXTS]
    for what, pad in PADDINGS.items():
        changed[what] = [pad(text) for text in plain]
    together = [text for texts in changed.values() for text in texts]
    found = iter(route_texts(newest_model(ROOT / "models"), together))
    return {what: [next(found).route for _ in TEXTS] for what in changed}


@pytest.mark.parametrize("what", [*NAMES[1:], *PADDINGS])
def test_the_route_stays(what: str, routes: dict[str, list[str]]) -> None:
    moved = [
        (text, before, after)
        for text, before, after in zip(TEXTS, routes[""], routes[what], strict=True)
        if before != after
    ]
    assert 1 - len(moved) / len(TEXTS) >= LEAST, moved


def test_the_routes_that_stay_are_mostly_right(routes: dict[str, list[str]]) -> None:
    """A model that sent everything one way would never move either."""
    complaints = routes[""][: len(COMPLAINTS)]
    questions = routes[""][len(COMPLAINTS) :]
    kept = complaints.count("complaint") + complaints.count("clarify")
    assert kept / len(complaints) >= 0.96
    assert complaints.count("complaint") / len(complaints) >= 0.85
    assert questions.count("support") / len(questions) >= 0.85
