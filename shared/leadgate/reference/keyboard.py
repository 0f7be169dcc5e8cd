"""Text that fingers made and no mind did: `asdf`, `qweqwe`, `xxxx`, `sdkfjh`."""

import re

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiopü", "yxcvbnm", "azertyuiop", "qsdfghjklm", "1234567890")
_LINES = tuple(line for row in _ROWS for line in (row, row[::-1]))
_HOME_ROW_ONLY = re.compile(r"[sdfghjkl]{6,}")


def is_mash(word: str) -> bool:
    """Whether a word is a run along the keyboard, several of them, or one key held down.

    Runs inside a row count from five keys, from its edge from four, or three and more of them in succession:
    `Wert`, `Oper` and `DFG` stay words.
    """
    word = word.casefold()
    if len(word) < 4:
        return word == "xxx"
    if len(set(word)) == 1 or _HOME_ROW_ONLY.fullmatch(word):
        return True
    if any(word in line and (len(word) > 4 or line.startswith(word) or line.endswith(word)) for line in _LINES):
        return True
    return len(word) > 5 and _is_made_of_runs(word)


def _is_made_of_runs(word: str) -> bool:
    """Cut greedily into row runs of three keys or more, nothing left over."""
    while word:
        length = max(
            (size for size in range(3, len(word) + 1) if any(word[:size] in line for line in _LINES)), default=0
        )
        if not length:
            return False
        word = word[length:]
    return True
