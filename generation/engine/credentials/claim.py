"""What is claimed of one file: how it began, what was done to it, what went into it, and who may train on it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from generation.engine.credentials.actions import Action, told
from generation.engine.finishing.xmp import Metadata
from generation.engine.picture import EngineError
from generation.engine.recipe import Recipe

# IPTC NewsCodes, digitalsourcetype; the last two are C2PA's own.
SOURCE_TYPES = frozenset(
    "algorithmicMedia algorithmicallyEnhanced composite compositeCapture compositeSynthetic "
    "compositeWithTrainedAlgorithmicMedia computationalCapture dataDrivenMedia digitalCapture digitalCreation "
    "humanEdits negativeFilm positiveFilm print screenCapture trainedAlgorithmicMedia virtualRecording".split()
)
PARENT, COMPONENT, INPUT = "parentOf", "componentOf", "inputTo"
ALLOWED, NOT_ALLOWED, CONSTRAINED = "allowed", "notAllowed", "constrained"


@dataclass(frozen=True, slots=True)
class Agent:
    """A program or a model."""

    name: str
    version: str = ""


@dataclass(frozen=True, slots=True)
class Ingredient:
    """A picture that went into this one. `relationship`: parentOf, componentOf or inputTo. `role` says which ("logo").

    `file` is given where the ingredient has Content Credentials of its own, which then come along whole.
    """

    relationship: str
    title: str
    sha256: str
    media_type: str
    role: str = ""
    file: bytes | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        if self.relationship not in (PARENT, COMPONENT, INPUT):
            raise EngineError(f"An ingredient is {PARENT}, {COMPONENT} or {INPUT}, not {self.relationship!r}.")
        if self.file is not None and hashlib.sha256(self.file).hexdigest() != self.sha256:
            raise EngineError(f"The bytes of the ingredient {self.title!r} are not those of its digest.")


@dataclass(frozen=True, slots=True)
class Claim:
    """Everything that the seal of one file says.

    `source_type` is the whole file's (as in its XMP), `made_as` the picture's that it began with, both names of IPTC's
    vocabulary. `maker` made that picture; `generator` did the rest and signs. `actions` follow the first, which is
    written here: `opened` over a parent that has credentials of its own, else `created`. `metadata` repeats the XMP
    packet under the signature. `training`: "" says nothing, else allowed, notAllowed or constrained with `constraint`.
    `facts` are texts of the installation: recipe, brief, rights.
    """

    title: str
    source_type: str
    maker: Agent
    generator: Agent
    made_as: str = ""
    actions: tuple[Action, ...] = ()
    ingredients: tuple[Ingredient, ...] = ()
    metadata: Metadata | None = None
    training: str = ""
    constraint: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for kind in (self.source_type, self.made_as or self.source_type):
            if kind not in SOURCE_TYPES:
                raise EngineError(f"{kind!r} is no digital source type of IPTC, such as trainedAlgorithmicMedia.")
        if self.training not in ("", ALLOWED, NOT_ALLOWED, CONSTRAINED):
            raise EngineError(f"Training may be {ALLOWED}, {NOT_ALLOWED} or {CONSTRAINED}, not {self.training!r}.")
        if sum(one.relationship == PARENT for one in self.ingredients) > 1:
            raise EngineError("A file has one parent at most: say which picture it was made from.")

    @property
    def parent(self) -> Ingredient | None:
        return next((one for one in self.ingredients if one.relationship == PARENT), None)


def of_recipe(
    recipe: Recipe, *, title: str, source_type: str, maker: Agent, generator: Agent, made_as: str = "",
    ingredients: tuple[Ingredient, ...] = (), metadata: Metadata | None = None, training: str = "",
    constraint: str = "", facts: Mapping[str, str] | None = None,
) -> Claim:  # fmt: skip
    """The claim of a file that this recipe renders. Raises EngineError for a step that no action is known for.

    What a `logo.place` sets is taken in as an ingredient where the caller has not named it.
    """
    actions = told(recipe.nodes)
    named = {one.sha256 for one in ingredients}
    unnamed = dict.fromkeys(digest for action in actions for digest in action.uses if digest not in named)
    placed = tuple(Ingredient(COMPONENT, "Logo", digest, "image/png", "logo") for digest in unnamed)
    return Claim(
        title, source_type, maker, generator, made_as, actions, (*ingredients, *placed), metadata, training, constraint,
        {"recipe": recipe.digest, **(facts or {})},
    )  # fmt: skip
