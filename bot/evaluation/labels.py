"""The five answers that a message can get, as reports and `make route` name them."""

from __future__ import annotations

from collections.abc import Mapping

from bot.nlu.routes import Route

LABELS = (
    Route.COMPLAINT,
    Route.SUPPORT,
    Route.CLARIFY,
    Route.OUT_OF_SCOPE,
    Route.CHITCHAT,
)
# Questions about the process and the two lanes are answered, with no complaint begun.
_LABELS: Mapping[str, str] = {
    Route.PROCESS: Route.SUPPORT,
    Route.URGENT: Route.SUPPORT,
    Route.CARE: Route.SUPPORT,
}
# Names that sets of rows made elsewhere have for the same labels.
_ALIASES: Mapping[str, str] = {"greet_or_chitchat": Route.CHITCHAT}


def label_of(route: str) -> str:
    """The label of a route that the triage decided on."""
    return _LABELS.get(route, route)


def stated_label(name: str) -> str:
    """A row's own label in our words; ValueError when it is none of ours."""
    label = _ALIASES.get(name, name)
    if label not in LABELS:
        raise ValueError(f"no such label: {name} (there are {', '.join(LABELS)})")
    return label
