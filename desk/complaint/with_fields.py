"""Fields of the schema, added to a pydantic model."""

from collections.abc import Callable
from typing import Any, TypeVar

from pydantic import BaseModel, create_model

Model = TypeVar("Model", bound=BaseModel)


def with_fields(
    fields: dict[str, Any],
) -> Callable[[type[Model]], type[Model]]:
    """A decorator that adds fields, by name as (type, default), after a model's own.

    mypy does not see them, so the body of a model declares those that code uses by name
    under `if TYPE_CHECKING`.
    """

    def add(model: type[Model]) -> type[Model]:
        return create_model(
            model.__name__,
            __base__=model,
            __doc__=model.__doc__,
            __module__=model.__module__,
            **fields,
        )

    return add
