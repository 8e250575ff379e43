"""References cannot be guessed, and a mistyped one is noticed."""

from hypothesis import given
from hypothesis import strategies as st

from desk.complaint import reference

PREFIX = "RDS"
numbers = st.builds(reference.new_number)


@given(numbers)
def test_a_reference_is_read_back_as_its_number(number: str) -> None:
    assert reference.read(reference.show(number, PREFIX), PREFIX) == number


@given(numbers, st.data())
def test_any_one_wrong_character_is_noticed(number: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, reference.LENGTH - 1))
    other = data.draw(st.sampled_from(reference.DIGITS.replace(number[place], "")))
    wrong = number[:place] + other + number[place + 1 :]
    assert reference.read(reference.show(wrong, PREFIX), PREFIX) is None


@given(numbers, st.integers(0, reference.LENGTH - 2))
def test_two_neighbours_swapped_are_noticed(number: str, place: int) -> None:
    a, b = number[place], number[place + 1]
    swapped = number[:place] + b + a + number[place + 2 :]
    expected = number if a == b else None
    assert reference.read(reference.show(swapped, PREFIX), PREFIX) == expected


@given(numbers, st.data())
def test_one_character_too_few_or_too_many_is_noticed(
    number: str, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, reference.LENGTH - 1))
    extra = data.draw(st.sampled_from(reference.DIGITS))
    fewer = number[:place] + number[place + 1 :]
    more = number[:place] + extra + number[place:]
    assert reference.read(reference.show(fewer, PREFIX), PREFIX) is None
    assert reference.read(reference.show(more, PREFIX), PREFIX) is None


@given(st.text(max_size=40))
def test_anything_typed_is_read_without_an_error(typed: str) -> None:
    number = reference.read(typed, PREFIX)
    assert number is None or len(number) == reference.LENGTH


def test_a_reference_looks_as_it_should() -> None:
    shown = reference.show("7K3M9QXV2F4T8C", PREFIX)
    assert shown == "RDS-7K3M-9QXV-2F4T-8C"


def test_the_check_character_is_crockfords() -> None:
    # 1234 modulo 37 is 13, the digit D: 16J and D in Crockford's notation.
    assert reference.read("000000000016JD", PREFIX) == "000000000016JD"
    assert reference.read("000000000016JE", PREFIX) is None


def test_references_are_drawn_from_at_least_sixty_bits() -> None:
    drawn = [reference.new_number() for _ in range(2000)]
    assert len(set(drawn)) == 2000
    for place in range(reference.RANDOM_DIGITS):
        assert len({number[place] for number in drawn}) == 32
    assert 5 * reference.RANDOM_DIGITS - 1 >= 60


def test_no_reference_has_a_sign_that_cannot_be_read_out() -> None:
    assert all(set(reference.new_number()) <= set(reference.DIGITS) for _ in range(500))


def test_a_prefix_of_lookalikes_is_read_too() -> None:
    number = reference.new_number()
    assert reference.read(reference.show(number, "OIL"), "OIL") == number
    assert reference.read(f"0il {number}", "OIL") == number
