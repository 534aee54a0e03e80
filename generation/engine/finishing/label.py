"""What has to be said visibly on a file: the noun. Light, so that the web may know it; the step that draws it is in
type.py, where it stands in labelling.py."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

OP: Final = "label.disclosure"
VERSION: Final = "1"


@dataclass(frozen=True, slots=True)
class Label:
    """What has to be said visibly on a file.

    `words`: one text for each thing that has to be said. `share`: the least height of a capital, as a share of the
    file's shorter side. `locale` is that of the words (BCP 47). `corner`: where it should stand if it can ("top-left").
    """

    words: tuple[str, ...]
    share: float
    locale: str
    corner: str = ""

    @property
    def said(self) -> str:
        return " · ".join(self.words)
