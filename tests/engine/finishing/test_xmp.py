from __future__ import annotations

import hashlib
import json
from dataclasses import replace

import pytest
from lxml import etree

from generation.engine.finishing import xmp
from studio.lib.canonical import digest
from tests.engine.finishing.scenes import METADATA


def test_the_packet_says_what_it_was_given() -> None:
    held = xmp.read(xmp.packet(METADATA))
    assert held["digital_source_type"] == "compositeWithTrainedAlgorithmicMedia"
    assert held["ai_prompt"] == "three people <at> a table & a skyline"
    assert held["creators"] == ("Ben", "Dana")


def test_the_source_type_is_written_as_the_iptc_address() -> None:
    body = xmp.packet(METADATA)
    assert b"http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia<" in body


def test_titles_come_under_the_default_and_under_their_language() -> None:
    root = etree.fromstring(xmp.packet(METADATA))
    items = root.findall(f".//{{{xmp.NS['dc']}}}title//{{{xmp.NS['rdf']}}}li")
    assert [i.get(xmp.XML_LANG) for i in items] == ["x-default", "en"]


def test_the_same_metadata_gives_the_same_bytes_and_no_date() -> None:
    assert xmp.packet(METADATA) == xmp.packet(xmp.Metadata.from_document(METADATA.document()))
    assert b"Date" not in xmp.packet(METADATA)


@pytest.mark.parametrize("nasty", ["a\x00b", "a\x0bb", "a\ud800b", "a\uffffb"])
def test_characters_that_xml_cannot_hold_are_dropped(nasty: str) -> None:
    assert xmp.read(xmp.packet(replace(METADATA, ai_prompt=nasty)))["ai_prompt"] == "ab"


def test_markup_in_a_prompt_stays_text() -> None:
    nasty = "</rdf:li><script>alert(1)</script>{{ 7*7 }}"
    assert xmp.read(xmp.packet(replace(METADATA, ai_prompt=nasty)))["ai_prompt"] == nasty


def test_an_entity_bomb_or_junk_reads_as_nothing() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    assert xmp.read(bomb) == {} and xmp.read(b"junk") == {} and xmp.read(b"") == {}


def test_metadata_from_before_the_later_fields_keeps_its_digest_and_its_bytes() -> None:
    """Taken down before LATER existed: recipes hold this document, and files of theirs these bytes."""
    assert digest(METADATA.document()) == "858afa766ac001536f9cc4db992d44612479fbf4f1eb0583c1941f1bc30ebdcb"
    packet = "ac31a6cc69a177ed3843417eaa38117e63c13a847c1ff5a92c50ec2bba82dc44"
    assert hashlib.sha256(xmp.packet(METADATA)).hexdigest() == packet


def test_licensor_data_mining_and_chinas_label_come_back_and_stand_only_where_they_say_something() -> None:
    label = xmp.aigc("1", "Northlight <& Söhne>", "asset-7")
    said = {
        "aigc": label,
        "licensor_name": "Northlight",
        "licensor_url": "https://northlight.example/licence",
        "data_mining": "DMI-PROHIBITED-GENAIMLTRAINING",
    }
    full = replace(METADATA, **said)
    assert {key: value for key, value in xmp.read(xmp.packet(full)).items() if key in xmp.LATER} == said
    assert xmp.Metadata.from_document(full.document()) == full
    assert json.loads(label) == {
        "Label": "1", "ContentProducer": "Northlight <& Söhne>", "ProduceID": "asset-7", "ReservedCode1": "",
        "ContentPropagator": "", "PropagateID": "", "ReservedCode2": "",
    }  # fmt: skip
    assert not set(xmp.LATER) & set(METADATA.document())
    with pytest.raises(ValueError, match="not '4'"):
        xmp.aigc("4", "", "")


def test_values_that_others_write_as_attributes_are_read() -> None:
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in xmp.NS.items() if prefix != "x")
    about = '<rdf:Description rdf:about="" photoshop:Credit="Reuters" TC260:AIGC="{}" dc:creator="Ana"/>'
    packet = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF {spaces}>{about}</rdf:RDF></x:xmpmeta>'
    assert xmp.read(packet.encode()) == {"credit": "Reuters", "aigc": "{}", "creators": ("Ana",)}
