"""The adapters of firm.yml, each with its secret from the environment."""

from collections.abc import Callable, Mapping
from datetime import datetime

from pydantic import SecretStr

from desk.adapters.posting import Adapter
from desk.adapters.webhook import SecretUnusable, Webhook, read_secrets
from desk.adapters.zendesk import Zendesk
from firm import Firm
from firm.model import Adapter as FirmAdapter

VARIABLE = "DESK_ADAPTER_SECRETS"


class AdapterUnusable(Exception):
    """An adapter of firm.yml cannot work. The text names the variable, never the secret."""


def adapters_of(
    firm: Firm, secrets: Mapping[str, SecretStr], now: Callable[[], datetime]
) -> dict[str, Adapter]:
    """The firm's adapters by name. Raises AdapterUnusable."""
    return {
        adapter.name: _made(adapter, secrets, firm, now) for adapter in firm.adapters
    }


def _made(
    adapter: FirmAdapter,
    secrets: Mapping[str, SecretStr],
    firm: Firm,
    now: Callable[[], datetime],
) -> Adapter:
    variable = f"{VARIABLE}__{adapter.name.upper()}"
    given = secrets.get(adapter.name)
    secret = given.get_secret_value().strip() if given else ""
    if not secret:
        raise AdapterUnusable(
            f"{variable} is missing; the adapter {adapter.name} of firm.yml needs it"
        )
    if adapter.kind == "zendesk":
        # `firm` makes sure that a Zendesk adapter has a user.
        assert adapter.user is not None
        return Zendesk(adapter.url, adapter.user, secret, firm)
    try:
        return Webhook(adapter.url, read_secrets(secret), now)
    except SecretUnusable as error:
        raise AdapterUnusable(f"{variable} {error}") from None
