from pathlib import Path

import pytest

from bot.evaluation.pipeline import Pipeline, train_model
from bot.examples.training_set import Example, read_examples
from bot.nlu.encoder import SentenceEncoder, load_encoder
from bot.nlu.intent_model import IntentModel, ModelSettings
from bot.nlu.triage import Thresholds

ROOT = Path(__file__).parents[3]
EVERY = 3


@pytest.fixture(scope="session")
def examples() -> list[Example]:
    """All examples that the assistant is trained on."""
    return read_examples(ROOT / "data" / "en" / "nlu")


@pytest.fixture(scope="session")
def encoder() -> SentenceEncoder:
    return load_encoder(None, None, 128)


@pytest.fixture(scope="session")
def trained(examples: list[Example], encoder: SentenceEncoder) -> IntentModel:
    """A model of every third example: enough to judge by, and made in seconds."""
    some = examples[::EVERY]
    texts = [example.text for example in some]
    pipeline = Pipeline(encoder, ModelSettings(), Thresholds(), {})
    intents = [example.intent for example in some]
    model, _ = train_model(pipeline, texts, encoder.encode(texts), intents)
    return model


@pytest.fixture(scope="session")
def unseen(examples: list[Example]) -> list[Example]:
    """Examples that `trained` has not seen."""
    return examples[1::EVERY]
