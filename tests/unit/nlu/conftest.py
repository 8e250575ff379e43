from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from bot.encoder.context import OPENING
from bot.evaluation.pipeline import Pipeline, train_model
from bot.examples.training_set import Example, read_examples
from bot.nlu.encoded_examples import EXAMPLES_FILE, encode_examples
from bot.nlu.encoder import Encoder, load_encoder
from bot.nlu.features import Dense
from bot.nlu.intent_model import IntentModel, ModelSettings
from bot.nlu.triage import Thresholds

ROOT = Path(__file__).parents[3]
EVERY = 3


@pytest.fixture(scope="session")
def examples() -> list[Example]:
    """All examples that the assistant is trained on."""
    return read_examples(ROOT / "data" / "en" / "nlu")


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    return load_encoder()


@pytest.fixture(scope="session")
def vectors(encoder: Encoder) -> Callable[[Sequence[str]], Dense]:
    """Gives the vectors of texts, said at the opening; training may have encoded them already."""

    def vectors_of(texts: Sequence[str]) -> Dense:
        said = [(OPENING, text) for text in texts]
        found = encode_examples(encoder, said, encoder.folder / EXAMPLES_FILE)
        return np.array([one.vector for one in found])

    return vectors_of


@pytest.fixture(scope="session")
def trained(
    examples: list[Example],
    encoder: Encoder,
    vectors: Callable[[Sequence[str]], Dense],
) -> IntentModel:
    """A model of every third example: enough to judge by, and made in seconds."""
    some = examples[::EVERY]
    texts = [example.text for example in some]
    pipeline = Pipeline(encoder, ModelSettings(), Thresholds(), {})
    intents = [example.intent for example in some]
    model, _ = train_model(pipeline, texts, vectors(texts), intents)
    return model


@pytest.fixture(scope="session")
def unseen(examples: list[Example]) -> list[Example]:
    """Examples that `trained` has not seen."""
    return examples[1::EVERY]
