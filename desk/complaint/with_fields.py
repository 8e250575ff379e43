"""Fields of the schema as those of a pydantic model."""

from collections.abc import Callable
from typing import Any, TypeVar

from pydantic import BaseModel, create_model

Model = TypeVar("Model", bound=BaseModel)


def with_fields(
    fields: dict[str, Any],
) -> Callable[[type[Model]], type[Model]]:
    """A decorator that adds fields, by name as (type, default), after a model's own.

    mypy does not see them: those that the code uses by name stand in the model's body under
    `if TYPE_CHECKING`.
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
