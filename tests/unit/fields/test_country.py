"""The country of residence, in any words that name it."""

import pickle
import time
from collections.abc import Callable
from importlib.resources import files

import pytest
from babel.localedata import locale_identifiers

from fields import FIELDS, Context, Reading
from fields.country.names import country_name, country_names
from firm.countries import COUNTRIES
from languages import DEFAULT
from tests.unit.fields.readings import choices, reason, value

Read = Callable[[str], Reading]


@pytest.mark.parametrize("code", sorted(COUNTRIES))
def test_every_country_is_known_by_its_name(read: Read, code: str) -> None:
    reading = read(country_name(code))
    if code in ("CD", "CG", "GE", "MF"):
        assert code in str(reading)
    else:
        assert value(reading) == code


@pytest.mark.parametrize("code", sorted(COUNTRIES - {"NO"}))
def test_every_code_in_capitals_is_known(read: Read, code: str) -> None:
    assert value(read(code)) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("uk", "GB"),
        ("U.K.", "GB"),
        ("England", "GB"),
        ("northern ireland", "GB"),
        ("usa", "US"),
        ("the U.S.", "US"),
        ("America", "US"),
        ("UAE", "AE"),
        ("The Netherlands", "NL"),
        ("Czech Republic", "CZ"),
        ("Burma", "MM"),
        ("Ivory Coast", "CI"),
        ("DEU", "DE"),
        ("Österreich", "AT"),
        ("España", "ES"),
        ("Suomi", "FI"),
        ("Россия", "RU"),
        ("日本", "JP"),
        ("भारत", "IN"),
        ("مصر", "EG"),
        ("🇮🇪", "IE"),
        ("Ireland 🇮🇪", "IE"),
    ],
)
def test_other_names_and_languages_are_known(read: Read, text: str, code: str) -> None:
    assert value(read(text)) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Irelnad", "IE"),
        ("Germny", "DE"),
        ("Phillipines", "PH"),
        ("Kazakstan", "KZ"),
        ("Untied Kingdom", "GB"),
        ("I live in Portugl since 2010", "PT"),
        ("в Германии", "DE"),
    ],
)
def test_a_slip_is_forgiven_when_one_country_is_near(
    read: Read, text: str, code: str
) -> None:
    assert value(read(text)) == code


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Korea", ["KR", "KP"]),
        ("Congo", ["CD", "CG"]),
        ("Georgia", ["GE", "US"]),
        ("Virgin Islands", ["VI", "VG"]),
        ("Austraia", ["AT", "AU"]),
        ("Nigera", ["NE", "NG"]),
        ("Spain and Malta", ["ES", "MT"]),
    ],
)
def test_a_name_of_several_countries_is_asked(
    read: Read, text: str, codes: list[str]
) -> None:
    assert sorted(map(str, choices(read(text), "country_several"))) == sorted(codes)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("I live in Malta", "MT"),
        ("Italian, living in Denmark", "DK"),
        ("I moved from Chile to Peru in 2020", "PE"),
        ("born in Kenya but based in Qatar", "QA"),
        ("I used to live in Greece, now in Cyprus", "CY"),
        ("my country of residence is Norway", "NO"),
        ("not Sweden, Finland", "FI"),
        ("Georgia, USA", "US"),
        ("please tell us, I am in Ghana", "GH"),
        ("Ich wohne in der Schweiz, in Österreich arbeite ich", "AT"),
        ("我住在中国", "CN"),
    ],
)
def test_residence_counts_and_not_origin(read: Read, text: str, code: str) -> None:
    assert value(read(text)) == code


@pytest.mark.parametrize(
    ("text", "why", "code"),
    [
        ("I'm Norwegian", "country_nationality", "NO"),
        ("two Brazilians", "country_nationality", "BR"),
        ("born in Kenya", "country_left", "KE"),
        ("I used to live in Greece", "country_left", "GR"),
        ("Texas", "country_place", "US"),
        ("I live in Nairobi", "country_place", "KE"),
        ("fr", "country_unsure", "FR"),
        ("NO", "country_unsure", "NO"),
        ("island", "country_unsure", "IS"),
    ],
)
def test_what_only_hints_at_a_country_is_offered(
    read: Read, text: str, why: str, code: str
) -> None:
    assert choices(read(text), why) == [code]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Africa", "country_region"),
        ("the EU", "country_region"),
        ("somewhere in South America", "country_region"),
        ("Europa", "country_region"),
        ("no", "country_needed"),
        ("skip", "country_needed"),
        ("tiger", "country_unknown"),
        ("tell us why", "country_unknown"),
        ("", "country_missing"),
        ("?!", "country_missing"),
    ],
)
def test_what_is_no_country_says_why(read: Read, text: str, why: str) -> None:
    assert reason(read(text)) == why


def test_the_review_card_shows_the_country_name(context: Context) -> None:
    assert FIELDS["country"].show("DE", context) == "Germany"


def test_the_index_of_names_costs_little_more_than_reading_its_files() -> None:
    # A ratio, since a busy machine is slow at both; it is three to one without load.
    folder = files("babel") / "locale-data"
    names = [name for name in locale_identifiers() if "_" not in name]
    begun = time.process_time()
    for name in names:
        pickle.loads((folder / f"{name}.dat").read_bytes())
    read = time.process_time() - begun
    country_names.cache_clear()
    begun = time.process_time()
    country_names(DEFAULT)
    assert time.process_time() - begun < 8 * read
