"""The open question, in words and buttons."""

from __future__ import annotations

from dialogue.saying.labels import Labels
from dialogue.saying.progress import progress
from dialogue.saying.review import review_card
from dialogue.saying.utterance import Utterance
from dialogue.state import SUBMIT, Offer, State
from fields import FIELDS
from fields.category import suggest
from fields.context import Context

SUGGESTIONS = 5


def question_for(
    name: str, state: State, labels: Labels, context: Context, explain: bool = False
) -> Utterance:
    """What to say to get the field `name`, or the yes to the review card.

    `explain`: with an example, as after a failed try.

    The responses are called `utter_question_<field>`, not `utter_ask_<field>`: Rasa's
    form would say those by itself, a second time.
    """
    step = progress(state.asked, name, [*state.missing(), SUBMIT])
    if name == SUBMIT:
        card = review_card(state, labels, context)
        return Utterance("utter_review", card=card, asks=name, progress=step)
    if state.choice and state.choice.slot == name:
        return Utterance(
            f"utter_choose_{state.choice.reason}",
            state.choice.values,
            _choices(state, labels),
            asks=name,
            progress=step,
        )
    again = explain or state.tries.get(name, 0) > 1
    response = f"utter_again_{name}" if again else f"utter_question_{name}"
    none = context.firm.account_id.none
    if name == "email" and not again and state.values.get("account_id") == none:
        response = "utter_question_email_without_account"
    return Utterance(
        response, offers=_offers(name, state, labels, context), asks=name, progress=step
    )


def _choices(state: State, labels: Labels) -> tuple[Offer, ...]:
    choice = state.choice
    if choice is None:
        return ()
    offered = [
        Offer(title, "inform", {choice.slot: value}) for title, value in choice.choices
    ]
    if choice.reason == "account_id_none":  # they may have one that they cannot see
        offered.append(labels.button("cannot_find", "skip"))
    return tuple(offered)


def _offers(
    name: str, state: State, labels: Labels, context: Context
) -> tuple[Offer, ...]:
    if name == "category":
        return _categories(state, labels, context)
    if name == "account_id":
        none = context.firm.account_id.none
        return (
            labels.button("no_account", "inform", account_id=none),
            labels.button("cannot_find", "skip"),
        )
    return (labels.skip_button(name),) if FIELDS[name].optional else ()


def _categories(state: State, labels: Labels, context: Context) -> tuple[Offer, ...]:
    everything = context.firm.categories
    if state.all_categories:
        shown, more = list(everything), []
    else:
        story = state.values.get("description") or ""
        shown = suggest(story, context.firm, SUGGESTIONS) or list(
            everything[:SUGGESTIONS]
        )
        # Other is always on the screen: nobody has to fit into what was guessed.
        if everything[-1] not in shown:
            shown = [*shown, everything[-1]]
        more = [labels.button("see_all_categories")]
    return (
        *(Offer(one.title, "inform", {"category": one.id}) for one in shown),
        *more,
    )
