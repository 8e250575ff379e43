"""The fonts that PDFs embed, so that they look the same everywhere and can be searched.

FiraGO has Latin, Greek, Cyrillic, Arabic, Hebrew, Thai, Devanagari and Georgian; Noto Sans
Symbols and WenQuanYi Micro Hei (Chinese, Japanese, Korean) stand in for signs that it lacks.
Both come as data inside packages, so each process writes them to a folder once.
"""

import atexit
import shutil
import tempfile
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import pymupdf_fonts
from fontTools.ttLib import TTFont

REGULAR = "figo"
BOLD = "figbo"
# In the order in which they are searched for a sign that FiraGO lacks.
FALLBACKS = ("symbol2", "symbol1", "cjk")


@lru_cache(maxsize=1)
def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="desk-fonts-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@lru_cache
def font_file(name: str) -> Path:
    """The file of a font."""
    if name == "cjk":
        package = files("paperang_p2_fonts_cjk")
        return Path(str(package / "fonts" / "wqy-microhei.ttc"))
    path = _folder() / f"{name}.ttf"
    path.write_bytes(pymupdf_fonts.fontbuffers[name]())
    return path


@lru_cache
def signs_of(name: str) -> frozenset[int]:
    """The code points that a font has a picture for."""
    with TTFont(font_file(name), fontNumber=0, lazy=True) as font:
        return frozenset(font.getBestCmap())


def needed_for(text: str) -> tuple[str, ...]:
    """Names of the fonts that this text needs beside FiraGO; no others are loaded."""
    missing = {ord(sign) for sign in text} - signs_of(REGULAR)
    needed = []
    for name in FALLBACKS:
        if missing & signs_of(name):
            needed.append(name)
            missing -= signs_of(name)
    return tuple(needed)


def known(sign: str) -> bool:
    """Whether any of the fonts has this sign."""
    return any(ord(sign) in signs_of(name) for name in (REGULAR, *FALLBACKS))
