"""Reads and checks `firm.yml`. A wrong file stops with its name, the key and the reason."""

import re
from collections.abc import Hashable, Mapping
from pathlib import Path
from typing import Any

import msgspec
import yaml

from firm.checks import FirmFault, faults
from firm.model import Firm

DEFAULT_FILE = "firm.yml"


class FirmError(Exception):
    """A firm file that cannot be used: `file`, `key` (a path such as `mail.sender`), `reason`."""

    def __init__(self, file: Path, key: str, reason: str) -> None:
        self.file = file
        self.key = key
        self.reason = reason
        super().__init__(f"{file}: {key}: {reason}" if key else f"{file}: {reason}")


class _Loader(yaml.SafeLoader):
    """A loader of YAML without two of its traps: `NO` stays a country, since only
    `true` and `false` are truth values, and a key given twice is refused."""


_Loader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile(r"(true|false)\Z"), list("tf")
)


def _unique_mapping(loader: _Loader, node: yaml.MappingNode) -> dict[Hashable, Any]:
    seen: set[Hashable] = set()
    for key_node, _ in node.value:
        key = loader.construct_object(key_node, deep=True)
        line = key_node.start_mark.line + 1
        if not isinstance(key, Hashable):
            raise FirmFault("", f"has a key on line {line} that is not plain text")
        if key in seen:
            raise FirmFault(str(key), f"is given twice (again on line {line})")
        seen.add(key)
    return loader.construct_mapping(node, deep=True)


_Loader.add_constructor("tag:yaml.org,2002:map", _unique_mapping)


def path_from(environ: Mapping[str, str]) -> Path:
    """The path of the firm file: `FIRM_FILE`, or `firm.yml` in the working folder."""
    return Path(environ.get("FIRM_FILE") or DEFAULT_FILE)


def load_firm(path: Path) -> Firm:
    """The firm in this file.

    Raises FirmError, with the first thing wrong with the file.
    """
    try:
        tree = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    except OSError as error:
        raise FirmError(path, "", f"cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise FirmError(path, "", "is not UTF-8 text.") from error
    except yaml.YAMLError as error:
        raise FirmError(path, "", f"is not YAML: {_on_one_line(error)}.") from error
    except FirmFault as fault:
        raise FirmError(path, fault.key, f"{fault.reason}.") from fault
    except ValueError as error:  # a date such as 2026-02-31
        raise FirmError(
            path, "", f"holds a date that does not exist ({error})."
        ) from error
    try:
        firm = msgspec.convert(tree, Firm)
    except msgspec.ValidationError as error:
        raise FirmError(path, *_located(error)) from error
    first = next(faults(firm), None)
    if first is not None:
        raise FirmError(path, first.key, f"{first.reason}.")
    return firm


def _on_one_line(error: yaml.YAMLError) -> str:
    return re.sub(r"\s+", " ", str(error)).strip()


def _located(error: msgspec.ValidationError) -> tuple[str, str]:
    """The path and the reason of "Expected `str`, got `int` - at `$.contact.name`"."""
    reason, _, place = str(error).partition(" - at `")
    key = place.rstrip("`").removeprefix("$").removeprefix(".")
    return key, f"{reason}."
