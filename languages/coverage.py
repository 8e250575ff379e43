"""Coverage of each language, file by file, compared with the default language."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from languages.files import DATA, DEFAULT
from languages.keys import entries, files_of


@dataclass(frozen=True)
class Coverage:
    """Coverage of one file: how many keys are `wanted`, because the default language
    has them; the keys `lacking`; and those `beside`, which only this language has.
    """

    file: Path
    wanted: int
    lacking: tuple[str, ...]
    beside: tuple[str, ...]

    @property
    def there(self) -> int:
        """The number of wanted keys that are there."""
        return self.wanted - len(self.lacking)


def coverage(language: str, data: Path = DATA) -> Iterator[Coverage]:
    """The coverage of each file that the default language or this one has."""
    default, folder = data / DEFAULT, data / language
    for file in sorted({*files_of(default), *files_of(folder)}):
        wanted = _said(default, file)
        said = _said(folder, file)
        yield Coverage(
            file,
            len(wanted),
            tuple(key or file.name for key in wanted if not said.get(key)),
            tuple(key or file.name for key in said if key not in wanted),
        )


def _said(folder: Path, file: Path) -> dict[str, bool]:
    """The keys of a file, and whether each is translated; none where there is no file."""
    if not (folder / file).is_file():
        return {}
    return {entry.key: entry.done for entry in entries(folder, file)}
