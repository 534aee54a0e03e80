"""The XMP packet inside each file: who made it, with what, and how it may be used. Written and read here only.

IPTC Photo Metadata Standard 2025.1, Extension schema, for the AI fields. No dates: the same asset gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
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
}
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
}
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

    def document(self) -> dict[str, Json]:
        values = {name: getattr(self, name) for name in (*PROPERTIES, "language")}
        return {name: list(v) if isinstance(v, tuple) else v for name, v in values.items()}

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Metadata:
        known: dict[str, Any] = {}
        for name in cls.__dataclass_fields__:
            if name in document:
                value = document[name]
                known[name] = tuple(value) if isinstance(value, list) else value
        return cls(**known)


def packet(metadata: Metadata) -> bytes:
    """The packet, UTF-8. Characters that XML cannot hold are dropped: a prompt may have been pasted from anywhere."""
    root = etree.Element(_name("x:xmpmeta"), nsmap={"x": NS["x"]})
    rdf = etree.SubElement(root, _name("rdf:RDF"), nsmap={k: v for k, v in NS.items() if k != "x"})
    about = etree.SubElement(rdf, _name("rdf:Description"))
    about.set(_name("rdf:about"), "")
    for key, (name, shape) in PROPERTIES.items():
        value = getattr(metadata, key)
        if not value:
            continue
        element = etree.SubElement(about, _name(name))
        if shape == "Text":
            element.text = (SOURCE_TYPES if key == "digital_source_type" else "") + _clean(value)
            continue
        holder = etree.SubElement(element, _name(f"rdf:{shape}"))
        # XMP part 1, 8.2.2.4: the default text comes first, then the same under its language.
        for language, text in _alternatives(value, metadata.language) if shape == "Alt" else [("", v) for v in value]:
            item = etree.SubElement(holder, _name("rdf:li"))
            item.text = _clean(text)
            if language:
                item.set(XML_LANG, language)
    body = etree.tostring(root, encoding="UTF-8")
    return b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>' + body + b'<?xpacket end="w"?>'


def read(data: bytes) -> dict[str, str | tuple[str, ...]]:
    """The fields of PROPERTIES that a packet holds, by our names. An unreadable packet holds none."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(data.strip(b"\x00"), parser)
    except etree.XMLSyntaxError:
        return {}
    found: dict[str, str | tuple[str, ...]] = {}
    for key, (name, shape) in PROPERTIES.items():
        element = root.find(f".//{_name(name)}")
        if element is None:
            continue
        items = tuple((li.text or "") for li in element.iter(_name("rdf:li")))
        value = items if shape in ("Seq", "Bag") else items[0] if items else (element.text or "")
        found[key] = value.removeprefix(SOURCE_TYPES) if isinstance(value, str) else value
    return found


def _alternatives(text: str, language: str) -> list[tuple[str, str]]:
    return [("x-default", text)] + ([(language, text)] if language != "x-default" else [])


def _name(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{NS[prefix]}}}{local}"


def _clean(text: str) -> str:
    """Without what XML 1.0 cannot hold: control characters, lone surrogates and two non-characters."""
    return "".join(
        c for c in str(text) if c in "\t\n\r" or " " <= c < "\ud800" or "\udfff" < c < "\ufffe" or c > "\uffff"
    )
