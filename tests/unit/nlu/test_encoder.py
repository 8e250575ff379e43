import shutil
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from bot.nlu import encoder as module
from bot.nlu.encoder import VOCABULARY, EncoderError, SentenceEncoder, load_encoder

TEXTS = [
    "Where is my withdrawal?",
    "hi",
    "You closed my account and nobody answers. " * 12,
    "Ma carte est bloquée",
]


def packaged_model() -> Path:
    spec = find_spec(module.PACKAGE)
    assert spec
    assert spec.origin
    return Path(spec.origin).parent / "model.onnx"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder such as a firm makes for an encoder of its own."""
    shutil.copy(packaged_model(), tmp_path / "model.onnx")
    shutil.copy(VOCABULARY, tmp_path / "tokenizer.json")
    return tmp_path


def test_vectors_have_length_one(encoder: SentenceEncoder) -> None:
    vectors = encoder.encode(TEXTS)
    assert vectors.shape == (4, 384)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)


def test_a_text_has_the_same_vector_alone_and_in_a_batch(
    encoder: SentenceEncoder,
) -> None:
    together = encoder.encode(TEXTS * 9)
    for row, text in enumerate(TEXTS):
        assert np.allclose(together[row], encoder.encode([text])[0], atol=1e-4)


def test_meaning_counts_more_than_words(encoder: SentenceEncoder) -> None:
    asked, same, other = encoder.encode(
        [
            "How do I reset my password?",
            "I forgot my login code and want a new one",
            "How do I bake my bread?",
        ]
    )
    assert asked @ same > asked @ other + 0.2


def test_emoji_are_told_apart(encoder: SentenceEncoder) -> None:
    up, down = encoder.encode(["👍", "😡"])
    assert up @ down < 0.9


def test_no_texts_give_no_vectors(encoder: SentenceEncoder) -> None:
    assert encoder.encode([]).shape == (0, 384)


def test_an_empty_text_has_a_vector(encoder: SentenceEncoder) -> None:
    assert np.isfinite(encoder.encode([""])).all()


def test_the_same_encoder_is_loaded_once(encoder: SentenceEncoder) -> None:
    assert load_encoder(None, None, 128) is encoder


def test_an_encoder_in_a_folder_is_taken(
    folder: Path, encoder: SentenceEncoder
) -> None:
    own = load_encoder(folder, module.PACKAGED_SHA256, 128)
    assert np.allclose(own.encode(TEXTS), encoder.encode(TEXTS), atol=1e-5)


def test_a_missing_model_is_named_with_the_way_to_get_it(folder: Path) -> None:
    (folder / "model.onnx").unlink()
    with pytest.raises(EncoderError) as caught:
        load_encoder(folder, None, 128)
    said = str(caught.value)
    assert str(folder / "model.onnx") in said
    assert "pip install" in said
    assert "\n" not in said


def test_a_missing_tokenizer_is_named(folder: Path) -> None:
    (folder / "tokenizer.json").unlink()
    with pytest.raises(EncoderError, match=r"tokenizer\.json is missing"):
        load_encoder(folder, None, 128)


def test_a_broken_tokenizer_is_named(folder: Path) -> None:
    (folder / "tokenizer.json").write_text("{")
    with pytest.raises(EncoderError, match=r"tokenizer\.json cannot be read"):
        load_encoder(folder, None, 128)


def test_a_model_that_changed_is_refused(folder: Path) -> None:
    model = folder / "model.onnx"
    model.write_bytes(model.read_bytes()[:-1])
    with pytest.raises(EncoderError, match="damaged or another one"):
        load_encoder(folder, module.PACKAGED_SHA256, 128)


def test_a_damaged_model_is_named_even_without_a_hash(folder: Path) -> None:
    (folder / "model.onnx").write_bytes(b"not a model")
    with pytest.raises(EncoderError, match=r"model\.onnx cannot be loaded"):
        load_encoder(folder, None, 128)


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PACKAGE", "no_such_package_of_weights")
    with pytest.raises(EncoderError, match="pip install no-such-package-of-weights"):
        load_encoder(None, None, 128)
