"""The base of our Rasa components: how they are made, loaded and cached."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage

from languages import wording_path

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Node:
    """The place of a component in Rasa's graph, and where its trained part is kept."""

    name: str
    storage: ModelStorage
    resource: Resource


class Component(GraphComponent):
    """A component, made from its settings in config.yml and from its node."""

    def __init__(self, config: dict[str, Any], node: Node) -> None:
        raise NotImplementedError

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Component:
        """The component, untrained; raises what its `__init__` raises."""
        return cls(config, Node(execution_context.node_name, model_storage, resource))

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> Component:
        """The component with what its training stored."""
        made = cls.create(config, model_storage, resource, execution_context)
        made.restore()
        return made

    def restore(self) -> None:
        """Bring back what training stored; nothing where nothing is trained."""

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """A digest that changes with the modules and patterns used here."""
        return source_fingerprint()


@lru_cache(maxsize=1)
def source_fingerprint() -> str:
    """A digest over the code and assets of bot/nlu and the words that it looks for.

    Rasa compares the text of the component's class only; without this a change in a
    module that the class uses would bring the old model back from the cache.
    """
    digest = hashlib.sha256()
    for folder in (FOLDER, wording_path("nlu")):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(str(path.relative_to(folder)).encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()
