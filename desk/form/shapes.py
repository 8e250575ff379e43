"""The templates of the pages for form and files, with one language's sentences."""

from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup, escape

from desk.words.templates import templates
from languages import DEFAULT, wording

_TEMPLATES = Path(__file__).parent / "templates"


def shapes(language: str = DEFAULT) -> Environment:
    """The templates beside this module; their `said` has the sentences, by page."""
    found = templates(_TEMPLATES)
    form, files = (wording(f"desk/{one}.yml", language) for one in ("form", "files"))
    found.globals |= {"said": form["pages"] | files["pages"], "language": language}
    found.filters["filled"] = filled
    return found


def filled(sentence: str, **values: object) -> Markup:
    """A sentence with its placeholders filled; mark-up among the values stays so."""
    return escape(sentence).format(**values)
