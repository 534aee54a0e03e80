"""The XMP packet inside each file: who made it, with what, and how it may be used. Written and read here only.

IPTC Photo Metadata Standard 2025.1, Extension schema, for the AI fields; PLUS for who licenses; TC260 for China's
label. No dates: the same asset gives the same bytes. Fields of LATER stand in a document, and their namespaces in a
packet, only where they say something, so recipes from before them keep their digests and their bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from studio.lib.canonical import Json

NS = {
    "x": "adobe:ns:meta/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
    "TC260": "http://www.tc260.org.cn/ns/AIGC/1.0/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
}
IN_EVERY_PACKET = ("rdf", "dc", "xmpRights", "photoshop", "Iptc4xmpExt")
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
# field -> (property, shape). Alt: one text per language; Seq: in order; Bag: unordered; Text: one value.
PROPERTIES = {
    "digital_source_type": ("Iptc4xmpExt:DigitalSourceType", "Text"),
    "ai_system": ("Iptc4xmpExt:AISystemUsed", "Text"),
    "ai_system_version": ("Iptc4xmpExt:AISystemVersionUsed", "Text"),
    "ai_prompt": ("Iptc4xmpExt:AIPromptInformation", "Text"),
    "ai_prompt_writer": ("Iptc4xmpExt:AIPromptWriterName", "Text"),
    "title": ("dc:title", "Alt"),
    "rights": ("dc:rights", "Alt"),
    "usage_terms": ("xmpRights:UsageTerms", "Alt"),
    "creators": ("dc:creator", "Seq"),
    "subjects": ("dc:subject", "Bag"),
    "identifier": ("dc:identifier", "Text"),
    "credit": ("photoshop:Credit", "Text"),
    "data_mining": ("plus:DataMining", "Text"),
    "aigc": ("TC260:AIGC", "Text"),
}
LICENSOR = {"licensor_name": "plus:LicensorName", "licensor_url": "plus:LicensorURL"}  # of plus:Licensor, a Seq
LATER = ("data_mining", "aigc", *LICENSOR)
VOCABULARIES = {"digital_source_type": SOURCE_TYPES, "data_mining": "http://ns.useplus.org/ldf/vocab/"}
AI_FIELDS = ("digital_source_type", "ai_system", "ai_system_version", "ai_prompt", "ai_prompt_writer")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a file says about itself. `digital_source_type` is a name of IPTC's vocabulary, such as
    trainedAlgorithmicMedia or compositeWithTrainedAlgorithmicMedia. Empty values are left out."""

    digital_source_type: str = ""
    ai_system: str = ""
    ai_system_version: str = ""
    ai_prompt: str = ""
    ai_prompt_writer: str = ""
    title: str = ""
    rights: str = ""
    usage_terms: str = ""
    creators: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    identifier: str = ""
    credit: str = ""
    language: str = field(default="x-default")
    data_mining: str = ""  # a name of PLUS's vocabulary, such as DMI-PROHIBITED-GENAIMLTRAINING
    aigc: str = ""  # what `aigc` below gives
    licensor_name: str = ""
    licensor_url: str = ""

    def document(self) -> dict[str, Json]:
        values = {name: getattr(self, name) for name in (*PROPERTIES, *LICENSOR, "language")}
        said = {name: v for name, v in values.items() if v or name not in LATER}
        return {name: list(v) if isinstance(v, tuple) else v for name, v in said.items()}

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Metadata:
        known: dict[str, Any] = {}
        for name in cls.__dataclass_fields__:
            if name in document:
                value = document[name]
                known[name] = tuple(value) if isinstance(value, list) else value
        return cls(**known)


def aigc(label: str, producer: str, produce_id: str, *, propagator: str = "", propagate_id: str = "") -> str:
    """China's implicit label, the JSON of GB 45438-2025, annex E, for `Metadata.aigc`.

    `label`: "1" it is made by AI, "2" it may be, "3" it is suspected to be. `producer` and `propagator` are names or
    registered codes of the services that made and that spread it, the ids are what these call the content; the two
    reserved codes stay empty. Second-hand: learned from what others write and read, not from the standard's text.
    """
    if label not in ("1", "2", "3"):
        raise ValueError(f"A label of GB 45438-2025 is 1 (made by AI), 2 (perhaps) or 3 (suspected), not {label!r}.")
    names = ("Label", "ContentProducer", "ProduceID", "ReservedCode1", "ContentPropagator", "PropagateID")
    said = dict(zip(names, (label, producer, produce_id, "", propagator, propagate_id), strict=True))
    said["ReservedCode2"] = ""
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def packet(metadata: Metadata) -> bytes:
    """The packet, UTF-8. Characters that XML cannot hold are dropped: a prompt may have been pasted from anywhere."""
    root = etree.Element(_name("x:xmpmeta"), nsmap={"x": NS["x"]})
    used = {prefix for key, prefix in _prefixes() if getattr(metadata, key)}
    known = {prefix: NS[prefix] for prefix in NS if prefix in (*IN_EVERY_PACKET, *used)}
    rdf = etree.SubElement(root, _name("rdf:RDF"), nsmap=known)
    about = etree.SubElement(rdf, _name("rdf:Description"))
    about.set(_name("rdf:about"), "")
    for key, (name, shape) in PROPERTIES.items():
        value = getattr(metadata, key)
        if not value:
            continue
        element = etree.SubElement(about, _name(name))
        if shape == "Text":
            element.text = VOCABULARIES.get(key, "") + clean(value)
            continue
        holder = etree.SubElement(element, _name(f"rdf:{shape}"))
        # XMP part 1, 8.2.2.4: the default text comes first, then the same under its language.
        for language, text in _alternatives(value, metadata.language) if shape == "Alt" else [("", v) for v in value]:
            item = etree.SubElement(holder, _name("rdf:li"))
            item.text = clean(text)
            if language:
                item.set(XML_LANG, language)
    _licensor(about, metadata)
    body = etree.tostring(root, encoding="UTF-8")
    return b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>' + body + b'<?xpacket end="w"?>'


def _licensor(about: etree._Element, metadata: Metadata) -> None:
    said = {name: getattr(metadata, key) for key, name in LICENSOR.items() if getattr(metadata, key)}
    if not said:
        return
    holder = etree.SubElement(etree.SubElement(about, _name("plus:Licensor")), _name("rdf:Seq"))
    item = etree.SubElement(holder, _name("rdf:li"))
    item.set(_name("rdf:parseType"), "Resource")
    for name, value in said.items():
        etree.SubElement(item, _name(name)).text = clean(value)


def _prefixes() -> Iterable[tuple[str, str]]:
    named = {key: name for key, (name, _) in PROPERTIES.items()} | LICENSOR
    return ((key, name.partition(":")[0]) for key, name in named.items())


def read(data: bytes, also: Mapping[str, tuple[str, str]] | None = None) -> dict[str, str | tuple[str, ...]]:
    """The fields of PROPERTIES and LICENSOR that a packet holds, by our names, and those of `also`, written as
    PROPERTIES are. Ours or not: a value may stand as an element or, as others write it, as an attribute.

    An unreadable packet holds none.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(data.strip(b"\x00"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return {}
    found: dict[str, str | tuple[str, ...]] = {}
    licensor = {key: (name, "Text") for key, name in LICENSOR.items()}
    for key, (name, shape) in {**PROPERTIES, **licensor, **(also or {})}.items():
        value = _value(root, _name(name), shape)
        if value is not None:
            found[key] = value.removeprefix(VOCABULARIES.get(key, "")) if isinstance(value, str) else value
    return found


def _value(root: etree._Element, name: str, shape: str) -> str | tuple[str, ...] | None:
    element = root.find(f".//{name}")
    if element is None:
        holders = (one.get(name) for one in root.iter(_name("rdf:Description"), _name("rdf:li")))
        said = next((value for value in holders if value is not None), None)
        return (said,) if said is not None and shape in ("Seq", "Bag") else said
    items = tuple((li.text or "") for li in element.iter(_name("rdf:li")))
    if shape in ("Seq", "Bag"):
        return items
    return items[0] if items else (element.text or element.get(_name("rdf:resource")) or "")


def _alternatives(text: str, language: str) -> list[tuple[str, str]]:
    return [("x-default", text)] + ([(language, text)] if language != "x-default" else [])


def _name(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{NS[prefix]}}}{local}"


def clean(text: str) -> str:
    """Without what XML 1.0 cannot hold: control characters, lone surrogates and two non-characters."""
    return "".join(
        c for c in str(text) if c in "\t\n\r" or " " <= c < "\ud800" or "\udfff" < c < "\ufffe" or c > "\uffff"
    )
