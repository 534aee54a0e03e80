"""What a condition may speak of. Each station gathers what it knows; a fact that nobody could say is not known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["word", "words", "number", "date", "yes"]
Value = str | int | float | bool | dt.date
Known = Value | tuple[str, ...]
Facts = Mapping[str, Known | None]
"""Name -> what is known: a word, a tuple of words, a number, a date, True or False; None or no entry: not known."""

COUNTRIES: Final = "ISO 3166-1 alpha-2"


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing a condition may speak of. `choices`: the only words it takes, where that is fixed."""

    kind: Kind
    says: str
    choices: tuple[str, ...] = ()
    of: str = ""  # COUNTRIES: its words are country codes


MOMENTS: Final = ("submit", "dispatch", "promotion", "sign-off", "export", "nightly")
USES: Final = ("experiment", "internal", "public")

FACTS: Final[Mapping[str, Fact]] = {
    # The context
    "moment": Fact("word", "where on the line the rule is asked", MOMENTS),
    "date": Fact("date", "the day it is asked"),
    "brand": Fact("word", "the brand's short name"),
    "use": Fact("word", "the brief's use class", USES),
    "regions": Fact("words", "where it will be shown", of=COUNTRIES),
    "channels": Fact("words", "web, social, email, display, OOH, print"),
    "placements": Fact("words", "short names of the placements"),
    "flight.from": Fact("date", "first day it runs"),
    "flight.to": Fact("date", "last day it runs"),
    "topics": Fact("words", "what it is about, as the brief says: election, health, finance, children"),
    # Who runs this installation
    "operator.revenue": Fact("number", "the operator's yearly revenue in US dollars"),
    "operator.users": Fact("number", "the operator's users a month"),
    "operator.visits": Fact("number", "the operator's visits a month"),
    # Models, with all that they rest on: base models, LoRAs, what a picture came from
    "models": Fact("words", "short names of all models and LoRAs it rests on"),
    "model.licences": Fact("words", "licence ids of all of them"),
    "model.uses": Fact("words", "the use classes that all of their licences allow", USES),
    "model.barred": Fact("words", "those of the regions where a licence does not let it be shown", of=COUNTRIES),
    "model.until": Fact("date", "the day the first of their licences ends"),
    "model.revenue_below": Fact("number", "the lowest revenue in US dollars from which a licence does not hold"),
    "model.users_below": Fact("number", "the lowest count of users a month from which a licence does not hold"),
    "model.visits_below": Fact("number", "the lowest count of visits a month from which a licence does not hold"),
    "model.duties": Fact(
        "words", "what the licences ask for", ("review", "filter", "disclosure", "marks", "no_training", "flow_down")
    ),
    "model.training_data": Fact(
        "word", "the least known of their training data",
        ("own", "licensed", "public", "mixed", "gathered", "undisclosed"),
    ),
    "model.unrecorded": Fact("words", "those without a licence on record"),
    # Everything else that is in the picture, or that it was made from
    "rights.unproven": Fact("words", "references, fonts, logos and people whose right nobody has recorded"),
    "rights.from": Fact("date", "the day the last of their rights begins"),
    "rights.until": Fact("date", "the day the first of their rights ends"),
    "rights.barred": Fact("words", "those of the regions that a right does not reach", of=COUNTRIES),
    "rights.channels_barred": Fact("words", "those of the channels that a right does not reach"),
    "rights.excluded": Fact("words", "those that somebody else may use alone where and when it runs"),
    "rights.not_for": Fact("words", "what a right is not for, in the contract's words: alcohol, politics"),
    "likeness": Fact("words", "real people who can be recognised"),
    "voices": Fact("words", "real people who can be heard"),
    "people": Fact("yes", "whether it shows people"),
    "realistic": Fact("yes", "whether it could be taken for a photograph"),
    "generated": Fact("yes", "whether a model made any of it"),
}  # fmt: skip
