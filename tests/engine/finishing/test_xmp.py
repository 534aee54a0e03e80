from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree

from generation.engine.finishing import xmp
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
