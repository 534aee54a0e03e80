"""What planning found out about one rendition and a person should know before it is signed."""

from __future__ import annotations

from dataclasses import dataclass

from generation.engine.picture import Box
from studio.lib.canonical import Json


@dataclass(frozen=True, slots=True)
class Finding:
    """`level` is "warn" or "fail"."""

    code: str
    level: str
    sentence: str
    remedy: str
    box: Box | None = None
    measured: str = ""  # for tables, where it is a number
    limit: str = ""

    def document(self) -> dict[str, Json]:
        return {"code": self.code, "level": self.level, "sentence": self.sentence, "remedy": self.remedy}
