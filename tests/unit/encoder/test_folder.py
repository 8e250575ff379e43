"""The folder of the encoder is made once, whole or not at all."""

from pathlib import Path

import pytest

from bot.encoder import folder as module
from bot.encoder.folder import DIGEST_FILE, MODEL_FILE, TOKENIZER_FILE


@pytest.fixture
def made(monkeypatch) -> list[Path]:
    """The folders that were made, each of two small files."""
    folders: list[Path] = []

    def make(folder: Path) -> None:
        for name in (MODEL_FILE, TOKENIZER_FILE):
            (folder / name).write_text(f"{name} {len(folders)}")
        digests = module._digests(folder)
        (folder / DIGEST_FILE).write_text(str(digests).replace("'", '"'))
        folders.append(folder)

    monkeypatch.setattr(module, "_make", make)
    return folders


def test_a_folder_is_made_once_and_named_after_what_it_is_made_of(tmp_path, made):
    folder = module.encoder_folder(tmp_path)
    assert folder == tmp_path / f"encoder-{module.fingerprint()}"
    assert module.encoder_folder(tmp_path) == folder
    assert len(made) == 1
    assert module.is_whole(folder)


def test_a_changed_file_is_seen(tmp_path, made):
    folder = module.encoder_folder(tmp_path)
    (folder / MODEL_FILE).write_text("another")
    assert not module.is_whole(folder)
    (folder / MODEL_FILE).unlink()
    assert not module.is_whole(folder)


def test_what_fails_half_way_leaves_nothing(tmp_path, monkeypatch):
    def full(folder: Path) -> None:
        (folder / MODEL_FILE).write_text("half")
        raise OSError("No space left on device")

    monkeypatch.setattr(module, "_make", full)
    with pytest.raises(OSError, match="No space"):
        module.encoder_folder(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_of_two_processes_the_slower_takes_the_folder_of_the_faster(
    tmp_path, made, monkeypatch
):
    make = module._make

    def overtaken(folder: Path) -> None:
        make(folder)
        faster = tmp_path / f"encoder-{module.fingerprint()}"
        faster.mkdir()
        make(faster)

    monkeypatch.setattr(module, "_make", overtaken)
    folder = module.encoder_folder(tmp_path)
    assert (folder / MODEL_FILE).read_text() == f"{MODEL_FILE} 1"
    assert list(tmp_path.iterdir()) == [folder]
