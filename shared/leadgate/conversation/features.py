"""A text as numbers: hashed n-grams of letters and words, so that no vocabulary has to be shipped."""

import re
import zlib
from typing import Any, Final

import numpy as np

from leadgate.domain.conversation.text import fold

WIDTH: Final = 1 << 14
VERSION: Final = 1
"""Goes up when the same text no longer gives the same numbers: a classifier trained on others is refused."""

FloatArray = np.ndarray[Any, np.dtype[np.float32]]
_Integers = np.ndarray[Any, np.dtype[np.uint32]]
_LETTERS: Final = (2, 3, 4, 5)
_WORD: Final = re.compile(r"[^\W_]+|[?!]")
_DIGITS: Final = re.compile(r"\d+")
_MULTIPLIER: Final = np.uint32(0x01000193)
_MIX: Final = np.uint32(0x9E3779B1)
_WORD_WEIGHT: Final = 2.0


def features_of(text: str) -> FloatArray:
    """(1, WIDTH): root of each count, scaled to length 1; all zero for a text without words."""
    words = _WORD.findall(_DIGITS.sub("0", fold(text)))
    if not words:
        return np.zeros((1, WIDTH), dtype=np.float32)
    letters = _letter_hashes(f" {' '.join(words)} ")
    tokens = _word_hashes(words)
    counts = np.sqrt(np.bincount(letters % WIDTH, minlength=WIDTH))
    counts += _WORD_WEIGHT * np.sqrt(np.bincount(tokens % WIDTH, minlength=WIDTH))
    scaled: FloatArray = (counts / np.sqrt((counts * counts).sum())).astype(np.float32)[None, :]
    return scaled


def _letter_hashes(text: str) -> _Integers:
    """All n-grams of letters, over word bounds too; (about 4 · len,)."""
    codes = np.frombuffer(text.encode("utf-32-le", "replace"), dtype=np.uint32)
    found = []
    for length in _LETTERS:
        hashes = np.full(max(0, len(codes) - length + 1), length, dtype=np.uint32)
        for place in range(length):
            hashes = (hashes ^ codes[place : place + len(hashes)]) * _MULTIPLIER
        found.append(_mixed(hashes))
    return np.concatenate(found)


def _word_hashes(words: list[str]) -> _Integers:
    """Words, and pairs of neighbours; (2 n − 1,)."""
    single = np.array([zlib.crc32(word.encode("utf-8", "replace")) for word in words], dtype=np.uint32)
    pairs = (single[:-1] * _MULTIPLIER) ^ single[1:]
    return np.concatenate((_mixed(single), _mixed(pairs)))


def _mixed(hashes: _Integers) -> _Integers:
    """High bits reach the low ones, which alone choose the column."""
    spread: _Integers = (hashes ^ (hashes >> np.uint32(15))) * _MIX
    mixed: _Integers = spread ^ (spread >> np.uint32(13))
    return mixed
