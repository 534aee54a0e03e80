"""How many tokens a text takes: exact for CLIP where its vocabulary is at hand, else an estimate, seldom too low.

`instant-clip-tokenizer` carries CLIP's vocabulary and needs no torch. It has wheels for Python 3.11 and 3.12 on Linux
x86-64 and macOS arm64; elsewhere the estimate stands in, and `Compiled.exact` is false.
"""

from __future__ import annotations

import math
import re
from functools import cache, lru_cache
from importlib.util import find_spec
from typing import Any, Final

SPECIALS: Final = 2  # start and end of text, around every window
# CLIP splits on letters, single digits and runs of punctuation before it merges; a merge covers about six letters.
_PIECES: Final = re.compile(r"[^\W\d_]+|\d|[^\s\w]+|_", re.UNICODE)
_LETTERS_PER_TOKEN: Final = 6
_SIGNS_PER_TOKEN: Final = 2


def estimate_tokens(text: str) -> int:
    """About how many CLIP tokens the text takes, without the two specials; seldom too few. Three bytes count two."""
    total = 0
    for piece in _PIECES.findall(text):
        if piece[0].isascii():
            total += math.ceil(len(piece) / (_LETTERS_PER_TOKEN if piece[0].isalpha() else _SIGNS_PER_TOKEN))
        else:
            total += math.ceil(len(piece.encode()) * 2 / 3)
    return total


@lru_cache(maxsize=4096)
def clip_tokens(text: str) -> int:
    """CLIP tokens without the two specials: exact where `exact()` says so."""
    tokenizer = _tokenizer()
    return len(tokenizer.encode(" ".join(text.split()))) if tokenizer else estimate_tokens(text)


def exact() -> bool:
    """Is CLIP's vocabulary at hand?"""
    return _tokenizer() is not None


@cache
def _tokenizer() -> Any:
    if find_spec("instant_clip_tokenizer") is None:
        return None
    from instant_clip_tokenizer import Tokenizer

    return Tokenizer()
