"""Rasa wires our pipeline so that the conversation reaches the encoder when a message is read."""

from pathlib import Path

from rasa.engine.constants import PLACEHOLDER_TRACKER
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.validation import validate
from rasa.shared.utils.io import read_yaml_file

CONFIG = Path(__file__).parents[3] / "config.yml"


def test_the_conversation_comes_to_the_encoder_at_prediction_and_not_in_training() -> (
    None
):
    configuration = DefaultV1Recipe().graph_config_for_recipe(
        read_yaml_file(CONFIG), {}
    )
    validate(configuration)
    (encoder,) = (
        node
        for name, node in configuration.predict_schema.nodes.items()
        if name.startswith("run_") and "MessageEncoder" in name
    )
    assert encoder.needs["tracker"] == PLACEHOLDER_TRACKER
    for node in configuration.train_schema.nodes.values():
        assert PLACEHOLDER_TRACKER not in node.needs.values()
