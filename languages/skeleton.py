"""The folder of a new language: the files of the default one, each value to be translated."""

import re
from pathlib import Path

from languages.files import DATA, DEFAULT, TODO, known_languages
from languages.keys import entries, files_of, waiting

# A language of BCP 47, with a script or a region where it takes one ("pt-BR").
_CODE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?")


class NoLanguage(ValueError):
    """A code or a name that no folder can be made for."""


def add_language(code: str, name: str, data: Path = DATA) -> Path:
    """Makes data/<code> and writes the language, not yet spoken, into data/languages.yml.

    Each value to be translated begins with "TODO", followed by the default language's
    words; nothing that reads wording takes such a value. Raises NoLanguage.
    """
    if not _CODE.fullmatch(code):
        raise NoLanguage(f"{code!r} is no code of a language, such as de or pt-BR")
    if not name.strip() or not re.fullmatch(r"[^\W\d_][\w ()-]*", name):
        raise NoLanguage("a language needs its name: make language de NAME=Deutsch")
    folder = data / code
    if folder.exists() or code in known_languages(data):
        raise NoLanguage(f"{folder} is there already")
    for file in files_of(data / DEFAULT):
        target = folder / file
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_skeleton(data / DEFAULT, file), encoding="utf-8")
    listed = data / "languages.yml"
    text = listed.read_text(encoding="utf-8").rstrip("\n")
    listed.write_text(
        f"{text}\n{code}: {{name: {name}, spoken: false}}\n", encoding="utf-8"
    )
    return folder


def _skeleton(default: Path, file: Path) -> str:
    text = (default / file).read_text(encoding="utf-8")
    if file.suffix not in (".yml", ".json"):
        return f"{{# {TODO} #}}\n{text}"
    examples = file.parts[0] == "nlu"
    for entry in reversed(entries(default, file)):
        told = f'"- {TODO}"' if examples else waiting(entry)
        text = f"{text[: entry.start]}{told}{text[entry.end :]}"
    return text
