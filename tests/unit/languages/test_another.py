"""Another language: its folder, what waits in it, and what it lacks."""

import json
from pathlib import Path

import pytest
import yaml

from languages import (
    DATA,
    WordingError,
    known_languages,
    read_words,
    responses,
    template_folder,
    wording,
    wording_path,
)
from languages.coverage import coverage
from languages.keys import files_of
from languages.skeleton import NoLanguage, add_language
from shield.words import read_languages


def lacking(language: str, data: Path) -> dict[str, tuple[str, ...]]:
    """The keys that each file lacks; files that lack nothing are left out."""
    return {
        one.file.as_posix(): one.lacking
        for one in coverage(language, data)
        if one.lacking
    }


def test_a_new_language_has_every_file_and_is_not_spoken(data: Path) -> None:
    add_language("de", "Deutsch", data)
    assert files_of(data / "de") == files_of(data / "en")
    listed = yaml.safe_load((data / "languages.yml").read_text(encoding="utf-8"))
    assert listed["de"] == {"name": "Deutsch", "spoken": False}


def test_what_clients_say_is_collected_anew_and_not_translated(data: Path) -> None:
    for folder in ("stories", "readings"):
        (data / "en" / folder).mkdir(exist_ok=True)
        (data / "en" / folder / "fees.yml").write_text("- text: You took 40 euros\n")
    add_language("de", "Deutsch", data)
    assert not (data / "de" / "stories").exists()
    assert not (data / "de" / "readings").exists()


def test_what_is_to_be_translated_stands_behind_the_mark(data: Path) -> None:
    add_language("de", "Deutsch", data)
    folder = data / "de"
    said = yaml.safe_load((folder / "responses/fields.yml").read_text())["responses"]
    [response] = said["utter_wrong_email_missing"]
    assert response == {
        "text": "TODO: There is no address in that.",
        "buttons": [{"title": "TODO: Why?", "payload": "/ask_why"}],
    }
    words = yaml.safe_load((folder / "wording/fields/skipping.yml").read_text())
    assert words["lists"]["nothing"] == ['TODO: none, "no", nothing']
    assert words["tables"]["counts"] == "TODO: {one: 1, two: 2}"
    assert words["pieces"]["polite"] == "TODO: (?:please|thanks)"
    widget = json.loads((folder / "wording/widget.json").read_text())
    assert widget == {"send": "TODO: Send", "step": "TODO: Step {step}"}
    nlu = yaml.safe_load((folder / "nlu/process.yml").read_text())["nlu"]
    assert [one["intent"] for one in nlu] == ["ask_how_long", "ask_fees"]
    assert {one["examples"].strip() for one in nlu} == {"- TODO"}


def test_comments_stay_where_they_were(data: Path) -> None:
    add_language("de", "Deutsch", data)
    assert "# Of fees." in (data / "de/nlu/process.yml").read_text()
    words = (data / "de/wording/fields/skipping.yml").read_text()
    assert "  # With a word of politeness, or without.\n  whole: " in words


def test_nothing_takes_what_is_not_translated(data: Path) -> None:
    add_language("de", "Deutsch", data)
    with pytest.raises(WordingError, match=r"de/wording/fields/skipping\.yml: lists"):
        read_words("fields/skipping.yml", "de", data=data)
    with pytest.raises(WordingError, match="is not translated yet"):
        responses("fields.yml", "de", data)
    with pytest.raises(WordingError, match=r"mail/closed\.txt: is not translated"):
        template_folder("mail", "de", data)
    assert template_folder("mail", data=data) == data / "en/wording/mail"


def test_a_file_that_a_language_lacks_is_the_default_ones(data: Path) -> None:
    add_language("de", "Deutsch", data)
    (data / "de/wording/fields/skipping.yml").unlink()
    english = data / "en/wording/fields/skipping.yml"
    assert wording_path("fields/skipping.yml", "de", data) == english
    assert wording("fields/skipping.yml", "de", data)["tables"]["counts"]["two"] == 2


def test_coverage_names_what_lacks_and_what_is_beside(data: Path) -> None:
    add_language("de", "Deutsch", data)
    assert lacking("en", data) == {}
    assert lacking("de", data)["nlu/process.yml"] == (
        "nlu.ask_how_long.examples",
        "nlu.ask_fees.examples",
    )
    (data / "de/wording/widget.json").write_text('{"send": "Senden", "emoji": "x"}')
    (data / "de/wording/mail/closed.txt").write_text("Ihre Beschwerde ist beendet.\n")
    (data / "de/responses/fields.yml").unlink()
    lacks = lacking("de", data)
    assert lacks["wording/widget.json"] == ("step",)
    assert "wording/mail/closed.txt" not in lacks
    assert len(lacks["responses/fields.yml"]) == 2
    [widget] = [one for one in coverage("de", data) if one.file.suffix == ".json"]
    assert (widget.there, widget.wanted, widget.beside) == (1, 2, ("emoji",))


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("", "Deutsch"),
        ("../de", "Deutsch"),
        ("de", ""),
        ("de", "a: b"),
        ("en", "English"),
    ],
)
def test_a_language_that_cannot_be_made_is_refused(
    data: Path, code: str, name: str
) -> None:
    before = (data / "languages.yml").read_text(encoding="utf-8")
    with pytest.raises(NoLanguage):
        add_language(code, name, data)
    assert (data / "languages.yml").read_text(encoding="utf-8") == before


def test_every_folder_is_a_language_and_the_default_one_lacks_nothing() -> None:
    folders = {path.name for path in DATA.iterdir() if path.is_dir()} - {"rules"}
    assert folders == set(known_languages())
    assert lacking("en", DATA) == {}


def test_the_real_files_make_a_skeleton_that_is_all_to_do(tmp_path: Path) -> None:
    english = DATA / "en"
    for name in files_of(english):
        target = tmp_path / "en" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((english / name).read_bytes())
    (tmp_path / "languages.yml").write_text("en: {name: English, spoken: true}\n")
    add_language("pt-BR", "Português", tmp_path)
    # The shield reads every language that there is, finished or not.
    assert set(read_languages(tmp_path)) == {"en", "pt-BR"}
    files = [one for one in coverage("pt-BR", tmp_path) if one.wanted]
    assert len(files) > 40
    for one in files:
        assert (one.there, one.beside) == (0, ()), one.file
