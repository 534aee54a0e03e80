"""What words say: that people are shown, who they are, that something is named. Pure."""

from __future__ import annotations

import re
from typing import Final

from briefs.vocabulary import LABELS

_PEOPLE: Final = re.compile(
    r"\b(people|persons?|men|man|wom[ae]n|child(?:ren)?|crowd|team|colleagues?|famil(?:y|ies)|couple|girls?|boys?"
    r"|customers?|friends|spokespersons?|ferryman|workers?|models?|faces?)\b",
    re.IGNORECASE,
)
_ROLES: Final = re.compile(
    r"\b(ferryman|spokespersons?|engineers?|doctors?|nurses?|teachers?|cooks?|drivers?)\b", re.IGNORECASE
)


def short(name: str) -> str:
    return {"message": "Message", "style": "Style"}.get(name, LABELS[name])


def says(text: str, words: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(words)}(?![\w-])", text, re.IGNORECASE) is not None


def shows_people(text: str) -> bool:
    return _PEOPLE.search(text) is not None


def shows_role(text: str) -> bool:
    return _ROLES.search(text) is not None
