"""The shield's words: every kind has a name, and every language counts at once."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml

from languages import DATA, WordingError
from shield import (
    KINDS,
    Shield,
    cards,
    codes,
    keys,
    kind_names,
    passwords,
    phrases,
    words,
)
from shield.words import read_languages

CACHES = (
    words.languages,
    cards._card_codes,
    codes._readers,
    keys._readers,
    passwords._readers,
    phrases._announcements,
)
LANGUAGES = sorted(path.parts[-3] for path in DATA.glob("*/wording/shield.yml"))
Change = Callable[[dict[str, dict[str, object]]], None]


def write(folder: Path, language: str, change: Change) -> None:
    """A language's file: the English one, changed."""
    text = (DATA / "en" / words.FILE).read_text("utf-8")
    tree = yaml.load(text, Loader=yaml.BaseLoader)
    change(tree)
    path = folder / language / words.FILE
    path.parent.mkdir(parents=True)
    path.write_text(yaml.safe_dump(tree, allow_unicode=True), "utf-8")


@pytest.fixture
def two_languages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Two languages: English, and a German with the German name of passwords."""

    def german(tree: dict[str, dict[str, object]]) -> None:
        tree["passwords"]["names"] = ["passwort"]
        tree["passwords"]["verbs"] = ["ist|lautet"]
        tree["passwords"]["about_a_password"] = "falsch abgelaufen"
        tree["passwords"]["pins"] = ["TODO: pin"]
        tree["kinds"]["password"] = "TODO: password"

    shutil.copytree(DATA / "en" / "wording", tmp_path / "en" / "wording")
    write(tmp_path, "de", german)
    monkeypatch.setattr(words, "DATA", tmp_path)
    for cache in CACHES:
        cache.cache_clear()
    yield
    monkeypatch.undo()
    for cache in CACHES:
        cache.cache_clear()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_secret_has_a_name(language: str) -> None:
    names = kind_names(language)
    assert set(names) == set(KINDS)
    assert all(names.values())


@pytest.mark.usefixtures("two_languages")
def test_a_secret_that_is_announced_in_any_language_is_cut() -> None:
    shield = Shield(lambda kind: f"<{kind}>")
    assert shield.cut("mein Passwort lautet Bergsee").text.endswith("<password>")
    assert shield.cut("my password is Bergsee").text == "my password is <password>"
    assert shield.cut("das Passwort ist falsch").kinds == ()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda tree: tree["kinds"].pop("card_code"), "kinds: 'card_code' lacks"),
        (lambda tree: tree["kinds"].update(iban="IBAN"), "'iban' lacks, or is no kind"),
        (lambda tree: tree["passwords"].pop("pins"), "missing required field `pins`"),
        (lambda tree: tree.update(passwort={}), "unknown field `passwort`"),
        (lambda tree: tree["card_codes"].update(names=["("]), r"names: \(: "),
    ],
)
def test_a_mistake_in_a_languages_file_is_named(
    tmp_path: Path, change: Change, message: str
) -> None:
    write(tmp_path, "de", change)
    with pytest.raises(WordingError, match=rf"de.wording.shield\.yml: .*{message}"):
        read_languages(tmp_path)


@pytest.mark.usefixtures("two_languages")
def test_a_language_that_is_not_translated_yet_takes_nothing_away() -> None:
    assert kind_names("de")["password"] == "password"
    assert kind_names("xx") == kind_names("en")


def test_without_any_language_nothing_is_let_through(tmp_path: Path) -> None:
    with pytest.raises(WordingError, match="no language"):
        read_languages(tmp_path)
