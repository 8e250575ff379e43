import numpy as np

from bot.nlu.phrasing import PhrasingReader, feature_names


def read(text: str) -> dict[str, float]:
    return dict(
        zip(feature_names(), PhrasingReader().read([text])[0].tolist(), strict=True)
    )


def test_shape_and_range() -> None:
    found = PhrasingReader().read(["hello", "", "Why?! " * 500])
    assert found.shape == (3, len(feature_names()))
    assert np.abs(found).max() <= 1.0


def test_exclamation_marks_and_capitals_change_nothing() -> None:
    assert read("This is bad") == read("THIS IS BAD!!!!")


def test_blame_and_question_are_seen() -> None:
    blame = read("You ignored my tickets, terrible service")
    question = read("How do I reset my password?")
    assert blame["service_blame"] > 0
    assert blame["no_answer"] > 0
    assert blame["tone"] < 0
    assert question["how_to"] > 0
    assert question["question_mark"] > 0
    assert question["service_blame"] == 0


def test_one_bad_sentence_in_a_kind_story_is_found() -> None:
    kind = "I love the app. It is great. "
    assert read(kind + "The support is a terrible disgrace.")["worst_sentence"] < -0.4
    assert read(kind)["worst_sentence"] >= 0
