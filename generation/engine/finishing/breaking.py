"""Where a line may end, and which endings read best. Latin at spaces, Chinese, Japanese and Korean by kinsoku. Pure.

Breaks follow the spirit of UAX #14 for the scripts that are set here. Scripts without spaces that need a dictionary
(Thai, Khmer, Lao, Burmese) break only where the writer put a space or a line feed.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Callable
from itertools import pairwise

NOT_AT_START = set("、。，．・：；？！‼⁇⁈⁉゛゜ヽヾゝゞ々ー～〜…‥’”）〕］｝〉》」』】｠〙〗»›,.:;?!)]}%‰℃°"
                   "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ")  # fmt: skip
NOT_AT_END = set("‘“（〔［｛〈《「『【｟〘〖«‹([{¿¡$£€¥＄￥#")
HANGING = "‘“«‹\"'「『（(–—"  # stand outside the margin when a line starts with one
PAUSES = set(",.;:!?、。，．；：！？–—…")
SMALL_WORD = 3  # letters: "the", "of", "in", "und" read badly as the last word of a line


def is_wide(character: str) -> bool:
    """Han, kana and full-width signs: break between them. Hangul is set by words, so it is not among them."""
    name = unicodedata.name(character, "")
    return unicodedata.east_asian_width(character) in "WF" and not name.startswith("HANGUL")


def is_wide_text(text: str) -> bool:
    letters = [c for c in text if not c.isspace()]
    return bool(letters) and sum(is_wide(c) for c in letters) * 2 >= len(letters)


def pieces(text: str) -> list[str]:
    """The text cut wherever a line may end; joined they are the text. A space stays with what it follows."""
    cuts, start = [], 0
    for i in range(1, len(text)):
        before, after = text[i - 1], text[i]
        if after.isspace() or before == "\N{NO-BREAK SPACE}":
            continue
        may = before in " \t" or (before in "-–—" and i >= 2 and text[i - 2].isalpha() and after.isalpha())
        if not may and (is_wide(before) or is_wide(after)):
            may = unicodedata.combining(after) == 0 and before not in " \N{NO-BREAK SPACE}"
        if may and after not in NOT_AT_START and before not in NOT_AT_END:
            cuts.append(text[start:i])
            start = i
    return [*cuts, text[start:]]


def penalty(before: str, after: str) -> float:
    """How badly a line end between these two pieces reads: below 0 is a good place, 1 a poor one."""
    last, first = before.rstrip()[-1:], after[:1]
    if last in PAUSES:
        return -0.35
    if is_wide(last) or is_wide(first):
        # A phrase of Japanese mostly ends in hiragana and the next starts with kanji or katakana.
        return 0.0 if _hiragana(last) and not _hiragana(first) else 0.6
    word = before.strip().split(" ")[-1]
    return 0.3 if len(word) <= SMALL_WORD and word.isalpha() else 0.0


def _hiragana(character: str) -> bool:
    return "\u3041" <= character <= "\u309f"


def balanced(text: str, width: float, measure: Callable[[str], float], most: int) -> list[str] | None:
    """Lines no wider than `width`, as few as possible and as even as possible; None when `most` lines do not suffice.

    A line feed in the text always ends a line. Dynamic programming over the places where a line may end (Knuth and
    Plass 1981, without stretching): the least sum of squared slack against the widest line, and of poor endings.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        if not paragraph.strip():
            continue
        found = _paragraph(paragraph.strip(), width, measure, most - len(lines))
        if found is None:
            return None
        lines += found
    return lines or None


def _paragraph(text: str, width: float, measure: Callable[[str], float], most: int) -> list[str] | None:
    parts = pieces(text)

    @functools.cache
    def span(i: int, j: int) -> float:
        return measure("".join(parts[i:j]).rstrip())

    for count in range(1, most + 1):
        target = max(span(0, len(parts)) / count, 1e-6)

        @functools.cache
        def best(i: int, left: int, target: float = target) -> tuple[float, tuple[int, ...]] | None:
            """The cheapest way to set parts[i:] in exactly `left` lines: (cost, line ends)."""
            if left == 1:
                wide = span(i, len(parts))
                return ((wide / target - 1) ** 2, (len(parts),)) if wide <= width else None
            options = []
            for j in range(i + 1, len(parts) - left + 2):
                wide = span(i, j)
                if wide > width:
                    break
                if (rest := best(j, left - 1)) is not None:
                    cost = (wide / target - 1) ** 2 + 0.5 * penalty(parts[j - 1], parts[j]) + rest[0]
                    options.append((round(cost, 9), (j, *rest[1])))
            return min(options) if options else None

        if (found := best(0, count)) is not None:
            ends = (0, *found[1])
            return ["".join(parts[a:b]).strip() for a, b in pairwise(ends)]
    return None
