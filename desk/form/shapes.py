"""The templates of the form's pages and of those for files, with the sentences of a language."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from languages import DEFAULT, wording

_TEMPLATES = Path(__file__).parent / "templates"


def shapes(language: str = DEFAULT) -> Environment:
    """The templates beside this module; `said` in them is what pages say, by page."""
    templates = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    form, files = (wording(f"desk/{one}.yml", language) for one in ("form", "files"))
    templates.globals |= {"said": form["pages"] | files["pages"], "language": language}
    templates.filters["filled"] = filled
    return templates


def filled(sentence: str, **values: object) -> Markup:
    """A sentence with its places filled; a value that is mark-up already stays so."""
    return escape(sentence).format(**values)
