"""What Rasa's training cache must know of us besides a component's own class."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent


@lru_cache(maxsize=1)
def source_fingerprint() -> str:
    """A digest over the code and assets of bot/nlu, for `fingerprint_addon`.

    Rasa compares the text of the component's class only; without this a change in a
    module that the class uses would bring the old model back from the cache.
    """
    digest = hashlib.sha256()
    for path in sorted(FOLDER.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(str(path.relative_to(FOLDER)).encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()
