"""What compiling gives: phrases with their sources, the windows an encoder reads, and what is left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from briefs.compile.escape import written
from briefs.dialects import BY_SLUG, DIALECT_NAMES

BRIEF, PACK, TEMPLATE = "brief", "style pack", "template"
VOCABULARY, CHARACTER, INSTRUCTION = "vocabulary", "character", "instruction"
SOURCES: Final = (BRIEF, PACK, TEMPLATE, VOCABULARY, CHARACTER, INSTRUCTION)
EVEN: Final = 1.0  # the weight of a phrase that nobody weighed


@dataclass(frozen=True)
class Phrase:
    """`text` is what the model reads. A phrase of a vocabulary or a character names the brief's field that asked."""

    text: str
    source: str  # one of SOURCES
    field: str = ""  # the brief's field, or the style pack's part
    section: int = 0  # the brief's section, 1 to 8; 0 elsewhere
    weight: float = EVEN

    def written(self, dialect: str) -> str:
        """As people read and copy it: weights and escapes in it, where the dialect has them."""
        return written(self.text, self.weight) if BY_SLUG[dialect].weights else self.text


@dataclass(frozen=True)
class Run:
    """Words that weigh the same."""

    text: str
    weight: float = EVEN


@dataclass(frozen=True)
class Window:
    """What an encoder reads at once."""

    runs: tuple[Run, ...]
    tokens: int  # with both specials
    first: int  # number of the phrase it begins with

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class Shown:
    """A phrase as a page shows it."""

    phrase: Phrase
    text: str
    begins: str = ""  # “window 2” where it begins here; “windows 2–4” where the phrase fills several
    cut: bool = False


@dataclass(frozen=True)
class Compiled:
    dialect: str
    positive: tuple[Phrase, ...]
    negative: tuple[Phrase, ...]
    tokens: int  # of the positive prompt, with the specials of every window
    exact: bool  # is that counted, or estimated?
    limit: int  # tokens that are read, with specials; 0: no limit
    cut: tuple[str, ...]  # phrases that lie beyond the limit
    unsaid: tuple[Phrase, ...]  # what was asked for and this dialect, or its template, cannot say
    windows: tuple[Window, ...]  # of the positive prompt; empty where the dialect reads all together
    negative_windows: tuple[Window, ...]
    digest: str  # of the two prompts and the dialect
    kept: int = 0  # phrases of the positive prompt that are read whole

    @property
    def name(self) -> str:
        return DIALECT_NAMES.get(self.dialect, self.dialect)

    @property
    def positive_text(self) -> str:
        return "".join(phrase.written(self.dialect) for phrase in self.positive)

    @property
    def negative_text(self) -> str:
        return "".join(phrase.written(self.dialect) for phrase in self.negative)

    @property
    def shown(self) -> list[Shown]:
        return self._shown(self.positive, self.windows, self.kept)

    @property
    def shown_negative(self) -> list[Shown]:
        return self._shown(self.negative, self.negative_windows, len(self.negative))

    @property
    def weighted(self) -> list[Phrase]:
        return [phrase for phrase in (*self.positive, *self.negative) if phrase.weight != EVEN]

    @property
    def plain(self) -> bool:
        """Can an engine take the prompts as they are written? Else it needs `parts`."""
        texts = [(side, "".join(phrase.text for phrase in phrases)) for side, phrases in self._sides()]
        return all(side == text for side, text in texts) and max(len(self.windows), len(self.negative_windows)) <= 1

    @property
    def parts(self) -> dict[str, list[list[dict[str, Any]]]]:
        """The windows as data: {"positive": [[{"text", "weight"}]], "negative": …}. No escapes in it."""
        return {"positive": _data(self.windows), "negative": _data(self.negative_windows)}

    def _sides(self) -> Iterable[tuple[str, tuple[Phrase, ...]]]:
        return ((self.positive_text, self.positive), (self.negative_text, self.negative))

    def _shown(self, phrases: Sequence[Phrase], windows: Sequence[Window], kept: int) -> list[Shown]:
        begins: dict[int, list[int]] = {}
        for number, window in enumerate(windows, 1):
            begins.setdefault(window.first, []).append(number)
        return [
            Shown(phrase, phrase.written(self.dialect), _named(begins.get(index, [])), index >= kept)
            for index, phrase in enumerate(phrases)
        ]


def _named(numbers: Sequence[int]) -> str:
    """The windows that begin at a phrase, in words; the first one of a prompt needs none."""
    if not numbers or numbers[-1] == 1:
        return ""
    return f"windows {numbers[0]}–{numbers[-1]}" if len(numbers) > 1 else f"window {numbers[0]}"


def _data(windows: Sequence[Window]) -> list[list[dict[str, Any]]]:
    return [[asdict(run) for run in window.runs] for window in windows]
