"""Syncing to the disk, so that data survives a power cut."""

import os
from pathlib import Path


def sync_folder(folder: Path) -> None:
    """Syncs the names in a folder to the disk, not the contents of the files."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
