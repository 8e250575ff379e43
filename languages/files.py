"""Files of a language: finds and reads them."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import yaml

DATA: Final = Path(__file__).resolve().parents[1] / "data"
# The language that the others are measured by and fall back to, file by file.
DEFAULT: Final = "en"
# The C reader of YAML where it was built: ten times as fast on thousands of rows.
LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# The beginning of a value that waits for its translation (`make language`).
TODO: Final = "TODO"


class WordingError(ValueError):
    """A file of a language that cannot be used; says which file, which key, and why."""

    def __init__(self, path: Path, key: str, reason: str) -> None:
        place = f"{path}: {key}: " if key else f"{path}: "
        super().__init__(place + reason)


def wording_path(name: str, language: str = DEFAULT, data: Path = DATA) -> Path:
    """The path of a file or folder below `wording/`, such as "desk/form.yml".

    It is the default language's path when this language lacks the file.
    """
    own = data / language / "wording" / name
    return own if own.exists() else data / DEFAULT / "wording" / name


def wording(name: str, language: str = DEFAULT, data: Path = DATA) -> Any:
    """The content of a YAML file below `wording/`; read once, so never to be changed.

    Raises WordingError when the file is no YAML, or a value in it still waits for its
    translation.
    """
    return _held(wording_path(name, language, data))


def template_folder(name: str, language: str = DEFAULT, data: Path = DATA) -> Path:
    """The folder of templates below `wording/`, such as "mail".

    Raises WordingError when one of them still waits for its translation.
    """
    folder = wording_path(name, language, data)
    for path in sorted(folder.iterdir()):
        if is_todo_template(path.read_text(encoding="utf-8")):
            raise WordingError(path, "", "is not translated yet")
    return folder


def responses(name: str, language: str = DEFAULT, data: Path = DATA) -> dict[str, Any]:
    """The responses of a file below `responses/`, such as "fields.yml", by their names."""
    own = data / language / "responses" / name
    path = own if own.exists() else data / DEFAULT / "responses" / name
    held: dict[str, Any] = _held(path)["responses"]
    return held


@lru_cache(maxsize=256)
def _held(path: Path) -> Any:
    return load(path)


def load(path: Path) -> Any:
    """The content of a YAML file. Raises WordingError as `wording` does."""
    try:
        held = yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)
    except yaml.YAMLError as error:
        raise WordingError(path, "", f"is no YAML: {error}") from error
    except OSError as error:
        raise WordingError(path, "", f"cannot be read: {error.strerror}") from error
    for key, value in leaves(held):
        if is_todo(value):
            raise WordingError(path, key, "is not translated yet")
    return held


def known_languages(data: Path = DATA) -> dict[str, dict[str, Any]]:
    """The languages of data/languages.yml by their codes: `name`, and whether `spoken`."""
    held: dict[str, dict[str, Any]] = load(data / "languages.yml")
    return held


def leaves(held: Any, key: str = "") -> Iterator[tuple[str, Any]]:
    """Values that are no list or mapping, by place ("fields.email", "list[3]")."""
    if isinstance(held, dict):
        for name, value in held.items():
            yield from leaves(value, f"{key}.{name}" if key else str(name))
    elif isinstance(held, list):
        for place, value in enumerate(held):
            yield from leaves(value, f"{key}[{place}]")
    else:
        yield key, held


def is_todo_template(text: str) -> bool:
    """Whether a template begins with the comment that it waits for its translation."""
    return text.lstrip().startswith(f"{{# {TODO}")


def is_todo(value: Any) -> bool:
    """Whether a value waits for its translation."""
    return isinstance(value, str) and value.lstrip().startswith(TODO)
