"""What a file says of itself, as nouns: container, metadata, manifests, lineage, and how far they hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from studio.lib.canonical import Json

NONE, TRUSTED, VALID, INVALID, UNREADABLE = "none", "trusted", "valid", "invalid", "unreadable"
OK, NOTE, FAIL = "ok", "note", "fail"


@dataclass(frozen=True, slots=True)
class Container:
    """What was handed in. `kind` is "" where it is no picture that is read here; sides in pixels."""

    sha256: str
    bytes: int
    kind: str = ""
    media_type: str = ""
    width: int = 0
    height: int = 0
    profile: str = ""
    sealed_bytes: int = 0
    damaged: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was checked. `level`: ok, note or fail. `of` is the manifest's label."""

    level: str
    code: str
    sentence: str
    of: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """One action of a manifest. `source_type` is IPTC's name without its address."""

    name: str
    words: str
    description: str = ""
    agent: str = ""
    when: str = ""
    source_type: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Part:
    """One ingredient. `sha256` where it is named by one; `manifest` the label of its own, if it has one."""

    relationship: str
    title: str
    media_type: str = ""
    sha256: str = ""
    manifest: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    label: str
    title: str
    generator: str
    signed_by: str
    issuer: str
    algorithm: str
    timestamped: str
    acts: tuple[Act, ...]
    parts: tuple[Part, ...]
    facts: Mapping[str, str] = field(default_factory=dict)  # org.gatefold.recipe
    stated: Mapping[str, str] = field(default_factory=dict)  # metadata assertions
    training: Mapping[str, str] = field(default_factory=dict)
    others: tuple[str, ...] = ()  # labels of what else is stated


@dataclass(frozen=True, slots=True)
class Branch:
    """The lineage as a tree: this file, and under it what it was made of."""

    title: str
    relationship: str
    manifest: str = ""
    sha256: str = ""
    under: tuple[Branch, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """`state`: none, trusted, valid, invalid or unreadable. `verdict` puts it in a sentence.

    `origin`: whether AI made it. `manifests`: the file's own first. `fields` are of the XMP packet, `exif` and `texts`
    of the container, `aigc` China's label, `rights` what anything in it says about use.
    """

    container: Container
    state: str
    verdict: str
    origin: str = ""
    findings: tuple[Finding, ...] = ()
    manifests: tuple[Manifest, ...] = ()
    lineage: Branch | None = None
    fields: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    aigc: Mapping[str, str] = field(default_factory=dict)
    exif: Mapping[str, str] = field(default_factory=dict)
    position: bool = False
    iim: bool = False
    texts: Mapping[str, str] = field(default_factory=dict)
    rights: Mapping[str, str] = field(default_factory=dict)

    def document(self) -> dict[str, Json]:
        found: dict[str, Json] = asdict(self)
        return found
