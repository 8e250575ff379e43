"""The environment of a local run: what is set is kept, the rest gets a default."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def local_environment(given: dict[str, str]) -> dict[str, str]:
    """Returns `given` with every variable that the three processes need.

    Databases and mail default to files under VAR_DIR; the desk's token is made once and
    kept in VAR_DIR/secrets with access for the owner alone.
    """
    environment = dict(given)
    var = Path(environment.get("VAR_DIR") or ROOT / "var").resolve()
    for folder in ("log", "mail", "secrets"):
        (var / folder).mkdir(parents=True, exist_ok=True)
    defaults = {
        "CHAT_HOST": "127.0.0.1",
        "CHAT_PORT": "5005",
        "ACTIONS_PORT": "5055",
        "DESK_PORT": "8000",
        "CHAT_DB_URL": f"sqlite:///{var}/chat.db",
        "DESK_DB_URL": f"sqlite:///{var}/desk.db",
        "FIRM_FILE": str(ROOT / "firm.yml"),
        "PYTHONPATH": str(ROOT),
        "PYTHONUNBUFFERED": "1",
        "RASA_TELEMETRY_ENABLED": "false",
        "SANIC_WORKERS": "1",
        # Rasa 3.6 and its old pins print a screenful of deprecations at every start.
        "PYTHONWARNINGS": "ignore",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        # Rasa brings TensorFlow, which none of our components uses.
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "CUDA_VISIBLE_DEVICES": "",
    }
    for name, value in defaults.items():
        if not environment.get(name):
            environment[name] = value
    # Where the page sends a client whose browser runs no scripts.
    environment.setdefault(
        "COMPLAINT_FORM_URL", f"http://localhost:{environment['DESK_PORT']}/complaint"
    )
    environment["VAR_DIR"] = str(var)
    environment["REDRESS_ROOT"] = str(ROOT)
    if not environment.get("DESK_TOKEN"):
        environment["DESK_TOKEN"] = _kept_secret(var / "secrets" / "desk.token")
    return environment


def _kept_secret(path: Path) -> str:
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        secret = secrets.token_urlsafe(32)
        file.write(secret)
    return secret
