"""The open question, in words, buttons and what the channel is told of it."""

from __future__ import annotations

from typing import Any

from actions.form.notes import Notes
from actions.form.review import review_card
from actions.form.speech import Utterance
from actions.turns.wording import button, payload, skip_button
from fields import FIELDS
from fields.category import suggest
from fields.context import Context
from shield.turn_contract import ASKS, CARD, PROGRESS

SUBMIT = "submit"
SUGGESTIONS = 5


def question_for(
    name: str,
    slots: dict[str, Any],
    notes: Notes,
    step: dict[str, int],
    context: Context,
    explain: bool = False,
) -> Utterance:
    """What to say to get the field `name`, or the yes to the review card.

    `explain`: with an example, as after two failed tries.

    The responses are called `utter_question_<field>`, not `utter_ask_<field>`: Rasa's
    form would say those by itself, a second time.
    """
    extra: dict[str, Any] = {ASKS: name, PROGRESS: step}
    if name == SUBMIT:
        complaint = {field: slots.get(field) for field in FIELDS}
        extra[CARD] = review_card(complaint, notes.flags, context)
        return Utterance("utter_review", extra=extra)
    choice = notes.open_choice
    if choice and choice.slot == name:
        offered = [
            {"title": title, "payload": payload("inform", **{name: value})}
            for title, value in choice.choices
        ]
        if choice.reason == "account_id_none":  # they may have one that they cannot see
            offered.append(button("cannot_find", "/skip"))
        return Utterance(f"utter_choose_{choice.reason}", choice.values, offered, extra)
    again = explain or notes.tries.get(name, 0) > 1
    response = f"utter_again_{name}" if again else f"utter_question_{name}"
    none = context.firm.account_id.none
    if name == "email" and not again and slots.get("account_id") == none:
        response = "utter_question_email_without_account"
    buttons: list[dict[str, str]] = []
    if name == "category":
        buttons = _category_buttons(slots, notes, context)
    elif name == "account_id":
        buttons = [button("no_account", payload("inform", account_id=none))]
        if notes.cannot_see_number:
            buttons.append(button("cannot_find", "/skip"))
    elif FIELDS[name].optional:
        buttons = [skip_button(name)]
    return Utterance(response, buttons=buttons, extra=extra)


def _category_buttons(
    slots: dict[str, Any], notes: Notes, context: Context
) -> list[dict[str, str]]:
    everything = context.firm.categories
    if notes.all_categories:
        shown, more = list(everything), []
    else:
        story = slots.get("description") or ""
        shown = suggest(story, context.firm, SUGGESTIONS) or list(
            everything[:SUGGESTIONS]
        )
        # Other is always on the screen: nobody has to fit into what was guessed.
        if everything[-1] not in shown:
            shown = [*shown, everything[-1]]
        more = [button("see_all_categories")]
    return [
        {"title": category.title, "payload": payload("inform", category=category.id)}
        for category in shown
    ] + more
