"""Which passwords are taken, and how they are kept."""

import pytest
from argon2 import PasswordHasher, extract_parameters
from argon2.low_level import Type

from desk.staff.passwords import PasswordRefused, Passwords, check_new_password

ABOUT = ("olive.official@example.com", "Olive Official", "Kraken")


@pytest.mark.parametrize(
    "password",
    [
        "purple-lamp-window",
        "vier Elche im Nebel",
        "пять синих лошадей",
        "x7#kQ2!mPw9z",
        "🐙🦀 ocean walk 77",
    ],
)
def test_good_ones_are_taken_whatever_they_are_made_of(password: str) -> None:
    check_new_password(password, ABOUT)


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("x7#kQ2!mPw9", "too_short"),
        ("x" * 201, "too_long"),
        ("password1234", "easily_guessed"),
        ("qwertyuiop12", "easily_guessed"),
        ("aaaaaaaaaaaaaaaa", "easily_guessed"),
        ("123456789012", "easily_guessed"),
        ("iloveyou2024", "easily_guessed"),
        ("Olive Official 1!", "own_name"),
        ("olive.official@example.com", "own_name"),
        ("kraken-KRAKEN-7", "own_name"),
    ],
)
def test_others_are_refused_with_the_reason(password: str, reason: str) -> None:
    with pytest.raises(PasswordRefused) as refused:
        check_new_password(password, ABOUT)
    assert refused.value.reason == reason


def test_they_are_kept_as_argon2id_with_the_parameters_of_rfc_9106() -> None:
    passwords = Passwords()
    kept = passwords.hashed("purple-lamp-window")
    made_with = extract_parameters(kept)
    assert made_with.type is Type.ID
    assert (made_with.memory_cost, made_with.time_cost) == (64 * 1024, 3)
    assert passwords.match(kept, "purple-lamp-window")
    assert not passwords.match(kept, "purple-lamp-windoW")
    assert not passwords.outdated(kept)


def test_nobodys_password_is_never_right_and_is_checked_all_the_same() -> None:
    passwords = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    assert not passwords.match(None, "nobody has this password")
    assert not passwords.match("no hash", "purple-lamp-window")


def test_a_hash_of_yesterdays_parameters_is_known_as_such() -> None:
    old = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash("x")
    assert Passwords().outdated(old)
