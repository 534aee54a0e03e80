"""A recipe: the canonical, content-addressed description of how bytes come to be. The only way to describe pixels.

A recipe is a chain of nodes. The first node makes or fetches a picture; each later one takes the picture before it and
gives the next. Whatever changes pixels is in a node's `params`, or is a digest in its `inputs`. `context` pins what the
picture was made *for* (brief revision, prompt, style pack version, batch composition) and takes part in the digest.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from studio.lib.canonical import Json, canonical, digest

SCHEMA = "gatefold.recipe/1"


class BadRecipe(ValueError):
    """The document is not a recipe: the sentence names the part and the remedy."""


@dataclass(frozen=True, slots=True)
class Node:
    """One step. `op` names the code ("previz.still", "fit.crop", "encode"), `version` its behaviour.

    `inputs` names other bytes this step reads: "sha256:<64 hex>" for a blob, "recipe:<64 hex>" for another recipe.
    """

    op: str
    version: str
    params: Mapping[str, Json] = field(default_factory=dict)
    inputs: Mapping[str, str] = field(default_factory=dict)

    def document(self) -> dict[str, Json]:
        return {"op": self.op, "version": self.version, "params": dict(self.params), "inputs": dict(self.inputs)}


@dataclass(frozen=True, slots=True)
class Recipe:
    nodes: tuple[Node, ...]
    context: Mapping[str, Json] = field(default_factory=lambda: MappingProxyType({}))

    def document(self) -> dict[str, Json]:
        return {"schema": SCHEMA, "nodes": [node.document() for node in self.nodes], "context": dict(self.context)}

    def canonical(self) -> bytes:
        return canonical(self.document())

    @property
    def digest(self) -> str:
        """64 hex digits: the recipe's id."""
        return digest(self.document())

    def then(self, *nodes: Node) -> Recipe:
        """This recipe with more steps after it."""
        return Recipe(nodes=self.nodes + nodes, context=self.context)

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Recipe:
        """Read a stored document. Raises BadRecipe with a sentence."""
        if document.get("schema") != SCHEMA:
            raise BadRecipe(f"This recipe says schema {document.get('schema')!r}; this version reads {SCHEMA!r}.")
        nodes = document.get("nodes")
        if not isinstance(nodes, list) or not nodes:
            raise BadRecipe("This recipe has no nodes: the first must make or fetch a picture.")
        try:
            steps = tuple(Node(n["op"], n["version"], n.get("params", {}), n.get("inputs", {})) for n in nodes)
        except (KeyError, TypeError) as error:
            raise BadRecipe(f"A node of this recipe lacks {error}: each needs op and version.") from error
        return cls(nodes=steps, context=document.get("context", {}))
